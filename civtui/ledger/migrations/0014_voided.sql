-- Facts that were taken back, and the fact that did it: no other table knows of them.
CREATE TABLE voided (
  seq INTEGER PRIMARY KEY,
  by INTEGER NOT NULL
);

-- what still stands, for those who read facts themselves
CREATE VIEW standing_fact AS
SELECT * FROM fact WHERE NOT EXISTS (SELECT 1 FROM voided WHERE voided.seq = fact.seq);
