"""The ledger as people read it: facts, names in place of ids, tables of any length."""
