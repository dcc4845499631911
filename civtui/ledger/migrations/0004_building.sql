-- The building year: registers, evidence and what it serves, years that are closed.
ALTER TABLE activity ADD COLUMN leaders TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN evidence TEXT NOT NULL DEFAULT '[]';
ALTER TABLE activity ADD COLUMN items TEXT NOT NULL DEFAULT '[]';

CREATE TABLE record (
  register TEXT NOT NULL,
  id TEXT NOT NULL,
  agency TEXT NOT NULL,
  year INTEGER,
  day TEXT NOT NULL,
  content TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (register, id)
) WITHOUT ROWID;
CREATE INDEX record_by_agency ON record (agency, register);

CREATE TABLE evidence (
  sha256 TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  size INTEGER NOT NULL,
  media TEXT NOT NULL,
  taken TEXT,
  seq INTEGER NOT NULL
) WITHOUT ROWID;

-- where a piece of evidence is used: `activity` or a register, and the record's id
CREATE TABLE evidence_use (
  sha256 TEXT NOT NULL,
  register TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (sha256, register, id)
) WITHOUT ROWID;

CREATE TABLE year_closed (
  year INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL
);
