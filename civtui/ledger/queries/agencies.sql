-- name: list
-- every agency, or the one whose id is given
SELECT agency.id, agency.name, agency.short, agency.code, agency.sector, agency.ord,
  coalesce(held.highest, 0), coalesce(held.honors, ''),
  coalesce(o.offices, 0), coalesce(w.civilized, 0), coalesce(w.model, 0),
  agency.declared_offices, agency.runs_program, agency.has_conditions,
  -- a confirmation is of a declaration, and goes with it
  (SELECT coalesce(d.conditions_confirmed, 0)
    FROM declaration AS d WHERE d.agency = agency.id
      AND (d.conditions_confirmed IS NOT NULL OR d.has_conditions = 0)
    ORDER BY d.since DESC, d.seq DESC LIMIT 1),
  agency.stage, EXISTS (SELECT 1 FROM card WHERE card.agency = agency.id AND (card.state = 'open'
    OR card.id IN (SELECT value FROM json_each(:suspended))))
FROM agency
LEFT JOIN (
  SELECT holder, max(CASE honor WHEN 'provincial' THEN 3 WHEN 'municipal' THEN 2 ELSE 1 END) AS highest,
    group_concat(honor) AS honors
  FROM title WHERE ended IS NULL AND since <= :today AND (:only IS NULL OR holder = :only)
    AND honor IN ('provincial', 'municipal', 'agency-level') GROUP BY holder
) AS held ON held.holder = agency.id
LEFT JOIN (
  SELECT agency, count(*) AS offices FROM office
  WHERE ended IS NULL AND (:only IS NULL OR agency = :only) GROUP BY agency
) AS o ON o.agency = agency.id
LEFT JOIN (
  SELECT office.agency AS agency,
    count(DISTINCT CASE title.honor WHEN 'civilized-office' THEN office.id END) AS civilized,
    count(DISTINCT CASE title.honor WHEN 'model-office' THEN office.id END) AS model
  FROM title LEFT JOIN office ON office.id = title.holder -- from the few titles to their offices
  WHERE title.ended IS NULL AND title.since <= :today AND office.ended IS NULL
    AND (:only IS NULL OR office.agency = :only)
    AND title.honor IN ('civilized-office', 'model-office') GROUP BY office.agency
) AS w ON w.agency = agency.id
WHERE agency.ended IS NULL AND (:only IS NULL OR agency.id = :only) ORDER BY agency.ord, agency.id;

-- name: called
-- the agencies whose id, name or short name it is
SELECT id FROM agency WHERE ended IS NULL AND :name IN (id, name, short);

-- name: offices
SELECT office.id, office.name, office.agency, agency.name, agency.short, office.ord, office.staff,
  EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'civilized-office'
    AND t.ended IS NULL AND t.since <= :today),
  EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'model-office'
    AND t.ended IS NULL AND t.since <= :today)
FROM office JOIN agency ON agency.id = office.agency
WHERE office.ended IS NULL AND (:agency IS NULL OR office.agency = :agency)
  AND (:only IS NULL OR office.id = :only)
ORDER BY agency.ord, agency.id, office.ord, office.id;

-- name: declarations
-- what agencies had declared by a day, the first declarations first
SELECT agency, runs_program, has_conditions, conditions_confirmed FROM declaration
WHERE since <= :today AND (:only IS NULL OR agency = :only) ORDER BY since, seq;

-- name: office-moves
-- whose an office was before each reform that moved it, the first reform first
SELECT json_extract(u.value, '$[1].id') AS office, reform.day, reform.seq, json_extract(u.value, '$[2][0].agency')
FROM reform, json_each(reform.undo) AS u
WHERE reform.state = 'done' AND json_extract(u.value, '$[0]') = 'office' AND EXISTS (
  SELECT 1 FROM json_each(reform.content, '$.moved') AS m
  WHERE json_extract(m.value, '$.office') = json_extract(u.value, '$[1].id'))
  AND json_extract(u.value, '$[2][0].agency') IS NOT NULL
ORDER BY reform.day, reform.seq, u.key;

-- name: part-of
-- whether an office takes part on a day, and since when that is on record
SELECT takes, since FROM office_part WHERE office = :office AND since <= :today
ORDER BY since DESC LIMIT 1;

-- name: idle
-- the offices that take no part on a day, each with since when
SELECT p.office, p.since FROM office_part p WHERE p.takes = 0 AND p.since = (
  SELECT max(q.since) FROM office_part q WHERE q.office = p.office AND q.since <= :today);

-- name: titles-of
SELECT holder, honor, since, until, ended, cause, awarded_by, decision, seq FROM title
WHERE holder = ? ORDER BY since, honor;

-- name: office-groups
SELECT office.agency,
  coalesce((SELECT group_concat(t.honor) FROM title t WHERE t.holder = office.id
    AND t.since <= :today AND (t.ended IS NULL OR t.ended > :today)), '') AS honors,
  (SELECT max(t.since) FROM title t WHERE t.holder = office.id AND t.honor = 'model-office'
    AND t.since <= :today AND (t.ended IS NULL OR t.ended > :today)),
  coalesce((SELECT group_concat(t.honor) FROM title t WHERE t.holder = office.id
    AND t.until < :today AND t.since <= :today AND (t.ended IS NULL OR t.ended > :today)), ''),
  office.id,
  coalesce((SELECT p.takes FROM office_part p WHERE p.office = office.id AND p.since <= :today
    ORDER BY p.since DESC LIMIT 1), 1), agency.since
-- an agency that came on record after the day had offices on it: those of its first day are taken
FROM office JOIN agency ON agency.id = office.agency
WHERE (office.ended IS NULL OR office.ended > :today)
  AND (office.since <= :today OR :early AND agency.since > :today AND office.since <= agency.since
    AND NOT EXISTS (SELECT 1 FROM descent WHERE descent.child = agency.id))
  AND (:only IS NULL OR office.agency = :only);

-- name: cards-of
-- then to whom it was issued (a reform gives a card over to the successor), and the fact that ended
-- it in a delisting, and by which act it ended
SELECT id, agency, opened, cause, demands, term_ends, state, ended, coalesce((SELECT json_extract(fact.payload, '$.agency') FROM card_step JOIN fact ON fact.seq = card_step.seq
    WHERE card_step.card = card.id AND card_step.step = 'issued'), agency),
  (SELECT max(seq) FROM card_step WHERE card_step.card = card.id AND card_step.step = 'delisted'),
  closing
FROM card ORDER BY opened, id;

-- name: vetoes
SELECT agency, happened, event, months FROM veto ORDER BY seq;

-- name: delistings
-- a refused appeal is none: it lets the delisting stand from the day it had
SELECT holder, day, seq, decision FROM title_event AS e WHERE event = 'delisted' AND NOT EXISTS (
  SELECT 1 FROM fact WHERE fact.seq = e.seq AND fact.kind = 'appeal-decided') ORDER BY seq, honor;

-- name: known-agencies
SELECT id, name, short, code, ord FROM agency WHERE ended IS NULL ORDER BY ord, id;

-- name: known-offices
SELECT id, agency, name FROM office WHERE ended IS NULL ORDER BY agency, ord, id;

-- name: rounds-of-subject
SELECT round.id, round.name, round.state FROM round JOIN round_subject ON round_subject.round = round.id
WHERE round_subject.subject IN (SELECT value FROM json_each(?))
GROUP BY round.id ORDER BY round.opened DESC, round.id;

-- name: standing-titles
SELECT holder, honor FROM title WHERE ended IS NULL;

-- name: opened-titles
-- that stand by an import, and that no decision has touched
SELECT holder, honor, since, until FROM title
WHERE ended IS NULL AND decision IS NULL
  AND EXISTS (SELECT 1 FROM title_event e WHERE e.holder = title.holder AND e.honor = title.honor
    AND e.day = title.since AND e.event = 'opening')
  AND NOT EXISTS (SELECT 1 FROM title_event e WHERE e.holder = title.holder
    AND e.honor = title.honor AND e.event <> 'opening');

-- name: ended-titles
-- with the last event of that day, and the decision, document or policy that it was by
SELECT t.holder, t.honor, t.ended, coalesce(e.event, t.cause, ''), coalesce(e.decision, e.document, '')
FROM title AS t LEFT JOIN title_event AS e ON e.seq = (SELECT max(seq) FROM title_event AS l
    WHERE l.holder = t.holder AND l.honor = t.honor AND l.day = t.ended)
  AND e.holder = t.holder AND e.honor = t.honor
WHERE t.ended IS NOT NULL ORDER BY t.ended;

-- name: declared-offices
-- as the registry states; after a reform it is what was stated before
SELECT id, declared_offices FROM agency
WHERE ended IS NULL AND declared_offices IS NOT NULL AND id NOT IN (
  SELECT parent FROM descent UNION SELECT child FROM descent
  UNION SELECT office.agency FROM office JOIN descent ON office.id IN (parent, child));

-- name: every-id
SELECT id FROM agency UNION ALL SELECT id FROM office;

-- name: ids-given
-- every id that an agency or office ever had, those taken back as well: none is given again
SELECT id FROM agency UNION ALL SELECT id FROM office
UNION ALL
SELECT json_extract(body.value, '$.id') FROM reform, json_each(reform.content, '$.agencies') AS body
UNION ALL
SELECT json_extract(body.value, '$.id') FROM reform, json_each(reform.content, '$.offices') AS body
UNION ALL
SELECT json_extract(body.value, '$.id') FROM voided JOIN fact ON fact.seq = voided.seq,
  json_each(fact.payload, '$.agencies') AS body WHERE fact.kind IN ('registered', 'reformed')
UNION ALL
SELECT json_extract(body.value, '$.id') FROM voided JOIN fact ON fact.seq = voided.seq,
  json_each(fact.payload, '$.offices') AS body WHERE fact.kind IN ('registered', 'reformed')
UNION ALL
SELECT json_extract(payload, '$.holder') FROM fact WHERE kind = 'body-removed'
UNION ALL
SELECT office.value FROM fact, json_each(fact.payload, '$.offices') AS office
WHERE fact.kind = 'body-removed';

-- name: newest-change
SELECT coalesce(max(seq), 0) FROM fact WHERE kind IN
  ('registered', 'body-removed', 'reformed', 'reform-taken-back', 'voided');

-- name: holder
SELECT agency FROM office WHERE id = :id UNION ALL SELECT id FROM agency WHERE id = :id;

-- name: former
SELECT id, name, short FROM agency WHERE id = ? AND ended IS NOT NULL;

-- name: registered
-- what the registry says of an agency beside its names
SELECT category, declared_offices, staff FROM agency WHERE id = ?;

-- name: since
-- the day since which an agency is on record
SELECT since FROM agency WHERE id = ?;

-- name: office-head
SELECT person.name, person.phone FROM office JOIN person ON person.token = office.head
WHERE office.id = ?;

-- name: went-on-in
-- agencies that ended by a merger or a split, and each agency that came out of it
SELECT d.child, d.parent FROM descent AS d
JOIN agency ON agency.id = d.parent AND agency.ended = d.day
JOIN agency AS heir ON heir.id = d.child
WHERE d.form IN ('merged', 'split') ORDER BY d.child, agency.ord, d.parent;

-- name: persons
SELECT token, name, phone FROM person;

-- name: heads-before
-- of an office without a head of its own, those of the offices that went on in it when they ended
WITH RECURSIVE was(id) AS (
  SELECT id FROM office WHERE id = :office AND head IS NULL
  UNION
  SELECT d.parent FROM was JOIN office AS heir ON heir.id = was.id AND heir.head IS NULL
  JOIN descent AS d ON d.child = was.id AND d.form IN ('merged', 'split')
  JOIN office AS gone ON gone.id = d.parent AND gone.ended = d.day
)
SELECT person.name, office.name FROM was JOIN office ON office.id = was.id
JOIN person ON person.token = office.head WHERE person.name <> '' ORDER BY office.ord, office.id;

-- name: headed
-- offices of which somebody is on record who heads them, or headed one that went on in them
SELECT office.id FROM office JOIN person ON person.token = office.head WHERE person.name <> ''
UNION SELECT d.child FROM descent AS d JOIN office AS heir ON heir.id = d.child AND heir.head IS NULL
JOIN office AS gone ON gone.id = d.parent AND gone.ended = d.day
JOIN person ON person.token = gone.head WHERE d.form IN ('merged', 'split') AND person.name <> '';

-- name: people
-- the chief and the reporter of agencies, as the erasable side table has them, and which of them
-- were put down; former ones only of those that went on in others when they ended
SELECT agency.id, coalesce(nullif(agency.short, ''), agency.name), coalesce(chief.name, ''),
  coalesce(chief.phone, ''), coalesce(contact.name, ''), coalesce(contact.phone, ''),
  agency.chief IS NOT NULL, agency.contact IS NOT NULL, agency.ended IS NOT NULL
FROM agency
LEFT JOIN person AS chief ON chief.token = agency.chief
LEFT JOIN person AS contact ON contact.token = agency.contact
WHERE agency.ended IS NULL OR agency.id IN (SELECT parent FROM descent)
ORDER BY agency.ord, agency.id;
