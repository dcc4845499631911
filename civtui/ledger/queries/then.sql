-- Terms as they stood on a past day, read by `workspace/terms_then.py`.

-- name: card-terms
-- of cards prolonged after the day: the term that their last fact up to it set
SELECT set_by.card, json_extract(fact.payload, '$.term_ends') FROM (
  SELECT card, max(seq) AS seq FROM card_step
  WHERE step IN ('issued', 'prolonged') AND day <= :day
    AND card IN (SELECT card FROM card_step WHERE step = 'prolonged' AND day > :day)
  GROUP BY card
) AS set_by JOIN fact ON fact.seq = set_by.seq;

-- name: kept-after
-- titles held on the day that were kept after it
SELECT DISTINCT title.holder, title.honor FROM title JOIN title_event AS e
  ON e.holder = title.holder AND e.honor = title.honor AND e.event = 'kept' AND e.day > :day
WHERE title.since <= :day AND (title.ended IS NULL OR title.ended > :day AND title.ended >= e.day);

-- name: set-by
-- the fact that last set a title's term, up to a day
SELECT fact.kind, fact.v, fact.payload FROM title_event AS e JOIN fact ON fact.seq = e.seq
WHERE e.holder = :holder AND e.honor = :honor AND e.day <= :day
  AND fact.kind IN ('registered', 'title-corrected', 'granted', 'renewed', 'result-received',
    'restored', 'appeal-decided', 'reformed')
  AND e.event IN ('opening', 'granted', 'kept', 'restored', 're-recognized')
ORDER BY e.day DESC, e.seq DESC LIMIT 1;

-- name: taken-in
SELECT kind, v, payload FROM standing_fact WHERE kind IN ('registered', 'title-corrected')
ORDER BY seq;
