-- name: earlier
-- marks of the subject in rounds that ended before, newest round first; what was set aside is not
SELECT r.id, r.name, r.opened, m.item, m.value, m.points
FROM round AS r CROSS JOIN mark AS m ON m.round = r.id AND m.subject = :subject
JOIN round_assessor AS a ON a.round = r.id AND a.assessor = m.assessor
WHERE r.id <> :round AND r.state = 'closed' AND r.opened <= :opened
  AND NOT EXISTS (SELECT 1 FROM json_each(a.related) AS x WHERE x.value IN (:subject, :agency))
ORDER BY r.opened DESC, r.id DESC, m.item, m.assessor;

-- name: own
-- the unit's self-assessment, as the agency it was of filed it
SELECT json_extract(content, '$.item'), json_extract(content, '$.points') FROM record
WHERE register = 'self' AND json_extract(content, '$.round') = :round
  AND json_extract(content, '$.office') = :subject;

-- name: others
SELECT m.item, a.name, m.value FROM mark AS m
JOIN round_assessor AS a ON a.round = m.round AND a.assessor = m.assessor
WHERE m.round = :round AND m.subject = :subject AND m.assessor <> :assessor
  AND NOT EXISTS (SELECT 1 FROM json_each(a.related) AS x WHERE x.value IN (:subject, :agency))
ORDER BY m.item, a.ord;

-- name: kept
-- what the agency's log holds for an item: activity, day, its pieces
SELECT activity.title, activity.held, activity.items,
  (SELECT json_group_array(evidence.name) FROM json_each(activity.evidence) AS piece
   JOIN evidence ON evidence.sha256 = piece.value)
FROM activity WHERE activity.agency IN (SELECT value FROM json_each(:owned)) AND activity.items <> '[]'
ORDER BY activity.held DESC, activity.id DESC;

-- name: cell-history
-- every mark of a judge in a round, and every one taken back, in the order of the ledger
SELECT seq, kind, recorded, who, json_extract(payload, '$.subject'),
  json_extract(payload, '$.item'), json_extract(payload, '$.value')
FROM standing_fact WHERE kind IN ('marked', 'mark-taken-back') AND seq > :since
  AND json_extract(payload, '$.round') = :round AND json_extract(payload, '$.assessor') = :assessor
ORDER BY seq;

-- name: recusals
SELECT json_extract(payload, '$.subject'), why FROM standing_fact
WHERE kind = 'recused' AND json_extract(payload, '$.round') = :round
  AND json_extract(payload, '$.assessor') = :assessor;

-- name: concerns
-- anything but marks of other judges or other rounds
SELECT 1 FROM fact WHERE seq > :since AND seq < :until AND NOT (
  kind IN ('marked', 'mark-taken-back')
  AND (json_extract(payload, '$.round') <> :round OR json_extract(payload, '$.assessor') <> :assessor))
LIMIT 1;
