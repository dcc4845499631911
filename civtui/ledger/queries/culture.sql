-- name: entries
SELECT id, program, agency, form, entered, content, plugin, plugin_version, seq FROM program_entry
WHERE program = ? AND agency IN (SELECT value FROM json_each(?)) ORDER BY entered, id;

-- name: by-program
SELECT program, agency, count(*), max(entered) FROM program_entry GROUP BY program, agency
ORDER BY program, agency;
