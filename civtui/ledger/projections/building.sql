-- name: activity
INSERT INTO activity (id, agency, held, kind, title, venue, people, leaders, evidence, items, organ, entry, seq)
VALUES (:id, :agency, :on, :kind, :title, :venue, :people, :leaders, :evidence, :items, :organ, :entry, :seq);

-- name: entry
INSERT INTO program_entry (id, program, agency, form, entered, content, plugin, plugin_version, activity, seq)
VALUES (:entry, :program, :agency, :form, :entered, :content, :plugin, :plugin_version, :activity, :seq)
ON CONFLICT (id) DO UPDATE SET form = excluded.form, entered = excluded.entered,
  content = excluded.content, plugin = excluded.plugin, plugin_version = excluded.plugin_version,
  activity = excluded.activity, seq = excluded.seq;

-- name: early-entry
-- a fact of a release in which an entry did not say whether it is an activity
UPDATE program_entry SET activity = json_object('evidence', json('[]'), 'kind', 'culture',
    'on', json_extract(content, '$.on'), 'people', NULL,
    'title', substr(coalesce(json_extract(content, '$.title'), json_extract(content, '$.event'),
      json_extract(content, '$.name'), json_extract(content, '$.text'), json_extract(content, '$.deed')), 1, 200),
    'venue', '')
WHERE id = ? AND json_extract(content, '$.on') GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
  AND coalesce(json_extract(content, '$.title'), json_extract(content, '$.event'),
    json_extract(content, '$.name'), json_extract(content, '$.text'), json_extract(content, '$.deed')) IS NOT NULL;

-- name: told
-- an entry that tells of an activity
SELECT 1 FROM program_entry WHERE id = ? AND activity <> '';

-- name: undone
DELETE FROM activity WHERE entry = id AND agency = :agency;

-- name: happened
-- entries that tell of an activity which nobody logged by hand: neither linked, nor of one day and title
INSERT INTO activity (id, agency, held, kind, title, venue, people, leaders, evidence, items, organ, entry, seq)
SELECT e.id, e.agency, json_extract(e.activity, '$.on'), json_extract(e.activity, '$.kind'),
  json_extract(e.activity, '$.title'), json_extract(e.activity, '$.venue'), json_extract(e.activity, '$.people'),
  '', json_extract(e.activity, '$.evidence'), '[]', '', e.id, e.seq
FROM program_entry AS e
WHERE e.activity <> '' AND e.agency = :agency
  AND e.id NOT IN (SELECT a.entry FROM activity AS a WHERE a.entry <> '' AND a.id <> a.entry)
  AND NOT EXISTS (SELECT 1 FROM activity AS a WHERE a.agency = e.agency AND a.id <> a.entry
    AND a.held = json_extract(e.activity, '$.on') AND a.title = json_extract(e.activity, '$.title'));

-- name: with-evidence
SELECT id, evidence FROM activity WHERE entry = id AND agency = :agency AND evidence <> '[]';

-- name: linked
-- whose entry an activity tells of; that may be another agency's before a reform
SELECT agency FROM program_entry WHERE id = ?;
