-- name: round
INSERT INTO round (id, name, organizer, agency, scope, standard, standard_version, standard_sha256,
  scheme, visibility, state, opened, due, items, subjects, assessors, expected, given)
VALUES (:round, :name, :organizer, :agency, :scope, :standard, :standard_version, :standard_sha256,
  :scheme, :visibility, 'open', :opened, :due, :items_json, :subject_count, :assessor_count,
  :expected, 0);

-- name: before
SELECT value, points FROM mark WHERE round = ? AND subject = ? AND item = ? AND assessor = ?;

-- name: put
INSERT INTO mark (round, subject, item, assessor, value, points, seq) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, subject, item, assessor) DO UPDATE SET
  value = excluded.value, points = excluded.points, seq = excluded.seq;

-- name: drop
DELETE FROM mark WHERE round = ? AND subject = ? AND item = ? AND assessor = ?;

-- name: count-round
UPDATE round SET given = given + ? WHERE id = ?;

-- name: count-subject
UPDATE round_subject SET given = given + ? WHERE round = ? AND subject = ?;

-- name: count-assessor
UPDATE round_assessor SET given = given + ? WHERE round = ? AND assessor = ?;

-- name: related
SELECT related FROM round_assessor WHERE round = ? AND assessor = ?;

-- name: relate
UPDATE round_assessor SET related = ? WHERE round = ? AND assessor = ?;

-- name: items
SELECT items FROM round WHERE id = ?;

-- name: subjects-of
-- the subjects that are meant and not closed to the judge already
SELECT s.subject FROM round_subject AS s LEFT JOIN office ON office.id = s.subject
JOIN round_assessor AS a ON a.round = s.round AND a.assessor = :assessor
WHERE s.round = :round AND :of IN (s.subject, coalesce(office.agency, s.subject))
  AND coalesce(office.agency, s.subject) IS NOT a.agency
  AND NOT EXISTS (SELECT 1 FROM json_each(a.related) AS r
    WHERE r.value IN (s.subject, coalesce(office.agency, s.subject)))
ORDER BY s.ord;

-- name: marks-of
SELECT count(*) FROM mark WHERE round = ? AND assessor = ? AND subject = ?;

-- name: expect-round
UPDATE round SET expected = expected + ? WHERE id = ?;

-- name: expect-assessor
UPDATE round_assessor SET expected = expected + ? WHERE round = ? AND assessor = ?;
