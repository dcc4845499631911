-- Which offices take part in civilized-office building, and since when; one that is not named does.
CREATE TABLE office_part (
  office TEXT NOT NULL,
  since TEXT NOT NULL,
  takes INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (office, since)
) WITHOUT ROWID;
