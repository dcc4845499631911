-- Long tables, read by `ledger/windows.py`, which adds key, edge, order and limit; each ends in its WHERE.

-- name: facts
SELECT seq, kind, who, recorded, effective, why, payload, v, evidence,
  coalesce((SELECT by FROM voided WHERE voided.seq = fact.seq), CASE kind WHEN 'reformed' THEN (
    SELECT back.seq FROM fact AS back
    JOIN reform ON reform.id = json_extract(back.payload, '$.reform') AND reform.seq = fact.seq
    WHERE back.kind = 'reform-taken-back') END)
FROM fact WHERE 1 = 1;

-- name: agencies
SELECT agency.id, agency.name, agency.short, agency.code, agency.sector, agency.ord,
  coalesce((SELECT max(CASE honor WHEN 'provincial' THEN 3 WHEN 'municipal' THEN 2 ELSE 1 END) FROM title
    WHERE holder = agency.id AND ended IS NULL AND since <= :today
      AND honor IN ('provincial', 'municipal', 'agency-level')), 0),
  coalesce((SELECT group_concat(honor) FROM title WHERE holder = agency.id AND ended IS NULL
      AND since <= :today AND honor IN ('provincial', 'municipal', 'agency-level')), ''),
  (SELECT count(*) FROM office WHERE office.agency = agency.id AND office.ended IS NULL),
  (SELECT count(*) FROM office WHERE office.agency = agency.id AND office.ended IS NULL
    AND EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'civilized-office'
      AND t.ended IS NULL AND t.since <= :today)),
  (SELECT count(*) FROM office WHERE office.agency = agency.id AND office.ended IS NULL
    AND EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'model-office'
      AND t.ended IS NULL AND t.since <= :today)),
  agency.declared_offices, agency.runs_program, agency.has_conditions,
  -- a confirmation is of a declaration, and goes with it
  (SELECT coalesce(d.conditions_confirmed, 0)
    FROM declaration AS d WHERE d.agency = agency.id
      AND (d.conditions_confirmed IS NOT NULL OR d.has_conditions = 0)
    ORDER BY d.since DESC, d.seq DESC LIMIT 1),
  agency.stage, EXISTS (SELECT 1 FROM card WHERE card.agency = agency.id AND (card.state = 'open'
    OR card.id IN (SELECT value FROM json_each(:suspended))))
FROM agency WHERE agency.ended IS NULL;

-- name: offices
SELECT office.id, office.name, office.agency, agency.name, agency.short, office.ord, office.staff,
  EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'civilized-office'
    AND t.ended IS NULL AND t.since <= :today),
  EXISTS (SELECT 1 FROM title t WHERE t.holder = office.id AND t.honor = 'model-office'
    AND t.ended IS NULL AND t.since <= :today)
FROM agency JOIN office ON office.agency = agency.id
WHERE office.ended IS NULL AND (:agency IS NULL OR office.agency = :agency);

-- name: records
-- part: records
WHERE record.register = :register
  AND (:agency IS NULL OR coalesce(desk.value, heir.value, record.agency) = :agency)
  AND (:hidden = '[]' OR json_extract(record.content, '$.round') NOT IN (SELECT value FROM json_each(:hidden)));

-- name: activities
-- part: activities
WHERE (:agency IS NULL OR coalesce(heir.value, activity.agency) = :agency)
  AND (activity.entry <> activity.id OR activity.held <= :today);

-- name: marks
SELECT mark.subject, mark.item, mark.assessor, mark.value, mark.points, mark.seq,
  coalesce(office.name, holder.name, mark.subject),
  coalesce(nullif(agency.short, ''), agency.name, ''), coalesce(judge.name, mark.assessor)
FROM mark
LEFT JOIN office ON office.id = mark.subject
LEFT JOIN agency ON agency.id = office.agency
LEFT JOIN agency AS holder ON holder.id = mark.subject
LEFT JOIN round_assessor AS judge ON judge.round = mark.round AND judge.assessor = mark.assessor
WHERE mark.round = :round;

-- name: agencies-text
-- id and text of each row, for a filter to look through without reading all of it
SELECT agency.id, agency.name || ' ' || agency.short || ' ' || agency.sector || ' ' || agency.id
FROM agency WHERE agency.ended IS NULL;

-- name: offices-text
SELECT office.id,
  office.name || ' ' || coalesce(nullif(agency.short, ''), agency.name) || ' ' || office.id
FROM agency JOIN office ON office.agency = agency.id
WHERE office.ended IS NULL AND (:agency IS NULL OR office.agency = :agency);
