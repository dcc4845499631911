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

-- name: contents
SELECT content FROM record WHERE register = ? AND agency = ? ORDER BY seq;

-- name: record-ids
SELECT id FROM record WHERE register = ?;

-- name: evidence
SELECT sha256, name, size, media, taken FROM evidence
WHERE (:sha256 IS NULL OR sha256 LIKE :sha256 || '%') ORDER BY seq;

-- name: uses
-- what stands behind a step of a card is on the fact of the step
SELECT sha256, register, id FROM evidence_use WHERE (:sha256 IS NULL OR sha256 = :sha256)
UNION SELECT piece.value, 'card', card_step.card FROM card_step
  JOIN fact ON fact.seq = card_step.seq, json_each(fact.evidence) AS piece
  WHERE (:sha256 IS NULL OR piece.value = :sha256)
ORDER BY 1, 2, 3;

-- name: idle-evidence
-- the pieces that serve nothing, each with the fact that put it into the store
SELECT sha256, name, seq FROM evidence
WHERE NOT EXISTS (SELECT 1 FROM evidence_use AS use WHERE use.sha256 = evidence.sha256)
  AND NOT EXISTS (SELECT 1 FROM card_step JOIN fact ON fact.seq = card_step.seq,
    json_each(fact.evidence) AS piece WHERE piece.value = evidence.sha256);

-- name: evidence-sizes
SELECT sha256, size FROM evidence;

-- name: imported-files
-- of what stands and was read from a file: which file, the newest last
SELECT seq, effective, json_extract(payload, '$.source'),
  coalesce(json_extract(payload, '$.source_sha256'), '')
FROM standing_fact WHERE kind IN ('registered', 'marks-imported', 'recorded')
  AND json_extract(payload, '$.source') <> '' ORDER BY seq;

-- name: about-closed-years
-- the records of a register of closed years, and of those behind them
SELECT record.id, record.agency, record.year, record.content, own.year IS NOT NULL FROM record
LEFT JOIN year_closed AS own ON own.year = record.year
LEFT JOIN year_closed AS before ON before.year = record.year - 1
WHERE record.register = ? AND (own.year IS NOT NULL OR before.year IS NOT NULL);

-- name: closed-by
SELECT seq FROM year_closed WHERE year = ?;

-- name: kept-in
SELECT 1 FROM record WHERE register = ? AND year = ? LIMIT 1;

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

-- name: resting
-- the records that point to one; :fields are the (register, field) that may, as JSON
SELECT record.register, record.id FROM record
WHERE EXISTS (SELECT 1 FROM json_each(:fields) AS f
  WHERE record.register = json_extract(f.value, '$[0]')
    AND json_extract(record.content, '$."' || json_extract(f.value, '$[1]') || '"') = :id)
ORDER BY record.seq, record.id;

-- name: revised-from
-- the versions of an institution that revise one
SELECT register, id FROM record
WHERE register = 'institution' AND agency = :agency AND id <> :id
  AND json_extract(content, '$.institution') = :institution
  AND json_extract(content, '$."revised-from"') = :version
ORDER BY seq, id;

-- name: exemplar
SELECT agency, json_extract(content, '$.on') FROM record WHERE register = 'exemplar' AND id = ?;

-- name: first-taken-over
SELECT min(json_extract(content, '$.on')) FROM record
WHERE register = 'takeover' AND json_extract(content, '$.exemplar') = ?;
