-- name: agencies
SELECT count(*) FROM agency WHERE ended IS NULL;

-- name: offices
SELECT count(*) FROM office WHERE ended IS NULL;

-- name: highest-honors
SELECT highest, count(*) FROM (
  SELECT coalesce(max(CASE title.honor
           WHEN 'provincial' THEN 3 WHEN 'municipal' THEN 2 WHEN 'agency-level' THEN 1 END), 0) AS highest
  FROM agency LEFT JOIN title
    ON title.holder = agency.id AND title.ended IS NULL AND title.since <= :today
  WHERE agency.ended IS NULL
  GROUP BY agency.id
) AS held GROUP BY highest;

-- name: office-honors
SELECT honor, count(*) FROM title JOIN office ON office.id = title.holder
WHERE title.ended IS NULL AND office.ended IS NULL AND title.since <= :today
GROUP BY honor;

-- name: lapsed
SELECT count(*) FROM title WHERE ended IS NULL AND until IS NOT NULL AND until < :today;

-- name: rounds
SELECT count(*), coalesce(sum(given), 0) FROM round;

-- name: open-cards
SELECT count(*) FROM card WHERE opened <= :today
  AND (state = 'open' OR id IN (SELECT value FROM json_each(:suspended)));

-- name: running-rounds
SELECT id, name, state, given, expected, due FROM round
ORDER BY state = 'open' DESC, opened DESC, id LIMIT :most;
