-- name: held
-- what a cell holds: mark, points, reason of a skip; the fact that put it, the deed that stands
SELECT m.value, m.points, k.why, coalesce(m.seq, k.seq, e.seq),
  CASE WHEN m.seq IS NOT NULL THEN m.origin WHEN k.seq IS NOT NULL THEN k.origin ELSE e.origin END
FROM (SELECT 1)
LEFT JOIN mark AS m ON m.round = :round AND m.subject = :subject AND m.item = :item
  AND m.assessor = :assessor
LEFT JOIN mark_skip AS k ON k.round = :round AND k.assessor = :assessor AND k.subject = :subject
  AND k.item = :item
LEFT JOIN cell_emptied AS e ON e.round = :round AND e.assessor = :assessor
  AND e.subject = :subject AND e.item = :item AND e.noting = 0;

-- name: held-note
SELECT n.text, coalesce(n.seq, e.seq),
  CASE WHEN n.seq IS NOT NULL THEN n.origin ELSE e.origin END
FROM (SELECT 1)
LEFT JOIN mark_note AS n ON n.round = :round AND n.assessor = :assessor AND n.subject = :subject
  AND n.item = :item
LEFT JOIN cell_emptied AS e ON e.round = :round AND e.assessor = :assessor
  AND e.subject = :subject AND e.item = :item AND e.noting = 1;

-- name: emptied
INSERT INTO cell_emptied (round, assessor, subject, item, noting, seq, origin)
VALUES (:round, :assessor, :subject, :item, :noting, :seq, :origin)
ON CONFLICT (round, assessor, subject, item, noting) DO UPDATE SET
  seq = excluded.seq, origin = excluded.origin;

-- name: deed
INSERT INTO deed (round, assessor, who, seq, kind, redoes) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (round, assessor, who, seq) DO NOTHING;

-- name: block
UPDATE deed SET kind = 'block' WHERE round = ? AND assessor = ? AND who = ? AND seq = ?;

-- name: step
INSERT INTO deed_step (seq, deed, root, round, assessor, subject, item, noting, mark, points, skip, note,
  origin)
VALUES (:seq, :deed, :root, :round, :assessor, :subject, :item, :noting, :mark, :points, :skip, :note,
  :origin);

-- name: step-of
SELECT deed, root, mark, points, skip, note, origin FROM deed_step WHERE seq = :undoes AND round = :round
  AND assessor = :assessor AND subject = :subject AND item = :item AND noting = :noting;

-- name: step-undone
UPDATE deed_step SET undone = ? WHERE seq = ?;

-- name: deed-undone
UPDATE deed SET undone = :seq
WHERE round = :round AND assessor = :assessor AND who = :who AND seq = :deed;

-- name: anothers-undone
-- what somebody cleared, or in earlier releases took back for another, no redo puts again
UPDATE deed SET undone = :seq, gone = 1
WHERE round = :round AND assessor = :assessor AND seq = :deed;

-- name: step-retyped
DELETE FROM deed_step WHERE seq = ?;

-- name: deed-retyped
DELETE FROM deed
WHERE round = :round AND assessor = :assessor AND who = :who AND seq = :deed
  AND NOT EXISTS (SELECT 1 FROM deed_step WHERE deed_step.deed = :deed);

-- name: put-again
UPDATE deed SET gone = 1 WHERE round = ? AND assessor = ? AND who = ? AND seq = ?;
