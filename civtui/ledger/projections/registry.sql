-- name: agency
INSERT INTO agency (id, name, short, code, sector, category, ord, declared_offices, staff,
  chief, contact, stage, since)
VALUES (:id, :name, coalesce(:short, ''), coalesce(:code, ''), coalesce(:sector, ''),
        coalesce(:category, ''),
        coalesce(:order, (SELECT coalesce(max(ord), 0) + 1 FROM agency)),
        :declared_offices, :staff, :chief, :contact, '', :since)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  short = coalesce(:short, agency.short),
  code = coalesce(:code, agency.code),
  sector = coalesce(:sector, agency.sector),
  category = coalesce(:category, agency.category),
  ord = coalesce(:order, agency.ord),
  declared_offices = coalesce(:declared_offices, agency.declared_offices),
  staff = coalesce(:staff, agency.staff),
  chief = coalesce(:chief, agency.chief),
  contact = coalesce(:contact, agency.contact);

-- name: office
INSERT INTO office (id, agency, name, ord, staff, head, since)
VALUES (:id, :agency, :name,
        coalesce(:order, (SELECT coalesce(max(ord), 0) + 1 FROM office WHERE agency = :agency)),
        :staff, :head, :since)
ON CONFLICT (id) DO UPDATE SET
  name = excluded.name,
  ord = coalesce(:order, office.ord),
  staff = coalesce(:staff, office.staff),
  head = coalesce(:head, office.head);

-- name: title
INSERT INTO title (holder, honor, since, until, awarded_by, seq)
VALUES (:holder, :honor, :since, :until, :awarded_by, :seq)
ON CONFLICT (holder, honor, since) DO NOTHING;

-- name: opening
INSERT INTO title_event (seq, holder, honor, day, event)
SELECT :seq, :holder, :honor, :since, 'opening' WHERE NOT EXISTS (
  SELECT 1 FROM title_event WHERE holder = :holder AND honor = :honor AND day = :since
    AND event = 'opening')
ON CONFLICT DO NOTHING;

-- name: title-days
UPDATE OR IGNORE title SET since = :since, until = :until
WHERE holder = :holder AND honor = :honor AND since = :was AND ended IS NULL AND decision IS NULL;

-- name: opening-day
UPDATE title_event SET day = :since
WHERE holder = :holder AND honor = :honor AND day = :was AND event = 'opening';

-- name: title-corrected
UPDATE title SET holder = :holder, honor = :honor, since = :since, until = :until
WHERE holder = :was_holder AND honor = :was_honor AND since = :was_since AND decision IS NULL;

-- name: opening-corrected
UPDATE title_event SET holder = :holder, honor = :honor, day = :since
WHERE holder = :was_holder AND honor = :was_honor AND day = :was_since AND event = 'opening';

-- name: title-gone
DELETE FROM title
WHERE holder = :holder AND honor = :honor AND since = :since AND decision IS NULL;

-- name: opening-gone
DELETE FROM title_event
WHERE holder = :holder AND honor = :honor AND day = :since AND event = 'opening';

-- name: agency-out
DELETE FROM agency WHERE id = ?;

-- name: office-out
DELETE FROM office WHERE id = ?;

-- name: titles-out
DELETE FROM title WHERE holder = ?;

-- name: openings-out
DELETE FROM title_event WHERE holder = ?;

-- name: declared
INSERT INTO declaration (agency, since, seq, runs_program, has_conditions, conditions_confirmed, stage)
VALUES (:agency, :since, :seq, :runs_program, :has_conditions, :conditions_confirmed, :stage);

-- name: declared-now
-- of each thing what was last declared, by the days that declarations are of
UPDATE agency SET
  runs_program = (SELECT d.runs_program FROM declaration AS d WHERE d.agency = agency.id
    AND d.runs_program IS NOT NULL ORDER BY d.since DESC, d.seq DESC LIMIT 1),
  has_conditions = (SELECT d.has_conditions FROM declaration AS d WHERE d.agency = agency.id
    AND d.has_conditions IS NOT NULL ORDER BY d.since DESC, d.seq DESC LIMIT 1),
  conditions_confirmed = (SELECT d.conditions_confirmed FROM declaration AS d WHERE d.agency = agency.id
    AND d.conditions_confirmed IS NOT NULL ORDER BY d.since DESC, d.seq DESC LIMIT 1),
  stage = coalesce((SELECT d.stage FROM declaration AS d WHERE d.agency = agency.id
    AND d.stage IS NOT NULL ORDER BY d.since DESC, d.seq DESC LIMIT 1), '')
WHERE id = :agency;

-- name: took-part
INSERT INTO office_part (office, since, takes, seq) VALUES (:office, :since, :takes, :seq)
ON CONFLICT (office, since) DO UPDATE SET takes = excluded.takes, seq = excluded.seq;
