-- The foundation: people and what is recorded about them, the organisation, sign-in, the ledger.

CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY,
    wrapped_key BLOB NOT NULL,
    epoch INTEGER NOT NULL,
    registered BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE record (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    noun SMALLINT NOT NULL,
    class SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    layout SMALLINT NOT NULL,
    happened_at BIGINT NOT NULL,
    service_id BLOB,
    staff_id BLOB,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BLOB NOT NULL,
    sealed BLOB NOT NULL
);

CREATE TABLE revision (
    record_id BLOB NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    noun SMALLINT NOT NULL,
    class SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    layout SMALLINT NOT NULL,
    happened_at BIGINT NOT NULL,
    service_id BLOB,
    staff_id BLOB,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BLOB NOT NULL,
    sealed BLOB NOT NULL,
    superseded_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version)
);

CREATE TABLE organisation (
    id BLOB NOT NULL PRIMARY KEY,
    noun SMALLINT NOT NULL,
    parent_id BLOB,
    version INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BLOB NOT NULL,
    sealed BLOB NOT NULL
);

CREATE TABLE organisation_revision (
    record_id BLOB NOT NULL,
    noun SMALLINT NOT NULL,
    parent_id BLOB,
    version INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by BLOB NOT NULL,
    sealed BLOB NOT NULL,
    superseded_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version)
);

CREATE TABLE membership (
    id BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB NOT NULL,
    service_id BLOB,
    role SMALLINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT
);

CREATE TABLE credential (
    staff_id BLOB NOT NULL PRIMARY KEY,
    name_hash BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    sealed_password BLOB NOT NULL,
    active BOOLEAN NOT NULL
);

CREATE TABLE session (
    id BLOB NOT NULL PRIMARY KEY,
    staff_id BLOB NOT NULL,
    refresh_hash BLOB NOT NULL UNIQUE,
    previous_hash BLOB,
    rotated_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE TABLE throttle (
    key_hash BLOB NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE idempotency (
    caller BLOB NOT NULL,
    key BLOB NOT NULL,
    operation TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    record_id BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (caller, key)
);

CREATE TABLE ledger_entry (
    id BLOB NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    staff_id BLOB,
    session_id BLOB,
    service_id BLOB,
    role SMALLINT NOT NULL,
    operation TEXT NOT NULL,
    class SMALLINT NOT NULL,
    outcome SMALLINT NOT NULL,
    record_id BLOB,
    record_version INTEGER,
    digest BLOB,
    count INTEGER NOT NULL,
    request_id BLOB
);

CREATE TABLE ledger_subject (
    entry_id BLOB NOT NULL,
    subject_id BLOB NOT NULL,
    PRIMARY KEY (entry_id, subject_id)
);

CREATE TABLE ledger_chain (
    id BLOB NOT NULL PRIMARY KEY,
    opened_at BIGINT NOT NULL,
    heads BLOB NOT NULL
);

CREATE TABLE ledger_link (
    chain_id BLOB NOT NULL,
    number BIGINT NOT NULL,
    entry_id BLOB NOT NULL UNIQUE,
    previous BLOB NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (chain_id, number)
);

CREATE TABLE change (
    seq INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    xid BIGINT NOT NULL DEFAULT 0,
    person_id BLOB NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE epoch (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
);

CREATE TABLE node (
    id BLOB NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL,
    newest_epoch INTEGER NOT NULL,
    oldest_epoch INTEGER NOT NULL
);

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE INDEX person_by_epoch ON person (epoch);
CREATE INDEX record_by_person ON record (person_id, noun, happened_at, id);
CREATE INDEX record_by_staff ON record (staff_id, noun, happened_at);
CREATE INDEX record_by_service ON record (service_id, noun, open);
CREATE INDEX record_by_service_and_time ON record (service_id, noun, happened_at, id);
-- Drafts (noun 14) by their last change: a job looks for old ones, and must not look at everything else.
CREATE INDEX record_of_drafts ON record (happened_at) WHERE noun = 14;
CREATE INDEX revision_by_person ON revision (person_id);
CREATE INDEX organisation_by_noun ON organisation (noun);
CREATE INDEX membership_by_staff ON membership (staff_id);
CREATE INDEX session_by_staff ON session (staff_id);
CREATE INDEX idempotency_by_age ON idempotency (at);
CREATE INDEX ledger_entry_by_time ON ledger_entry (at);
CREATE INDEX ledger_subject_by_subject ON ledger_subject (subject_id, entry_id);
