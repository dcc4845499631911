-- Two tables anew: files of the first days have them without `category`, `chief` and `expected`,
-- which were added to the first step itself. Their rows are made from the facts.
DROP TABLE agency;
CREATE TABLE agency (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  code TEXT NOT NULL,
  sector TEXT NOT NULL,
  category TEXT NOT NULL,
  ord INTEGER NOT NULL,
  declared_offices INTEGER,
  staff INTEGER,
  chief TEXT,
  contact TEXT,
  runs_program INTEGER,
  has_conditions INTEGER,
  conditions_confirmed INTEGER,
  stage TEXT NOT NULL,
  since TEXT NOT NULL,
  ended TEXT
);
CREATE INDEX agency_by_order ON agency (ord, id);

DROP TABLE round_assessor;
CREATE TABLE round_assessor (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  name TEXT NOT NULL,
  agency TEXT,
  related TEXT NOT NULL,
  ord INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  given INTEGER NOT NULL,
  submitted TEXT,
  PRIMARY KEY (round, assessor)
) WITHOUT ROWID;
