-- name: newest
SELECT seq, kind, who, recorded, effective, why, payload, v, evidence,
  coalesce((SELECT by FROM voided WHERE voided.seq = fact.seq), CASE kind WHEN 'reformed' THEN (
    SELECT back.seq FROM fact AS back
    JOIN reform ON reform.id = json_extract(back.payload, '$.reform') AND reform.seq = fact.seq
    WHERE back.kind = 'reform-taken-back') END)
FROM fact WHERE seq < ? ORDER BY seq DESC LIMIT ?;

-- name: of-kind
SELECT seq, kind, who, recorded, effective, why, payload, v, evidence,
  coalesce((SELECT by FROM voided WHERE voided.seq = fact.seq), CASE kind WHEN 'reformed' THEN (
    SELECT back.seq FROM fact AS back
    JOIN reform ON reform.id = json_extract(back.payload, '$.reform') AND reform.seq = fact.seq
    WHERE back.kind = 'reform-taken-back') END)
FROM fact WHERE kind = ? AND seq < ?
ORDER BY seq DESC LIMIT ?;

-- name: kinds
-- one step of the index a kind, however many facts there are
WITH RECURSIVE found(kind) AS (
  SELECT min(kind) FROM fact
  UNION ALL
  SELECT (SELECT min(kind) FROM fact WHERE fact.kind > found.kind) FROM found WHERE kind IS NOT NULL
)
SELECT kind FROM found WHERE kind IS NOT NULL;

-- name: taken-back
-- the facts of some kinds that a taking back is about, those of a taking back that it takes back too
WITH RECURSIVE about(seq) AS (
  SELECT value FROM json_each(:facts, '$.facts')
  UNION
  SELECT value FROM about JOIN fact ON fact.seq = about.seq AND fact.kind = 'voided',
    json_each(fact.payload, '$.facts')
)
SELECT seq, kind, who, recorded, effective, why, payload, v, evidence, NULL FROM fact
WHERE seq IN (SELECT seq FROM about) AND kind IN (SELECT value FROM json_each(:kinds)) ORDER BY seq;

-- name: newest-of
-- the newest fact of a user behind another fact
SELECT max(seq) FROM fact WHERE seq > ? AND who = ?;
