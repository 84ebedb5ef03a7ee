-- The ledger's proof: tags on rows that decide access or sign-in, what an entry tells beside the foundation's,
-- checkpoints over all chains, and where a chain begins whose oldest segments are gone.

ALTER TABLE membership ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE credential ADD COLUMN tag BLOB NOT NULL DEFAULT x'';
ALTER TABLE session ADD COLUMN tag BLOB NOT NULL DEFAULT x'';

-- Which columns the entry's hash binds, in which order: the entries of before are of layout 1.
ALTER TABLE ledger_entry ADD COLUMN layout SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE ledger_entry ADD COLUMN purpose SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE ledger_entry ADD COLUMN client_id BLOB;
ALTER TABLE ledger_entry ADD COLUMN origin TEXT;
ALTER TABLE ledger_entry ADD COLUMN written BLOB;

CREATE TABLE ledger_checkpoint (
    number BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    note TEXT NOT NULL
);

CREATE TABLE ledger_pruned (
    chain_id BLOB NOT NULL,
    through BIGINT NOT NULL,
    hash BLOB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (chain_id, through)
);

-- A second line: whoever owns the file can drop these, and the checkpoints show it.
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_subject_no_update BEFORE UPDATE ON ledger_subject
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_subject_no_delete BEFORE DELETE ON ledger_subject
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_chain_no_update BEFORE UPDATE ON ledger_chain
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_chain_no_delete BEFORE DELETE ON ledger_chain
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_link_no_update BEFORE UPDATE ON ledger_link
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_link_no_delete BEFORE DELETE ON ledger_link
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_checkpoint_no_update BEFORE UPDATE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_checkpoint_no_delete BEFORE DELETE ON ledger_checkpoint
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_pruned_no_update BEFORE UPDATE ON ledger_pruned
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER ledger_pruned_no_delete BEFORE DELETE ON ledger_pruned
BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
