-- name: list
SELECT card.id, card.agency, agency.name, card.opened, card.cause, card.demands, card.term_ends,
  card.state, card.ended, card.decision, card.met
FROM card JOIN agency ON agency.id = card.agency
ORDER BY card.state = 'open' DESC, coalesce(card.term_ends, '9999'), card.opened DESC, card.id;

-- name: put-by
-- the fact that put a holder on an agenda by a matter, the first of them
SELECT min(f.seq) FROM standing_fact AS f, json_each(f.payload, '$.agenda') AS i,
  json_each(i.value, '$.subjects') AS s
WHERE f.kind = 'sitting-called' AND json_extract(f.payload, '$.sitting') = :sitting
  AND json_extract(i.value, '$.matter') = :matter AND s.value = :subject;

-- name: decided
-- decisions that end or prolong cards, with the cards they name and the agenda they were on
SELECT d.id, d.seq, d.subjects, json_extract(fact.payload, '$.cards'), d.session, d.item,
  sitting.agenda
FROM decision AS d JOIN fact ON fact.seq = d.seq LEFT JOIN sitting ON sitting.id = d.session
WHERE d.matter IN (SELECT value FROM json_each(:matters)) ORDER BY d.seq;

-- name: merged-by
-- who had been merged into whom when a fact was written
SELECT d.parent, d.child FROM descent AS d JOIN reform AS r ON r.id = d.reform
WHERE d.form = 'merged' AND r.seq < :seq;

-- name: issued-by
-- cards that had been issued when a fact was written: to whom, and whether they were open
SELECT c.id, coalesce(json_extract(f.payload, '$.agency'), c.agency),
  NOT EXISTS (SELECT 1 FROM card_step AS e WHERE e.card = c.id AND e.seq < :seq
    AND e.step IN ('cleared', 'delisted'))
  AND (c.state <> 'reform' OR c.ended > (SELECT effective FROM fact WHERE seq = :seq))
FROM card AS c JOIN card_step AS s ON s.card = c.id AND s.step = 'issued' AND s.seq < :seq
JOIN fact AS f ON f.seq = s.seq ORDER BY s.seq;

-- name: ended-by
-- the day on which a decision was carried out on a card
SELECT day FROM card_step WHERE decision = :decision AND card = :card LIMIT 1;
