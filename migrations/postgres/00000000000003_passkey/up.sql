-- Passkeys, and the people of an organisation's own identity provider as they are known here.

CREATE TABLE passkey (
    id UUID NOT NULL PRIMARY KEY,
    staff_id UUID NOT NULL,
    credential_hash BYTEA NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    sealed BYTEA NOT NULL,
    registered_at BIGINT NOT NULL,
    used_at BIGINT,
    suspected_at BIGINT,
    tag BYTEA NOT NULL
);

CREATE TABLE provider_link (
    subject_hash BYTEA NOT NULL PRIMARY KEY,
    staff_id UUID NOT NULL UNIQUE,
    linked_at BIGINT NOT NULL,
    tag BYTEA NOT NULL
);

CREATE INDEX passkey_by_staff ON passkey (staff_id);
