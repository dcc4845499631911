-- name: deed
-- the facts that were written together with one: by the same user, at the same moment
WITH RECURSIVE one AS (SELECT * FROM fact WHERE seq = :seq),
before(seq) AS (
  SELECT seq FROM one
  UNION ALL
  SELECT fact.seq FROM before JOIN fact ON fact.seq = before.seq - 1 JOIN one
  WHERE fact.who = one.who AND fact.recorded = one.recorded
),
after(seq) AS (
  SELECT seq FROM one
  UNION ALL
  SELECT fact.seq FROM after JOIN fact ON fact.seq = after.seq + 1 JOIN one
  WHERE fact.who = one.who AND fact.recorded = one.recorded
)
SELECT seq FROM before UNION SELECT seq FROM after ORDER BY seq;

-- name: facts
SELECT * FROM fact WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq;

-- name: voided-by
SELECT by FROM voided WHERE seq = ?;

-- name: standing-but-marks
-- what stands of every kind but those of single marks, from a fact on; a reform and its taking
-- back come to nothing
SELECT * FROM standing_fact WHERE seq > :after
  AND kind NOT IN ('marked', 'mark-taken-back', 'marks-imported', 'skipped', 'noted', 'voided',
    'reform-taken-back')
  AND seq NOT IN (SELECT seq FROM reform WHERE state = 'taken-back')
ORDER BY seq;

-- name: imports-after
SELECT * FROM standing_fact WHERE kind = 'marks-imported' AND seq > :after ORDER BY seq;

-- name: of-kinds-before
SELECT * FROM standing_fact WHERE kind IN (SELECT value FROM json_each(:kinds)) AND seq < :before
  AND seq NOT IN (SELECT seq FROM reform WHERE state = 'taken-back');

-- name: reforms-back
-- reforms that were taken back, and the facts that say so
SELECT reform.seq, fact.seq FROM reform
JOIN fact ON fact.kind = 'reform-taken-back' AND json_extract(fact.payload, '$.reform') = reform.id
WHERE reform.state = 'taken-back' ORDER BY reform.seq;

-- name: courses
-- applications, objections to them, cards, and reforms that handed them over, that stand
SELECT kind, payload FROM standing_fact
WHERE kind IN ('applied', 'objection-received', 'reformed', 'carded')
  AND seq NOT IN (SELECT seq FROM reform WHERE state = 'taken-back');

-- name: courses-ever
-- those that were taken back too
SELECT kind, payload FROM fact WHERE kind IN ('applied', 'objection-received', 'reformed', 'carded');

-- name: marks-of
SELECT count(*), max(seq) FROM mark WHERE round = ?;

-- name: marks-since
SELECT count(*), max(seq) FROM mark WHERE round = :round AND assessor = :assessor AND seq > :after
  AND subject IN (SELECT value FROM json_each(:subjects));

-- name: taken-back-after
-- what was taken back in a round after a fact
SELECT seq, payload FROM standing_fact
WHERE kind = 'mark-taken-back' AND seq > :after
  AND json_extract(payload, '$.round') = :round
ORDER BY seq;

-- name: same-cell-after
-- what came later in a cell; whether it goes back, or puts again
SELECT json_extract(payload, '$.undoes') IS NOT NULL OR json_extract(payload, '$.redoes') IS NOT NULL
FROM standing_fact WHERE kind IN ('marked', 'mark-taken-back', 'skipped', 'noted') AND seq > :after
  AND json_extract(payload, '$.round') = :round AND json_extract(payload, '$.subject') = :subject
  AND json_extract(payload, '$.item') = :item AND json_extract(payload, '$.assessor') = :assessor;

-- name: on-cells-after
-- what was done on the sheets of a round after a fact
SELECT * FROM standing_fact WHERE seq > :after AND kind IN ('marked', 'mark-taken-back', 'skipped', 'noted')
  AND json_extract(payload, '$.round') = :round
ORDER BY seq;

-- name: in-round
-- what happened within a round
SELECT seq FROM standing_fact WHERE seq > :after AND kind IN ('round-closed', 'round-corrected', 'marked',
    'mark-taken-back', 'recused', 'dealt', 'handed-over', 'skipped', 'noted', 'sheet-submitted',
    'sheet-unlocked')
  AND json_extract(payload, '$.round') = :round;

-- name: steps
-- what stands of these kinds and has a text in it, newest first
SELECT * FROM standing_fact WHERE kind IN (SELECT value FROM json_each(:kinds))
  AND instr(payload, :text) > 0 AND seq NOT IN (SELECT seq FROM reform WHERE state = 'taken-back')
ORDER BY seq DESC;

-- name: facts-but-marks
-- facts by their numbers, but single marks
SELECT * FROM fact WHERE seq IN (SELECT value FROM json_each(?))
  AND kind NOT IN ('marked', 'mark-taken-back', 'marks-imported', 'skipped', 'noted', 'voided')
ORDER BY seq;

-- name: marks-after-all
SELECT count(*), max(seq) FROM mark WHERE round = ? AND seq > ?;

-- name: users
SELECT seq, payload FROM standing_fact WHERE kind = 'user-set' ORDER BY seq;

-- name: records-but
-- what stands of the registers' records without some facts
SELECT * FROM standing_fact WHERE kind IN ('recorded', 'year-rolled')
  AND seq NOT IN (SELECT value FROM json_each(?)) ORDER BY seq;

-- name: records-ever
-- what was said of the registers' records, be it taken back
SELECT * FROM fact WHERE kind IN ('recorded', 'year-rolled') ORDER BY seq;

-- name: records-now
SELECT register, id FROM record;

-- name: activities-now
SELECT id FROM activity;

-- name: result-of
-- the newest result from above that gave a holder a title, and its application
SELECT f.seq, json_extract(f.payload, '$.case') FROM title_event e
JOIN standing_fact f ON f.seq = e.seq AND f.kind = 'result-received'
WHERE e.holder = ? ORDER BY f.seq DESC LIMIT 1;

-- name: activities-of
-- activities as they were logged; of those that somebody took out, or changed, other facts tell
SELECT json_extract(a.value, '$.id'), json_extract(a.value, '$.agency'),
  json_extract(a.value, '$.on'), json_extract(a.value, '$.title')
FROM fact AS f, json_each(f.payload, '$.activities') AS a
WHERE f.kind = 'activities-logged' AND json_extract(a.value, '$.id') IN (SELECT value FROM json_each(?));

-- name: activity-changes
SELECT f.seq, json_extract(f.payload, '$.activity'), json_extract(c.value, '$.field'),
  json_extract(c.value, '$.now')
FROM standing_fact AS f, json_each(f.payload, '$.changes') AS c
WHERE f.kind = 'activity-corrected' ORDER BY f.seq;

-- name: activities-alike
SELECT id, seq, title FROM activity WHERE agency IN (SELECT value FROM json_each(:agencies))
  AND held = :day AND id <> :id ORDER BY seq DESC;

-- name: activities-removed
SELECT json_extract(payload, '$.activity'), seq FROM fact WHERE kind = 'activity-removed';

-- name: body
-- what an agency or office is called, and whose office it is
SELECT name, '' FROM agency WHERE id = :id
UNION ALL SELECT name, agency FROM office WHERE id = :id;

-- name: offices-ever-of
-- the offices of an agency, those that were taken out alone among them
SELECT id FROM office WHERE agency = :id
UNION
SELECT json_extract(payload, '$.holder') FROM standing_fact
WHERE kind = 'body-removed' AND json_extract(payload, '$.agency') = :id
ORDER BY 1;

-- name: offices-out-of
SELECT seq FROM standing_fact
WHERE kind = 'body-removed' AND json_extract(payload, '$.agency') = :id;

-- name: offices-out-before
-- the offices of an agency that were out of the registry, taken out alone, as a fact was written
SELECT json_extract(fact.payload, '$.holder') FROM fact LEFT JOIN voided ON voided.seq = fact.seq
WHERE fact.kind = 'body-removed' AND fact.seq < :seq AND (voided.by IS NULL OR voided.by > :seq)
  AND json_extract(fact.payload, '$.agency') = :id;

-- name: standing-registered
SELECT * FROM standing_fact WHERE kind = 'registered';

-- name: registered-of
-- what stands of registries and says something of these agencies and offices
SELECT * FROM standing_fact AS f WHERE f.kind = 'registered' AND (
  EXISTS (SELECT 1 FROM json_each(f.payload, '$.agencies') AS b, json_each(:ids) AS i
    WHERE json_extract(b.value, '$.id') = i.value)
  OR EXISTS (SELECT 1 FROM json_each(f.payload, '$.offices') AS b, json_each(:ids) AS i
    WHERE json_extract(b.value, '$.id') = i.value)
  OR EXISTS (SELECT 1 FROM json_each(f.payload, '$.titles') AS b, json_each(:ids) AS i
    WHERE json_extract(b.value, '$.holder') = i.value))
ORDER BY f.seq;

-- name: office-called
-- offices of this name that the agency has now
SELECT id FROM office WHERE agency = ? AND name = ? AND id <> ? AND ended IS NULL;

-- name: agency-called
-- agencies that go by one of these names now
SELECT id FROM agency WHERE id <> :id AND ended IS NULL AND :name IN (name, short);

-- name: named-by
-- the newest fact that names an agency or office
SELECT max(seq) FROM standing_fact WHERE kind IN ('registered', 'reformed')
  AND instr(payload, :quoted) > 0;

-- name: bodies-out
-- what stands that took agencies and offices out
SELECT * FROM standing_fact WHERE kind = 'body-removed' ORDER BY seq;

-- name: registered-out
-- agencies and offices that are on record no more since what brought them was taken back, by what
SELECT json_extract(b.value, '$.id'), max(voided.by) FROM fact AS f JOIN voided ON voided.seq = f.seq,
  (SELECT '$.agencies' AS part UNION ALL SELECT '$.offices') AS p, json_each(f.payload, p.part) AS b
WHERE f.kind = 'registered' AND json_extract(b.value, '$.id') NOT IN
  (SELECT id FROM agency UNION ALL SELECT id FROM office)
GROUP BY 1;

-- name: agency-names
-- what an agency was ever called in the registry, in full and in short
SELECT DISTINCT json_extract(a.value, '$.name'), json_extract(a.value, '$.short')
FROM standing_fact AS f, json_each(f.payload, '$.agencies') AS a
WHERE f.kind = 'registered' AND json_extract(a.value, '$.id') = :id;

-- name: said-of-names
-- what stands of the names of some agencies and offices in the registry, the oldest first
SELECT json_extract(b.value, '$.id'), f.seq, json_extract(b.value, '$.name'),
  json_extract(b.value, '$.short'), json_extract(b.value, '$.agency')
FROM standing_fact AS f,
  (SELECT '$.agencies' AS part UNION ALL SELECT '$.offices') AS p, json_each(f.payload, p.part) AS b
WHERE f.kind = 'registered' AND json_extract(b.value, '$.id') IN (SELECT value FROM json_each(:ids))
ORDER BY f.seq;

-- name: registry-said
-- what stands that says something of agencies, offices and titles of the start, files or people
SELECT * FROM standing_fact WHERE kind IN ('registered', 'title-corrected') ORDER BY seq;

-- name: titles-corrected
-- what stands that corrected titles of the start
SELECT * FROM standing_fact WHERE kind = 'title-corrected' ORDER BY seq;

-- name: of-kind-since
-- what stands of a kind after a fact, the newest first
SELECT * FROM standing_fact WHERE kind = :kind AND seq > :after ORDER BY seq DESC;

-- name: activities-said
-- what stands that says something of activities, but that they are out
SELECT * FROM standing_fact WHERE kind IN ('activities-logged', 'activity-corrected') ORDER BY seq;

-- name: activities-out
-- activities taken back with their deed, then those taken out alone: what they said, by what
SELECT json_extract(a.value, '$.agency'), json_extract(a.value, '$.on'),
  json_extract(a.value, '$.title'), back.seq, back.who, back.why, 0, back.effective
FROM fact AS f JOIN voided ON voided.seq = f.seq JOIN fact AS back ON back.seq = voided.by,
  json_each(f.payload, '$.activities') AS a
WHERE f.kind = 'activities-logged'
UNION ALL
SELECT json_extract(a.value, '$.agency'), json_extract(a.value, '$.on'),
  json_extract(a.value, '$.title'), r.seq, r.who, r.why, 1, r.effective
FROM standing_fact AS r, fact AS f, json_each(f.payload, '$.activities') AS a
WHERE r.kind = 'activity-removed' AND f.kind = 'activities-logged'
  AND json_extract(a.value, '$.id') = json_extract(r.payload, '$.activity');

-- name: records-out
-- records of a register that stand no more, and each time what they said: those taken back with
-- their deed, then those taken out alone; by what
WITH said AS (
  SELECT f.seq AS seq, json_extract(a.value, '$.id') AS id, a.value AS part
  FROM fact AS f, json_each(f.payload, '$.records') AS a
  WHERE f.kind IN ('recorded', 'year-rolled') AND json_extract(a.value, '$.noun') = :register
    AND json_extract(a.value, '$.id') NOT IN (SELECT id FROM record WHERE register = :register)
)
SELECT s.id, json_extract(s.part, '$.agency'), json_extract(s.part, '$.values'),
  back.seq, back.who, back.why, 0, back.effective
FROM said AS s JOIN voided ON voided.seq = s.seq JOIN fact AS back ON back.seq = voided.by
WHERE NOT json_extract(s.part, '$.gone')
UNION ALL
SELECT s.id, json_extract(s.part, '$.agency'), json_extract(s.part, '$.values'),
  r.seq, r.who, r.why, 1, r.effective
FROM said AS g JOIN standing_fact AS r ON r.seq = g.seq JOIN said AS s ON s.id = g.id
WHERE json_extract(g.part, '$.gone') AND NOT json_extract(s.part, '$.gone')
ORDER BY 7, 4;
