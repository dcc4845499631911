-- name: entries
SELECT id, program, agency, form, entered, content, plugin, plugin_version, seq FROM program_entry
WHERE program = ? AND agency IN (SELECT value FROM json_each(?)) ORDER BY entered, id;

-- name: by-program
-- the newest by the day of what it tells of, where it has one
SELECT program, agency, count(*),
  max(CASE WHEN json_extract(content, '$.on') GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'
    THEN json_extract(content, '$.on') ELSE entered END)
FROM program_entry GROUP BY program, agency ORDER BY program, agency;

-- name: dated-entries
-- the entries that tell of an activity: id, whose, program, title, day
SELECT id, agency, program, json_extract(activity, '$.title'), json_extract(activity, '$.on')
FROM program_entry WHERE activity <> '' ORDER BY json_extract(activity, '$.on') DESC, id;

-- name: owners
SELECT id, agency FROM program_entry ORDER BY id;
