-- name: newest
-- the newest first; by the index of what stands: however much was taken back is not gone through
SELECT seq, kind FROM deed INDEXED BY deed_standing
WHERE round = :round AND assessor = :judge AND who = :who AND undone IS NULL
ORDER BY seq DESC;

-- name: cleared
-- the newest fact by which a user emptied a cell that no deed had filled: an import had
SELECT max(e.seq) FROM cell_emptied AS e JOIN fact ON fact.seq = e.seq
WHERE e.round = :round AND e.assessor = :judge AND e.noting = 0 AND e.origin = e.seq
  AND fact.kind = 'mark-taken-back' AND fact.who = :who;

-- name: newest-of-others
SELECT seq, kind, who FROM deed WHERE round = :round AND assessor = :judge AND who <> :who
  AND undone IS NULL AND kind IN ('mark', 'block', 'skip', 'unskip', 'note')
ORDER BY seq DESC LIMIT 1;

-- name: undone
-- what was taken back last; nothing where that was put again, or was taken back by somebody else
SELECT seq, kind, undone FROM deed WHERE round = :round AND assessor = :judge AND who = :who
  AND undone IS NOT NULL AND gone = 0 ORDER BY undone DESC LIMIT 1;

-- name: since
-- the newest deed after a fact that is none put again
SELECT seq, kind FROM deed WHERE round = :round AND assessor = :judge AND who = :who
  AND seq > :after AND redoes IS NULL ORDER BY seq DESC LIMIT 1;

-- name: steps
SELECT s.seq, s.subject, s.item, s.noting, s.mark, s.points, s.skip, s.note, s.origin, s.root,
  s.undone IS NOT NULL, fact.kind, fact.why, fact.payload
FROM deed_step AS s JOIN fact ON fact.seq = s.seq WHERE s.deed = ? ORDER BY s.seq;

-- name: step
SELECT deed FROM deed_step WHERE seq = ? AND undone IS NULL;

-- name: by
SELECT who, recorded, kind, json_extract(payload, '$.undoes') IS NOT NULL FROM fact WHERE seq = ?;

-- name: head
SELECT coalesce(max(seq), 0) FROM fact;
