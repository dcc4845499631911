-- name: judges
SELECT a.round, a.assessor, a.name, a.given, a.expected FROM round_assessor a
JOIN round ON round.id = a.round WHERE round.state = 'open' AND a.expected > 0
ORDER BY round.opened DESC, a.round, 1.0 * a.given / a.expected, a.ord;

-- name: waiting
-- a public notice runs out by itself
SELECT CASE WHEN application.state = 'noticed' AND notice.last < :today THEN 'noticed-over'
    ELSE application.state END AS told, count(*)
FROM application LEFT JOIN notice ON notice.id = application.notice
WHERE application.state IN
  ('applied', 'check-failed', 'checked', 'decided', 'noticed', 'submitted')
GROUP BY told ORDER BY told;

-- name: full-rounds
SELECT id, name FROM round WHERE state = 'open' AND expected > 0 AND given >= expected
ORDER BY opened, id;

-- name: own-sheets
SELECT round.id, round.name, a.expected - a.given FROM round_assessor a
JOIN round ON round.id = a.round
WHERE round.state = 'open' AND a.submitted IS NULL
  AND a.assessor = coalesce((SELECT coalesce(assessor, name) FROM app_user WHERE name = :user), :user)
ORDER BY coalesce(round.due, '9999'), round.id;

-- name: visit
SELECT seq, day FROM visit WHERE name = ?;

-- name: changes
-- of rounds in `hidden` it isn't told who wrote; what a policy did, nobody did; what it had done by
-- the day of the visit was told then, though a later write put it on record
SELECT kind, CASE WHEN kind IN ('withdrawn', 'carded', 'card-ended')
    AND json_extract(payload, '$.decision') LIKE 'policy:%'
  THEN json_extract(payload, '$.decision')
  WHEN :hidden <> '[]' AND (
    kind IN (SELECT value FROM json_each(:kinds))
    AND json_extract(payload, '$.round') IN (SELECT value FROM json_each(:hidden))
    OR kind = 'voided' AND EXISTS (
      WITH RECURSIVE about(seq) AS (
        SELECT value FROM json_each(fact.payload, '$.facts')
        UNION
        SELECT value FROM about JOIN fact AS f ON f.seq = about.seq AND f.kind = 'voided',
          json_each(f.payload, '$.facts')
      )
      SELECT 1 FROM about JOIN fact AS f ON f.seq = about.seq
      WHERE f.kind IN (SELECT value FROM json_each(:kinds))
        AND json_extract(f.payload, '$.round') IN (SELECT value FROM json_each(:hidden)))
  ) THEN '' ELSE who END
  AS writer, count(*), max(seq), max(recorded) FROM fact
WHERE seq > :since AND (:own = '' OR who <> :own OR kind IN ('withdrawn', 'carded', 'card-ended')
  AND json_extract(payload, '$.decision') LIKE 'policy:%')
  AND NOT (effective <= :day AND kind IN ('withdrawn', 'carded', 'card-ended')
    AND json_extract(payload, '$.decision') LIKE 'policy:%'
    AND NOT EXISTS (SELECT 1 FROM fact AS cause WHERE cause.seq > :since
      AND cause.recorded = fact.recorded
      AND coalesce(json_extract(cause.payload, '$.decision'), '') NOT LIKE 'policy:%'))
GROUP BY kind, writer ORDER BY max(seq) DESC LIMIT :most;

-- name: payload
SELECT payload FROM fact WHERE seq = ?;

-- name: contents
SELECT id, content FROM record WHERE register = ?;

-- name: records-of
SELECT id, agency, year, content, day FROM record WHERE register = ?;

-- name: agencies-now
SELECT id FROM agency WHERE ended IS NULL;

-- name: agencies-since
SELECT id, since FROM agency;

-- name: newest-wanted
-- the newest fact on which it hangs what registers want
SELECT coalesce(max(seq), 0) FROM fact WHERE kind IN
  ('recorded', 'year-rolled', 'voided', 'registered', 'body-removed', 'reformed',
   'reform-taken-back');

-- name: names
SELECT name FROM round WHERE id = :id
UNION ALL SELECT coalesce(nullif(short, ''), name) FROM agency WHERE id = :id
UNION ALL SELECT name FROM office WHERE id = :id
UNION ALL SELECT title FROM activity WHERE id = :id
LIMIT 1;

-- name: advanced-on
SELECT count(*), sum(EXISTS (SELECT 1 FROM title WHERE title.holder = agency.id
  AND title.since <= :day AND (title.ended IS NULL OR title.ended > :day)))
FROM agency WHERE agency.since <= :day AND (agency.ended IS NULL OR agency.ended > :day);

-- name: kinds
SELECT kind, count(*) FROM fact GROUP BY kind;
