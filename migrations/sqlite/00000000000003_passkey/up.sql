-- Passkeys, and the people of an organisation's own identity provider as they are known here.

CREATE TABLE passkey (
    id BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB NOT NULL,
    credential_hash BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    registered_at BIGINT NOT NULL,
    used_at BIGINT,
    suspected_at BIGINT,
    tag BLOB NOT NULL
);

CREATE TABLE provider_link (
    subject_hash BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB NOT NULL UNIQUE,
    linked_at BIGINT NOT NULL,
    tag BLOB NOT NULL
);

CREATE INDEX passkey_by_staff ON passkey (staff_id);
