-- name: held-on
SELECT title.holder, coalesce(agency.name, coalesce(nullif(home.short, ''), home.name) || '/' || office.name, title.holder),
  title.honor, title.since, title.until, title.awarded_by, title.decision
FROM title
LEFT JOIN agency ON agency.id = title.holder
LEFT JOIN office ON office.id = title.holder
LEFT JOIN agency AS home ON home.id = office.agency
WHERE title.since <= :day AND (title.ended IS NULL OR title.ended > :day)
  AND (:honor IS NULL OR title.honor = :honor)
ORDER BY title.honor, coalesce(agency.ord, home.ord), title.holder;
