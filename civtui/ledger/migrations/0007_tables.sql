-- Long tables: offices that exist, read in their order and counted without visiting each.
CREATE INDEX office_living ON office (agency, ord, id, ended) WHERE ended IS NULL;

-- Beside the facts: what a user likes to see of a table. Nothing is derived from it.
CREATE TABLE choice (
  name TEXT NOT NULL,
  thing TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (name, thing)
) WITHOUT ROWID;
