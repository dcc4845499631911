-- name: newest
SELECT seq, kind, who, recorded, effective, why, payload FROM fact WHERE seq < ? ORDER BY seq DESC LIMIT ?;

-- name: of-kind
SELECT seq, kind, who, recorded, effective, why, payload FROM fact WHERE kind = ? AND seq < ?
ORDER BY seq DESC LIMIT ?;

-- name: kinds
-- one step of the index a kind, however many facts there are
WITH RECURSIVE found(kind) AS (
  SELECT min(kind) FROM fact
  UNION ALL
  SELECT (SELECT min(kind) FROM fact WHERE fact.kind > found.kind) FROM found WHERE kind IS NOT NULL
)
SELECT kind FROM found WHERE kind IS NOT NULL;
