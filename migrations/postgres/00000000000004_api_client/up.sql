-- API clients: what decides their access, beside what is sealed in `organisation`; their keys and secrets, as hashes and
-- public keys; and the assertions that were used, so that none is used twice.

CREATE TABLE api_client (
    id UUID NOT NULL PRIMARY KEY,
    scopes TEXT NOT NULL,
    services BYTEA NOT NULL,
    per_minute INTEGER NOT NULL,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    last_used_at BIGINT,
    tag BYTEA NOT NULL
);

CREATE TABLE api_credential (
    id UUID NOT NULL PRIMARY KEY,
    client_id UUID NOT NULL,
    kind SMALLINT NOT NULL,
    secret_hash BYTEA NOT NULL,
    public_key TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    tag BYTEA NOT NULL
);

CREATE TABLE api_assertion (
    client_id UUID NOT NULL,
    jti_hash BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (client_id, jti_hash)
);

CREATE INDEX api_credential_by_client ON api_credential (client_id);
CREATE INDEX api_assertion_by_expiry ON api_assertion (expires_at);
