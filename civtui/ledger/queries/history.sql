-- name: newest
SELECT seq, kind, who, recorded, effective, why, payload FROM fact WHERE seq < ? ORDER BY seq DESC LIMIT ?;

-- name: of-kind
SELECT seq, kind, who, recorded, effective, why, payload FROM fact WHERE kind = ? AND seq < ?
ORDER BY seq DESC LIMIT ?;
