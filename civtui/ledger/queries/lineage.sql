-- name: merged
-- agencies and offices that ended in another one, and what people called them
SELECT d.parent, d.child, d.day, coalesce(nullif(agency.short, ''), agency.name, office.name),
  coalesce(agency.name, office.name)
FROM descent AS d
LEFT JOIN agency ON agency.id = d.parent LEFT JOIN office ON office.id = d.parent
WHERE d.form = 'merged' AND coalesce(agency.ended, office.ended) IS NOT NULL;

-- name: whose-offices
-- offices that a reform moved, or that others were merged into, and whose they are today
SELECT id, agency FROM office
WHERE id IN (SELECT child FROM descent WHERE form = 'merged') OR id IN (
  SELECT json_extract(m.value, '$.office') FROM reform, json_each(reform.content, '$.moved') AS m
  WHERE reform.state = 'done');

-- name: any
SELECT 1 FROM descent LIMIT 1;

-- name: any-ended
SELECT id FROM agency WHERE ended IS NOT NULL
UNION ALL SELECT id FROM office WHERE ended IS NOT NULL LIMIT 1;

-- name: ended
-- who was no more on a day
SELECT id FROM agency WHERE ended <= ?1 UNION ALL SELECT id FROM office WHERE ended <= ?1;

-- name: ended-offices
SELECT id, name FROM office WHERE ended IS NOT NULL;

-- name: former-names
-- names that an agency or office gave up, until when; its id stayed
SELECT holder, name, short, until FROM former_name ORDER BY until;

-- name: split-off
-- who came out of an agency or office that was split, and since when
SELECT parent, child, day FROM descent WHERE form = 'split' ORDER BY day, child;

-- name: standing
SELECT id FROM agency WHERE ended IS NULL UNION ALL SELECT id FROM office WHERE ended IS NULL;

-- name: on-record
-- activities, records, culture entries of an agency, or records for an office, that go to :child:
-- :owned are the ids under which they were put down, :moved whose offices are then, by their ids;
-- a record that names an office goes where that is
SELECT (SELECT count(*) FROM activity
   WHERE agency IN (SELECT value FROM json_each(:owned)) AND entry <> id),
  (SELECT count(*) FROM record
   LEFT JOIN json_each(:desks) AS desk ON desk.key = json_extract(record.content, '$.office')
   LEFT JOIN json_each(:moved) AS goes ON goes.key = json_extract(record.content, '$.office')
   WHERE json_extract(record.content, '$.office') IN (SELECT value FROM json_each(:owned))
   OR (coalesce(desk.value, record.agency) IN (SELECT value FROM json_each(:owned))
     AND coalesce(goes.value, :child) = :child)),
  (SELECT count(*) FROM program_entry WHERE agency IN (SELECT value FROM json_each(:owned)));

-- name: both-names
SELECT coalesce(nullif(short, ''), name), name FROM agency WHERE id = ?;

-- name: cards-issued-to
-- a reform gives an open card over to the successor; to whom it was issued the fact says
SELECT card.id, coalesce((SELECT json_extract(fact.payload, '$.agency') FROM card_step
  JOIN fact ON fact.seq = card_step.seq WHERE card_step.card = card.id AND card_step.step = 'issued'),
  card.agency) FROM card;

-- name: cases-filed-by
SELECT application.id, json_extract(fact.payload, '$.agency') FROM application
JOIN fact ON fact.seq = application.seq;

-- name: titles-carried-over
SELECT json_extract(t.value, '$.heir'), json_extract(t.value, '$.honor'), reform.day,
  json_extract(t.value, '$.holder') FROM reform, json_each(reform.content, '$.titles') AS t
JOIN descent ON descent.reform = reform.id AND descent.form = 'merged'
  AND descent.parent = json_extract(t.value, '$.holder')
  AND descent.child = json_extract(t.value, '$.heir')
WHERE reform.state = 'done' ORDER BY reform.seq, t.key;

-- name: reforms-since
-- what stands of the reforms that were put down after a fact, the oldest first
SELECT day, content FROM reform WHERE state = 'done' AND seq > :seq ORDER BY seq;

-- name: made-by-reform
-- since when there is an agency or office that a reform made; none of what stood before it
SELECT made.since FROM (
  SELECT id, since FROM agency WHERE id = :id UNION ALL SELECT id, since FROM office WHERE id = :id
) AS made WHERE EXISTS (SELECT 1 FROM descent
  WHERE descent.child = made.id AND descent.day = made.since);

-- name: office-states
-- what facts put down of offices, the oldest first: whose each is and its name; NULL where unsaid
SELECT id, agency, name, day, kind FROM (
  SELECT f.seq, 0 AS step, json_extract(o.value, '$.id') AS id,
    json_extract(o.value, '$.agency') AS agency, json_extract(o.value, '$.name') AS name,
    f.effective AS day, f.kind AS kind
  FROM standing_fact AS f, json_each(f.payload, '$.offices') AS o
  WHERE f.kind IN ('registered', 'reformed')
  UNION ALL
  SELECT f.seq, 1, json_extract(r.value, '$.id'), NULL, json_extract(r.value, '$.name'), f.effective,
    f.kind
  FROM standing_fact AS f, json_each(f.payload, '$.renamed') AS r WHERE f.kind = 'reformed'
  UNION ALL
  SELECT f.seq, 2, json_extract(m.value, '$.office'), json_extract(m.value, '$.agency'), NULL,
    f.effective, f.kind
  FROM standing_fact AS f, json_each(f.payload, '$.moved') AS m WHERE f.kind = 'reformed'
) AS told
WHERE EXISTS (SELECT 1 FROM office WHERE office.id = told.id)
  AND seq NOT IN (SELECT seq FROM reform WHERE state = 'taken-back')
ORDER BY seq, step;

-- name: offices-ever
-- every office there ever was, what people call its agency, and since when it is no more
SELECT office.id, office.agency, office.name, coalesce(nullif(agency.short, ''), agency.name, ''),
  office.ended
FROM office LEFT JOIN agency ON agency.id = office.agency;

-- name: abolished
-- agencies that went on in nobody
SELECT name, short, ended FROM agency WHERE ended IS NOT NULL
AND id NOT IN (SELECT parent FROM descent WHERE form <> 'moved');

-- name: agency-names
-- what facts called agencies that are there today, the oldest first, and from which day
SELECT agency.id, json_extract(a.value, '$.name'), f.effective, agency.name
FROM standing_fact AS f, json_each(f.payload, '$.agencies') AS a
JOIN agency ON agency.id = json_extract(a.value, '$.id')
WHERE f.kind = 'registered' AND agency.ended IS NULL ORDER BY f.seq;
