-- name: list
SELECT id, name, organizer, agency, scope, standard, standard_version, standard_sha256, scheme,
  visibility, state, opened, closed, due, items, subjects, assessors, given, expected
FROM round ORDER BY opened DESC, id;

-- name: get
SELECT id, name, organizer, agency, scope, standard, standard_version, standard_sha256, scheme,
  visibility, state, opened, closed, due, items, subjects, assessors, given, expected
FROM round WHERE id = ?;

-- name: standard
SELECT document FROM standard WHERE id = ? AND version = ?;

-- name: standards
SELECT id, version, sha256 FROM standard ORDER BY id, version;

-- name: subjects
SELECT s.subject, coalesce(office.name, holder.name, s.subject), coalesce(office.agency, holder.id, ''),
  coalesce(agency.short, agency.name, ''), s.given
FROM round_subject s
LEFT JOIN office ON office.id = s.subject
LEFT JOIN agency ON agency.id = office.agency
LEFT JOIN agency AS holder ON holder.id = s.subject
WHERE s.round = ? ORDER BY s.ord;

-- name: assessors
SELECT assessor, name, agency, related, expected, given FROM round_assessor WHERE round = ? ORDER BY ord;

-- name: marks-by
SELECT subject, item, value, points FROM mark WHERE round = ? AND assessor = ?;

-- name: marks
SELECT subject, item, assessor, value, seq FROM mark WHERE round = ? ORDER BY subject, item, assessor;

-- name: mark
SELECT value, points, seq FROM mark WHERE round = ? AND subject = ? AND item = ? AND assessor = ?;

-- name: newest-marks
SELECT seq, kind, payload FROM fact WHERE kind IN ('marked', 'mark-taken-back') AND seq < ?
ORDER BY seq DESC LIMIT 200;

-- name: slices
SELECT payload FROM fact WHERE kind = 'marks-imported' AND seq < ? ORDER BY seq DESC;
