//! Operations on API clients: kept by administrators, and asking for their tokens.

use domain::Recorded;
use domain::access::{ChangeApiClient, ReadApiClients, RegisterApiClient, RevokeApiClient, RotateApiClient};
use domain::api_client::{ApiClient, IssuedClient, KeptClient, NewCredential};
use domain::id::{ClientId, CredentialId};
use uuid::Uuid;

use super::{Arc, Engine, Error, Store, postgres, sqlite};
use crate::access::Access;
use crate::asked::Asked;
use crate::client::{ClientKey, ClientProof, IssuedToken};
use crate::once::Once;

operations! {
    /// Every API client.
    read api_clients(access: Access<ReadApiClients>) -> Vec<Recorded<KeptClient>> = api_client::list;
    /// One API client.
    read api_client(access: Access<ReadApiClients>; id: Uuid) -> Recorded<KeptClient> = api_client::read;
    /// Register an API client with its first key or secret.
    write register_api_client(access: Access<RegisterApiClient>, once: Once, client: ApiClient, first: NewCredential)
        -> IssuedClient = api_client::register;
    /// Change what an API client is and may.
    write change_api_client(access: Access<ChangeApiClient>, client: ApiClient; id: Uuid, version: u32)
        -> Recorded<KeptClient> = api_client::change;
    /// Give an API client another key or secret.
    write rotate_api_client(access: Access<RotateApiClient>, once: Once, next: NewCredential; id: Uuid)
        -> IssuedClient = api_client::rotate;
    /// End one key or secret of an API client.
    write end_api_credential(access: Access<RevokeApiClient>; id: Uuid, credential: CredentialId)
        -> () = api_client::end_credential;
    /// Revoke an API client.
    write revoke_api_client(access: Access<RevokeApiClient>; id: Uuid) -> () = api_client::revoke;

    /// The key that a client's assertion names; none where it is not the client's, or does not hold.
    read client_key(; client: ClientId, key: CredentialId) -> Option<ClientKey> = api_token::key;
    /// A token for a client that shows who it is.
    write issue_client_token(proof: ClientProof, asked: Option<Asked>; client: ClientId)
        -> IssuedToken = api_token::issue;
    /// Note that a client's assertion was not right.
    write client_refused(asked: Option<Asked>; client: ClientId) -> () = api_token::refused;
    /// Note that a client was used.
    write touch_client(; client: ClientId) -> () = api_token::touch;
}
