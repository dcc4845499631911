-- name: deal
UPDATE round SET per_subject = ? WHERE id = ?;

-- name: clear-shares
DELETE FROM round_share WHERE round = ?;

-- name: share
INSERT INTO round_share (round, assessor, subject) VALUES (?, ?, ?)
ON CONFLICT (round, assessor, subject) DO NOTHING;

-- name: unshare
DELETE FROM round_share WHERE round = ? AND assessor = ? AND subject = ?;

-- name: join
INSERT INTO round_assessor (round, assessor, name, agency, related, ord, expected, given)
SELECT :round, :id, :name, :agency, :related, max(ord) + 1, 0, 0 FROM round_assessor
WHERE round = :round;

-- name: more-judges
UPDATE round SET assessors = assessors + 1 WHERE id = ?;

-- name: skip
INSERT INTO mark_skip (round, assessor, subject, item, why, seq, origin)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, assessor, subject, item) DO UPDATE SET
  why = excluded.why, seq = excluded.seq, origin = excluded.origin;

-- name: unskip
DELETE FROM mark_skip WHERE round = ? AND assessor = ? AND subject = ? AND item = ?;

-- name: skips
SELECT assessor, subject, item FROM mark_skip WHERE round = ?;

-- name: note
INSERT INTO mark_note (round, assessor, subject, item, text, seq, origin)
VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, assessor, subject, item) DO UPDATE SET
  text = excluded.text, seq = excluded.seq, origin = excluded.origin;

-- name: unnote
DELETE FROM mark_note WHERE round = ? AND assessor = ? AND subject = ? AND item = ?;

-- name: submit
UPDATE round_assessor SET submitted = ? WHERE round = ? AND assessor = ?;

-- name: recount-assessors
UPDATE round_assessor SET
  expected = (SELECT count(*) FROM round_due AS d
    WHERE d.round = round_assessor.round AND d.assessor = round_assessor.assessor)
    * (SELECT json_array_length(items) FROM round WHERE id = round_assessor.round),
  given = (SELECT count(*) FROM mark AS m
    JOIN round_due AS d ON d.round = m.round AND d.assessor = m.assessor AND d.subject = m.subject
    WHERE m.round = round_assessor.round AND m.assessor = round_assessor.assessor)
WHERE round = ?;

-- name: recount-subjects
UPDATE round_subject SET given = (SELECT count(*) FROM mark AS m
  JOIN round_due AS d ON d.round = m.round AND d.assessor = m.assessor AND d.subject = m.subject
  WHERE m.round = round_subject.round AND m.subject = round_subject.subject)
WHERE round = ?;

-- name: recount-round
UPDATE round SET
  expected = (SELECT coalesce(sum(a.expected), 0) FROM round_assessor AS a WHERE a.round = round.id),
  given = (SELECT coalesce(sum(a.given), 0) FROM round_assessor AS a WHERE a.round = round.id)
WHERE id = ?;

-- name: due
SELECT 1 FROM round_due WHERE round = ? AND assessor = ? AND subject = ?;

-- name: due-of
SELECT assessor FROM round_due WHERE round = ? AND subject = ?;
