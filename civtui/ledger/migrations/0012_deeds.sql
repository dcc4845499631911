-- What users did on a judge's sheet, in order, and what each cell held before it: undo and redo.
-- `origin`: the fact whose content stands in a cell, also where taking a later one back showed it
-- again, or it was put again.
ALTER TABLE mark ADD COLUMN origin INTEGER;
ALTER TABLE mark_skip ADD COLUMN origin INTEGER;
ALTER TABLE mark_note ADD COLUMN origin INTEGER;

-- `undone`: the fact that took it back; `gone`: nothing of it can be put again
CREATE TABLE deed (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  who TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  redoes INTEGER,
  undone INTEGER,
  gone INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (round, assessor, who, seq)
) WITHOUT ROWID;
CREATE INDEX deed_standing ON deed (round, assessor, who, seq) WHERE undone IS NULL;
CREATE INDEX deed_undone ON deed (round, assessor, who, undone) WHERE undone IS NOT NULL;

-- one cell of a deed; `root`: the fact that did it first, before it was put again; `mark`, `points`, `skip`, `note`, `origin`: what the cell held before it
CREATE TABLE deed_step (
  seq INTEGER PRIMARY KEY,
  deed INTEGER NOT NULL,
  root INTEGER NOT NULL,
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  noting INTEGER NOT NULL,
  mark TEXT,
  points INTEGER,
  skip TEXT,
  note TEXT,
  origin INTEGER,
  undone INTEGER
);
CREATE INDEX deed_step_by_deed ON deed_step (deed, seq);

-- a cell (or a note) that was emptied: by which fact, and the deed that stands so
CREATE TABLE cell_emptied (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  noting INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  origin INTEGER,
  PRIMARY KEY (round, assessor, subject, item, noting)
) WITHOUT ROWID;
