-- The work of a panel: anchors, shares, skips, notes, submitted sheets.
ALTER TABLE round ADD COLUMN per_subject INTEGER;
ALTER TABLE round_subject ADD COLUMN anchor INTEGER NOT NULL DEFAULT 0;
ALTER TABLE round_assessor ADD COLUMN submitted TEXT;

-- who judges what, in a round that deals its subjects (`per_subject` is set); no rows: everybody all
CREATE TABLE round_share (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (round, assessor, subject)
) WITHOUT ROWID;

CREATE TABLE mark_skip (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  why TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (round, assessor, subject, item)
) WITHOUT ROWID;

-- a note on a subject has an empty item
CREATE TABLE mark_note (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  text TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (round, assessor, subject, item)
) WITHOUT ROWID;

-- the pairs of judge and subject in which marks are expected and count: not of the own, a former
-- or related agency, and dealt where the round deals
CREATE VIEW round_due AS
SELECT s.round, a.assessor, s.subject, s.anchor
FROM round_subject AS s
JOIN round ON round.id = s.round
JOIN round_assessor AS a ON a.round = s.round
LEFT JOIN office ON office.id = s.subject
WHERE (a.agency IS NULL OR a.agency <> coalesce(office.agency, s.subject))
  AND NOT EXISTS (SELECT 1 FROM json_each(a.related) AS r
    WHERE r.value IN (s.subject, coalesce(office.agency, s.subject)))
  AND (round.per_subject IS NULL OR EXISTS (SELECT 1 FROM round_share AS h
    WHERE h.round = s.round AND h.assessor = a.assessor AND h.subject = s.subject));
