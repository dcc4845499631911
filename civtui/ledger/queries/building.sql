-- name: activities
-- part: activities
WHERE (:agency IS NULL OR coalesce(heir.value, activity.agency) = :agency)
  AND (activity.entry <> activity.id OR activity.held <= :today)
ORDER BY activity.held DESC, activity.id DESC LIMIT :most;

-- name: by-month
-- an entry of a culture program whose day lies ahead is none yet
SELECT agency, substr(held, 1, 7), count(*) FROM activity
WHERE entry <> id OR held <= :today GROUP BY agency, substr(held, 1, 7)
ORDER BY agency, substr(held, 1, 7);

-- name: records
-- whose each is today, and who put it down (see `workspace/lineage.py`)
-- part: records
WHERE record.register = :register
  AND (:agency IS NULL OR coalesce(desk.value, heir.value, record.agency) = :agency)
  AND (:year IS NULL OR record.year = :year)
ORDER BY record.agency, record.id;

-- name: record
-- part: records
WHERE record.register = :register AND record.id = :id;

-- name: record-counts
SELECT register, count(*) FROM record GROUP BY register;

-- name: record-ids
SELECT id FROM record WHERE register = ?;

-- name: evidence
SELECT sha256, name, size, media, taken FROM evidence
WHERE (:sha256 IS NULL OR sha256 LIKE :sha256 || '%') ORDER BY seq;

-- name: uses
SELECT sha256, register, id FROM evidence_use WHERE (:sha256 IS NULL OR sha256 = :sha256)
ORDER BY sha256, register, id;

-- name: closed-years
SELECT year FROM year_closed ORDER BY year;

-- name: activity
-- part: activities
WHERE activity.id = :id;

-- name: versions
-- the versions of an institution that an agency put down, and since when each is in force
SELECT json_extract(content, '$.version'), json_extract(content, '$."in-force"') FROM record
WHERE register = 'institution' AND agency = :agency
  AND json_extract(content, '$.institution') = :institution;
