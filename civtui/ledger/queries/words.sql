-- name: holder
SELECT coalesce(nullif(short, ''), name), '' FROM agency WHERE id = :id
UNION ALL
SELECT office.name, coalesce(nullif(agency.short, ''), agency.name, '')
FROM office LEFT JOIN agency ON agency.id = office.agency WHERE office.id = :id
LIMIT 1;

-- name: round
SELECT name FROM round WHERE id = ?;

-- name: items
-- the standard that a round pins
SELECT standard.document FROM round
JOIN standard ON standard.id = round.standard AND standard.version = round.standard_version
WHERE round.id = ?;

-- name: standard
SELECT document FROM standard WHERE id = ? AND version = ?;

-- name: judge
SELECT name FROM round_assessor WHERE round = ? AND assessor = ?;

-- name: case
SELECT agency, honor FROM application WHERE id = ?;

-- name: card
SELECT agency FROM card WHERE id = ?;

-- name: objection
SELECT application FROM objection WHERE id = ?;

-- name: member
SELECT coalesce(person.name, ''), member.post, member.part
FROM member LEFT JOIN person ON person.token = member.person WHERE member.id = ?;

-- name: person
SELECT name FROM person WHERE token = ?;

-- name: evidence
SELECT name FROM evidence WHERE sha256 = ?;

-- name: reform
SELECT document FROM reform WHERE id = ?;

-- name: taken-back
-- facts that brought something into being and no longer stand: the names are theirs alone
SELECT kind, v, payload FROM fact
WHERE seq IN (SELECT seq FROM voided UNION ALL SELECT seq FROM reform WHERE state = 'taken-back')
  AND kind IN ('registered', 'reformed', 'round-opened', 'standard-adopted', 'applied', 'carded',
    'objection-received', 'member-set')
ORDER BY seq;

-- name: kinds-of
SELECT seq, kind FROM fact WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq;
