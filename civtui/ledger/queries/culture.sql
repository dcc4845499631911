-- name: entries
SELECT id, program, agency, form, entered, content, plugin, plugin_version, seq FROM program_entry
WHERE program = ? AND agency IN (SELECT value FROM json_each(?)) ORDER BY entered, id;

-- name: by-program
SELECT program, agency, count(*), max(entered) FROM program_entry GROUP BY program, agency
ORDER BY program, agency;

-- name: dated-entries
-- the entries that tell of an activity: id, whose, program, title, day
SELECT id, agency, program, json_extract(activity, '$.title'), json_extract(activity, '$.on')
FROM program_entry WHERE activity <> '' ORDER BY json_extract(activity, '$.on') DESC, id;
