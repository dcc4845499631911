-- The agency that a subject was of when the round began: a later reform changes no conflict of
-- interest, and so no result.
ALTER TABLE round_subject ADD COLUMN owner TEXT NOT NULL DEFAULT '';

DROP VIEW round_due;
CREATE VIEW round_due AS
SELECT s.round, a.assessor, s.subject, s.anchor
FROM round_subject AS s
JOIN round ON round.id = s.round
JOIN round_assessor AS a ON a.round = s.round
WHERE (a.agency IS NULL OR a.agency <> s.owner)
  AND NOT EXISTS (SELECT 1 FROM json_each(a.related) AS r WHERE r.value IN (s.subject, s.owner))
  AND (round.per_subject IS NULL OR EXISTS (SELECT 1 FROM round_share AS h
    WHERE h.round = s.round AND h.assessor = a.assessor AND h.subject = s.subject));
