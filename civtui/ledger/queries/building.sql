-- name: activities
SELECT activity.id, activity.agency, coalesce(nullif(agency.short, ''), agency.name), activity.held,
  activity.kind, activity.title, activity.venue, activity.people
FROM activity JOIN agency ON agency.id = activity.agency
WHERE (:agency IS NULL OR activity.agency = :agency)
ORDER BY activity.held DESC, activity.id DESC LIMIT :most;

-- name: by-month
SELECT agency, substr(held, 1, 7), count(*) FROM activity GROUP BY agency, substr(held, 1, 7)
ORDER BY agency, substr(held, 1, 7);

-- name: count
SELECT count(*) FROM activity;
