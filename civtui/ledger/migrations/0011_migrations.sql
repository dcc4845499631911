-- Beside the facts: which of these steps ran on this file, and when (empty: before it was kept).
CREATE TABLE migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  ran TEXT NOT NULL
);
