-- What agencies declared, each from its day on: what stood on a past day is answered out of it. Its
-- rows are made from the facts.
CREATE TABLE declaration (
  agency TEXT NOT NULL,
  since TEXT NOT NULL,
  seq INTEGER NOT NULL,
  runs_program INTEGER,
  has_conditions INTEGER,
  conditions_confirmed INTEGER,
  stage TEXT,
  PRIMARY KEY (agency, since, seq)
) WITHOUT ROWID;
