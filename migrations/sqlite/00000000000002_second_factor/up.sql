-- The second factor, sign-ins that are under way, and what throttling needs to leave colleagues alone.

CREATE TABLE ceremony (
    id BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB,
    kind SMALLINT NOT NULL,
    token_hash BLOB NOT NULL,
    sealed BLOB NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    tag BLOB NOT NULL
);

CREATE TABLE totp (
    staff_id BLOB NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    last_step BIGINT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    tag BLOB NOT NULL
);

CREATE TABLE recovery_code (
    code_hash BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    tag BLOB NOT NULL
);

CREATE TABLE familiar (
    key_hash BLOB NOT NULL PRIMARY KEY,
    last_at BIGINT NOT NULL
);

ALTER TABLE session ADD COLUMN stepped_up_at BIGINT;
ALTER TABLE session ADD COLUMN sealed_origin BLOB NOT NULL DEFAULT x'';

CREATE INDEX ceremony_by_staff ON ceremony (staff_id);
CREATE INDEX ceremony_by_expiry ON ceremony (expires_at);
CREATE INDEX recovery_code_by_staff ON recovery_code (staff_id);
CREATE INDEX familiar_by_age ON familiar (last_at);
