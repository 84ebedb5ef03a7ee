-- The ledger's proof: tags on rows that decide access or sign-in, what an entry tells beside the foundation's,
-- checkpoints over all chains, and where a chain begins whose oldest segments are gone.

ALTER TABLE membership ADD COLUMN tag BYTEA NOT NULL DEFAULT '';
ALTER TABLE credential ADD COLUMN tag BYTEA NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN tag BYTEA NOT NULL DEFAULT '';

-- Which columns the entry's hash binds, in which order: the entries of before are of layout 1.
ALTER TABLE ledger_entry ADD COLUMN layout SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE ledger_entry ADD COLUMN purpose SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_entry ADD COLUMN client_id UUID;
ALTER TABLE ledger_entry ADD COLUMN origin TEXT;
ALTER TABLE ledger_entry ADD COLUMN written BYTEA;

CREATE TABLE ledger_checkpoint (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE ledger_pruned (
    chain_id UUID NOT NULL,
    through BIGINT NOT NULL,
    hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (chain_id, through)
);
