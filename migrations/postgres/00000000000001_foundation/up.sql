-- The foundation: people and what is recorded about them, the organisation, sign-in, the ledger.

CREATE TABLE person (
    id UUID NOT NULL PRIMARY KEY,
    wrapped_key BYTEA NOT NULL,
    epoch INTEGER NOT NULL,
    registered BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE record (
    id UUID NOT NULL PRIMARY KEY,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    noun SMALLINT NOT NULL,
    class SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    layout SMALLINT NOT NULL,
    happened_at BIGINT NOT NULL,
    service_id UUID,
    staff_id UUID,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE TABLE revision (
    record_id UUID NOT NULL,
    person_id UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    noun SMALLINT NOT NULL,
    class SMALLINT NOT NULL,
    version INTEGER NOT NULL,
    layout SMALLINT NOT NULL,
    happened_at BIGINT NOT NULL,
    service_id UUID,
    staff_id UUID,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID NOT NULL,
    sealed BYTEA NOT NULL,
    superseded_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version)
);

CREATE TABLE organisation (
    id UUID NOT NULL PRIMARY KEY,
    noun SMALLINT NOT NULL,
    parent_id UUID,
    version INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID NOT NULL,
    sealed BYTEA NOT NULL
);

CREATE TABLE organisation_revision (
    record_id UUID NOT NULL,
    noun SMALLINT NOT NULL,
    parent_id UUID,
    version INTEGER NOT NULL,
    open BOOLEAN NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by UUID NOT NULL,
    sealed BYTEA NOT NULL,
    superseded_at BIGINT NOT NULL,
    PRIMARY KEY (record_id, version)
);

CREATE TABLE membership (
    id UUID NOT NULL PRIMARY KEY,
    staff_id UUID NOT NULL,
    service_id UUID,
    role SMALLINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT
);

CREATE TABLE credential (
    staff_id UUID NOT NULL PRIMARY KEY,
    name_hash BYTEA NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    sealed_password BYTEA NOT NULL,
    active BOOLEAN NOT NULL
);

CREATE TABLE session (
    id UUID NOT NULL PRIMARY KEY,
    staff_id UUID NOT NULL,
    refresh_hash BYTEA NOT NULL UNIQUE,
    previous_hash BYTEA,
    rotated_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);

CREATE TABLE throttle (
    key_hash BYTEA NOT NULL PRIMARY KEY,
    failures INTEGER NOT NULL,
    last_at BIGINT NOT NULL
);

CREATE TABLE idempotency (
    caller UUID NOT NULL,
    key UUID NOT NULL,
    operation TEXT NOT NULL,
    body_hash BYTEA NOT NULL,
    record_id UUID NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (caller, key)
);

CREATE TABLE ledger_entry (
    id UUID NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    staff_id UUID,
    session_id UUID,
    service_id UUID,
    role SMALLINT NOT NULL,
    operation TEXT NOT NULL,
    class SMALLINT NOT NULL,
    outcome SMALLINT NOT NULL,
    record_id UUID,
    record_version INTEGER,
    digest BYTEA,
    count INTEGER NOT NULL,
    request_id UUID
);

CREATE TABLE ledger_subject (
    entry_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    PRIMARY KEY (entry_id, subject_id)
);

CREATE TABLE ledger_chain (
    id UUID NOT NULL PRIMARY KEY,
    opened_at BIGINT NOT NULL,
    heads BYTEA NOT NULL
);

CREATE TABLE ledger_link (
    chain_id UUID NOT NULL,
    number BIGINT NOT NULL,
    entry_id UUID NOT NULL UNIQUE,
    previous BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    PRIMARY KEY (chain_id, number)
);

CREATE TABLE change (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    xid BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
    person_id UUID NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE epoch (
    id INTEGER NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL
);

CREATE TABLE node (
    id UUID NOT NULL PRIMARY KEY,
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
CREATE INDEX change_by_transaction ON change (xid, seq);
