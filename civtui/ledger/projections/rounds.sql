-- name: round
INSERT INTO round (id, name, organizer, agency, scope, standard, standard_version, standard_sha256,
  scheme, visibility, state, opened, due, items, anchors, subjects, assessors, expected, given)
VALUES (:round, :name, :organizer, :agency, :scope, :standard, :standard_version, :standard_sha256,
  :scheme, :visibility, 'open', :opened, :due, :items_json, :anchors_json, :subject_count, :assessor_count,
  0, 0);

-- name: pin
UPDATE round SET options = ?, sheet = ? WHERE id = ?;

-- name: subject
INSERT INTO round_subject (round, subject, ord, given, anchor, owner)
VALUES (?, ?, ?, 0, ?, coalesce((SELECT agency FROM office WHERE id = ?), ?));

-- name: put
INSERT INTO mark (round, subject, item, assessor, value, points, seq, origin)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (round, subject, item, assessor) DO UPDATE SET value = excluded.value,
  points = excluded.points, seq = excluded.seq, origin = excluded.origin;

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
