// A certified OpenID Connect provider with one client and invented people, for tests.
//
// In the folder with the npm packages: node provider.mjs PORT CALLBACK.
// Whoever gives a name is that person; their address is NAME@example.org.

const { default: Provider } = await import(`${process.cwd()}/node_modules/oidc-provider/lib/index.js`);
const [port, callback] = process.argv.slice(2);
const issuer = `http://localhost:${port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'criis',
    client_secret: 'an invented secret of no use elsewhere',
    redirect_uris: [callback],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
  // As Entra ID and Keycloak do, put the claims into the identity token.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    // Whoever is called new-NAME has the address that was NAME's.
    claims: () => ({
      sub: id, email: `${id.replace(/^new-/, '')}@example.org`, email_verified: true, preferred_username: id,
    }),
  }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

provider.listen(Number(port), '127.0.0.1', () => console.log(`ready on ${issuer}`));
