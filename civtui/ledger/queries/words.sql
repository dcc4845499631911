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

-- name: sitting
SELECT held_on, json_extract(agenda, '$[0].agency') FROM sitting WHERE id = ?;

-- name: noticed
SELECT id FROM application WHERE notice = ? ORDER BY id;

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
SELECT fact.seq, fact.kind, fact.v, fact.payload FROM voided JOIN fact ON fact.seq = voided.seq
WHERE fact.kind IN ('activities-logged', 'round-opened', 'standard-adopted', 'applied',
  'carded', 'objection-received', 'member-set')
ORDER BY fact.seq;

-- name: of-bodies
-- what was said of agencies and offices, by whatever fact, and what took it back
SELECT fact.seq, fact.kind, fact.v, fact.payload, coalesce(voided.by, (SELECT min(back.seq)
    FROM standing_fact AS back WHERE back.kind = 'reform-taken-back' AND back.seq > fact.seq
      AND fact.kind = 'reformed'
      AND json_extract(back.payload, '$.reform') = json_extract(fact.payload, '$.reform')))
FROM fact LEFT JOIN voided ON voided.seq = fact.seq
WHERE fact.kind IN ('registered', 'reformed') ORDER BY fact.seq;

-- name: made-between
-- whether something that stands was made after a fact and not after another
SELECT 1 FROM standing_fact WHERE kind = :kind AND seq > :after AND seq <= :at
  AND json_extract(payload, :key) = :id LIMIT 1;

-- name: activity
SELECT agency, title FROM activity WHERE id = ?;

-- name: removed-activity
SELECT json_extract(payload, '$.agency'), json_extract(payload, '$.title') FROM fact
WHERE kind = 'activity-removed' AND json_extract(payload, '$.activity') = ? ORDER BY seq DESC LIMIT 1;

-- name: kinds-of
SELECT seq, kind, payload FROM fact
WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq;

-- name: record-before
-- what stood of a record as a fact was written; `said` is its id as canonical JSON has it
SELECT one.value FROM fact LEFT JOIN voided ON voided.seq = fact.seq,
  json_each(fact.payload, '$.records') AS one
WHERE fact.kind IN ('recorded', 'year-rolled') AND fact.seq < :seq
  AND (voided.by IS NULL OR voided.by > :seq) AND instr(fact.payload, :said)
  AND json_extract(one.value, '$.id') = :id AND json_extract(one.value, '$.noun') = :noun
ORDER BY fact.seq DESC LIMIT 1;

-- name: record
-- what a record that another one points to says
SELECT content FROM record WHERE register = ? AND id = ?;
