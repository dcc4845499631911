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
-- what stands of every kind but those of single marks, from a fact on
SELECT * FROM standing_fact WHERE seq > :after
  AND kind NOT IN ('marked', 'mark-taken-back', 'marks-imported', 'skipped', 'noted', 'voided')
ORDER BY seq;

-- name: made-before
-- whether a fact that stands, before another one and of its kind, has the text in it
SELECT payload, kind, v FROM standing_fact
WHERE kind IN ('registered', 'reformed', 'recorded', 'year-rolled', 'member-set', 'sitting-called',
  'program-entered', 'evidence-kept', 'standard-adopted')
  AND seq < :before AND instr(payload, :text) > 0;

-- name: applied
SELECT payload FROM standing_fact WHERE kind = 'applied';

-- name: marks-of
SELECT count(*) FROM mark WHERE round = ?;

-- name: marks-since
SELECT count(*) FROM mark WHERE round = :round AND assessor = :assessor AND seq > :after
  AND subject IN (SELECT value FROM json_each(:subjects));

-- name: marks-after
-- what was marked and taken back in a round after a fact
SELECT seq, kind, payload FROM standing_fact
WHERE kind IN ('marked', 'mark-taken-back') AND seq > :after
  AND json_extract(payload, '$.round') = :round
ORDER BY seq;

-- name: users
SELECT seq, payload FROM standing_fact WHERE kind = 'user-set' ORDER BY seq;
