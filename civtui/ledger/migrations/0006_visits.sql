-- Beside the facts: up to which fact a user has seen the ledger. Nothing is derived from it.
CREATE TABLE visit (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL,
  day TEXT NOT NULL
) WITHOUT ROWID;
