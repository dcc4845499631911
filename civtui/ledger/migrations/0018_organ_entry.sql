-- Which organization ran an activity, and the entry of a culture program that tells of the same; an
-- entry with a day is an activity of its own where nobody logged it (`projections/happened.py`).
ALTER TABLE activity ADD COLUMN organ TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN entry TEXT NOT NULL DEFAULT '';
ALTER TABLE program_entry ADD COLUMN activity TEXT NOT NULL DEFAULT '';
-- entries of earlier releases: as `early-entry` in `queries/projections.sql`
UPDATE program_entry SET activity = json_object('evidence', json('[]'), 'kind', 'culture',
    'on', json_extract(content, '$.on'), 'people', NULL,
    'title', substr(coalesce(json_extract(content, '$.title'), json_extract(content, '$.event'),
      json_extract(content, '$.name'), json_extract(content, '$.text'), json_extract(content, '$.deed')), 1, 200),
    'venue', '')
WHERE json_extract(content, '$.on') GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
  AND coalesce(json_extract(content, '$.title'), json_extract(content, '$.event'),
    json_extract(content, '$.name'), json_extract(content, '$.text'), json_extract(content, '$.deed')) IS NOT NULL;
INSERT INTO activity (id, agency, held, kind, title, venue, people, leaders, evidence, items, organ, entry, seq)
SELECT e.id, e.agency, json_extract(e.activity, '$.on'), json_extract(e.activity, '$.kind'),
  json_extract(e.activity, '$.title'), json_extract(e.activity, '$.venue'), json_extract(e.activity, '$.people'),
  '', json_extract(e.activity, '$.evidence'), '[]', '', e.id, e.seq
FROM program_entry AS e
WHERE e.activity <> '' AND NOT EXISTS (SELECT 1 FROM activity AS a WHERE a.agency = e.agency
  AND a.held = json_extract(e.activity, '$.on') AND a.title = json_extract(e.activity, '$.title'));
