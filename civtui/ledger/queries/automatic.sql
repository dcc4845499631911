-- name: newest
-- the newest fact that a computed state may rest on
SELECT max(seq) FROM fact WHERE kind IN (SELECT value FROM json_each(?));

-- name: run-out
SELECT until, honor, holder FROM title
WHERE ended IS NULL AND until IS NOT NULL AND until < ? ORDER BY until, honor, holder;

-- name: models
SELECT holder, since FROM title WHERE honor = 'model-office' AND ended IS NULL ORDER BY holder;

-- name: model-grants
SELECT holder, day, event FROM title_event
WHERE honor = 'model-office' AND event IN ('granted', 'kept', 'restored') AND day <= :day ORDER BY day, seq;

-- name: selections
SELECT round.id, round.closed, round_subject.subject FROM round
JOIN round_subject ON round_subject.round = round.id
WHERE round.scope = 'model-candidates' AND round.state = 'closed' ORDER BY round.closed, round.id;

-- name: merged-offices
-- by a day, those of the earliest mergers first
SELECT d.parent, d.child FROM descent AS d JOIN office ON office.id = d.parent
WHERE d.form = 'merged' AND d.day <= :day ORDER BY d.day;

-- name: carried-models
-- model titles that a reform carried over: of whom, since when, whose it was and since when
SELECT d.child, d.day, d.parent, (SELECT max(t.since) FROM title AS t WHERE t.holder = d.parent
  AND t.honor = 'model-office' AND t.since <= d.day AND (t.ended IS NULL OR t.ended >= d.day)) AS began
FROM descent AS d JOIN title_event AS e ON e.holder = d.child AND e.day = d.day
  AND e.honor = 'model-office' AND e.event = 're-recognized'
WHERE began IS NOT NULL AND d.day <= :day ORDER BY d.day;

-- name: bereft
-- model offices whose civilized title ended while they were model offices
SELECT max(c.ended) AS day, m.holder FROM title m
JOIN title c ON c.holder = m.holder AND c.honor = 'civilized-office'
WHERE m.honor = 'model-office' AND m.ended IS NULL
GROUP BY m.holder HAVING min(c.ended IS NOT NULL) AND max(c.ended) >= m.since
ORDER BY day, m.holder;

-- name: bereft-on-record
-- whether there is such an office by what is on record, whatever stands in for it
SELECT m.holder FROM main.title m
JOIN main.title c ON c.holder = m.holder AND c.honor = 'civilized-office'
WHERE m.honor = 'model-office' AND m.ended IS NULL
GROUP BY m.holder HAVING min(c.ended IS NOT NULL) AND max(c.ended) >= m.since LIMIT 1;

-- name: cards
-- with whom it was issued to (a reform gives a card over to the successor), and by which fact
SELECT card.agency, card.id, card.opened, card.state,
  coalesce(json_extract(fact.payload, '$.agency'), card.agency), coalesce(fact.seq, 0)
FROM card LEFT JOIN fact ON fact.seq = (SELECT min(seq) FROM card_step
  WHERE card_step.card = card.id AND card_step.step = 'issued')
ORDER BY card.agency, card.opened, card.id;

-- name: held
-- with the day and the fact that last gave or kept the title
SELECT title.holder, title.honor, title.since, begun.day, title.seq, begun.seq
FROM title LEFT JOIN title_event begun ON begun.holder = title.holder AND begun.honor = title.honor
  AND (begun.day, begun.seq) = (SELECT e.day, e.seq FROM title_event e
    WHERE e.holder = title.holder AND e.honor = title.honor AND e.event IN
      ('granted', 'kept', 'restored', 'suspended', 'opening', 're-recognized')
    ORDER BY e.day DESC, e.seq DESC LIMIT 1)
WHERE title.ended IS NULL
  AND title.honor IN ('agency-level', 'municipal', 'provincial') ORDER BY title.holder, title.honor;

-- name: offices
-- of agencies, and those that a reform moved; with the reforms by which each came and went, 0 where
-- it came by no reform: what a registry brings is there before all else of its day
SELECT id, agency, since, (SELECT coalesce(max(r.seq), 0) FROM reform AS r
    WHERE r.state = 'done' AND r.day = office.since AND EXISTS (
      SELECT 1 FROM json_each(r.content, '$.offices') AS made
      WHERE json_extract(made.value, '$.id') = office.id)),
  ended, (SELECT coalesce(max(r.seq), 0) FROM reform AS r
    WHERE r.state = 'done' AND r.day = office.ended AND EXISTS (
      SELECT 1 FROM json_each(r.content, '$.ended') AS gone WHERE gone.value = office.id))
FROM office WHERE agency IN (SELECT value FROM json_each(:agencies))
  OR id IN (SELECT value FROM json_each(:moved));

-- name: stirred
-- agencies in which a share can have fallen: an office or a title ended, an office came after
-- others and after the first title, or takes no part; in all others it can only have risen
SELECT office.agency FROM office
LEFT JOIN title ON title.holder = office.id AND title.honor IN ('civilized-office', 'model-office')
GROUP BY office.agency
HAVING count(office.ended) > 0 OR count(title.ended) > 0
  OR max(office.since) > max(min(title.since), min(office.since))
UNION SELECT office.agency FROM office_part JOIN office ON office.id = office_part.office
UNION SELECT office.agency FROM voided JOIN fact ON fact.seq = voided.seq AND fact.kind = 'granted',
  json_each(fact.payload, '$.holders') AS h JOIN office ON office.id = h.value;

-- name: parts
SELECT office, since, takes, seq FROM office_part ORDER BY office, since;

-- name: office-titles
-- with the facts by which each began and ended; a term has run out before all else of its day
SELECT title.holder, title.honor, title.since, title.seq, title.ended, (
    SELECT max(CASE e.decision WHEN 'policy:term-lapsed' THEN 0 ELSE e.seq END) FROM title_event e
    WHERE e.holder = title.holder AND e.honor = title.honor AND e.day = title.ended)
FROM office
JOIN title ON title.holder = office.id AND title.honor IN ('civilized-office', 'model-office')
WHERE office.agency IN (SELECT value FROM json_each(:agencies))
  OR office.id IN (SELECT value FROM json_each(:moved));

-- name: void-grants
-- titles of offices whose grant was taken back: they stood from that fact to the one that took it back
SELECT h.value, json_extract(fact.payload, '$.honor'), fact.effective, fact.seq, back.effective, back.seq
FROM voided JOIN fact ON fact.seq = voided.seq AND fact.kind = 'granted'
JOIN fact AS back ON back.seq = voided.by, json_each(fact.payload, '$.holders') AS h
WHERE json_extract(fact.payload, '$.honor') IN ('civilized-office', 'model-office')
  AND EXISTS (SELECT 1 FROM office WHERE office.id = h.value AND (office.agency IN
    (SELECT value FROM json_each(:agencies)) OR office.id IN (SELECT value FROM json_each(:moved))));

-- name: card-of-day
-- that stands on a day, be it since an appeal suspends the delisting that it ended in
SELECT 1 FROM card WHERE agency = :agency AND opened <= :day AND (ended IS NULL OR ended > :day
  OR id IN (SELECT value FROM json_each(:suspended)));

-- name: card-of-fall
-- that a fallen share issued while it was under its gate
SELECT 1 FROM card WHERE agency = :agency AND decision = 'policy:share-falls-below'
  AND opened >= :day AND opened < :back;

-- name: cards-of-year
SELECT count(*) FROM card WHERE substr(opened, 1, 4) = ?;

-- name: card
SELECT 1 FROM card WHERE id = ?;

-- name: tables
SELECT type, name, tbl_name, sql FROM main.sqlite_master
WHERE tbl_name IN (SELECT value FROM json_each(?)) AND sql IS NOT NULL ORDER BY type DESC;

-- name: own-cards
-- cards that a fallen share issued, open or ended by a delisting, but those handed over
SELECT fact.seq, card.id, card.agency, card.opened, coalesce(nullif(agency.short, ''), agency.name)
FROM standing_fact AS fact JOIN card ON card.id = json_extract(fact.payload, '$.card')
JOIN agency ON agency.id = card.agency
WHERE fact.kind = 'carded' AND json_extract(fact.payload, '$.decision') = 'policy:share-falls-below'
  AND json_extract(fact.payload, '$.agency') = card.agency AND card.state IN ('open', 'delisted')
ORDER BY fact.seq;

-- name: own-ends
-- titles that a fallen share ended, and that nothing has given back, nor given anew, since
SELECT fact.seq, title.honor, title.holder, title.ended, coalesce(nullif(agency.short, ''), agency.name)
FROM standing_fact AS fact, json_each(fact.payload, '$.holders') AS h
JOIN title ON title.holder = h.value AND title.honor = json_extract(fact.payload, '$.honor')
  AND title.ended = fact.effective
JOIN agency ON agency.id = title.holder AND agency.ended IS NULL
WHERE fact.kind = 'withdrawn' AND json_extract(fact.payload, '$.decision') = 'policy:share-falls-below'
  AND NOT EXISTS (SELECT 1 FROM title AS t WHERE t.holder = title.holder AND t.honor = title.honor
    AND (t.ended IS NULL OR t.since >= title.ended))
ORDER BY fact.seq;

-- name: had
-- the titles that agencies have or had
SELECT holder, honor, since, ended, until FROM title
WHERE holder IN (SELECT value FROM json_each(?)) AND honor IN ('agency-level', 'municipal', 'provincial');
