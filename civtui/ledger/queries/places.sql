-- name: users
SELECT name, role, agency, assessor FROM app_user ORDER BY name;

-- name: user
SELECT role, agency, assessor FROM app_user WHERE name = ?;

-- name: any-user
SELECT 1 FROM app_user LIMIT 1;

-- name: place
SELECT name, value FROM place;

-- name: opened
SELECT value FROM place WHERE name = 'opened';

-- name: choice
SELECT content FROM choice WHERE name = ? AND thing = ?;

-- name: identity
SELECT name, value FROM place WHERE name IN ('ledger', 'name');
