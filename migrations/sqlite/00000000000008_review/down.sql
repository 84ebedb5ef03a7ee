DROP INDEX ledger_entry_by_staff;
