-- What a member of staff did, newest first, without reading what everybody else did.

CREATE INDEX ledger_entry_by_staff ON ledger_entry (staff_id, id);
