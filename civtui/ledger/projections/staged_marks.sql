-- name: table
CREATE TABLE temp.staged_mark (
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  assessor TEXT NOT NULL,
  value TEXT NOT NULL,
  points INTEGER,
  place INTEGER NOT NULL,
  PRIMARY KEY (round, subject, item, assessor)
) WITHOUT ROWID;

-- name: stage
INSERT INTO temp.staged_mark (round, subject, item, assessor, value, points, place)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, subject, item, assessor) DO UPDATE SET
  value = excluded.value, points = excluded.points, place = excluded.place;

-- name: fresh
SELECT s.subject, s.assessor, count(*) FROM temp.staged_mark AS s
WHERE NOT EXISTS (SELECT 1 FROM mark AS m WHERE m.round = s.round AND m.subject = s.subject
  AND m.item = s.item AND m.assessor = s.assessor)
GROUP BY s.subject, s.assessor;

-- name: due
SELECT subject, assessor FROM round_due WHERE round = ?;

-- name: put
INSERT INTO mark (round, subject, item, assessor, value, points, seq, origin)
SELECT round, subject, item, assessor, value, points, place + ?1, place + ?1 FROM temp.staged_mark
WHERE true ORDER BY round, subject, item, assessor
ON CONFLICT (round, subject, item, assessor) DO UPDATE SET
  value = excluded.value, points = excluded.points, seq = excluded.seq, origin = excluded.origin;

-- name: unskip
DELETE FROM mark_skip WHERE round = ? AND EXISTS (SELECT 1 FROM temp.staged_mark AS s
  WHERE s.round = mark_skip.round AND s.subject = mark_skip.subject
  AND s.item = mark_skip.item AND s.assessor = mark_skip.assessor);

-- name: newest
SELECT coalesce(max(seq), 0) FROM fact;

-- name: drop
DROP TABLE IF EXISTS temp.staged_mark;
