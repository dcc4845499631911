-- What statements of several files have in common (see `ledger/statements.py`).

-- whose each record or activity is today, and who put it down (see `workspace/lineage.py`)
-- name: records
SELECT record.register, record.id, coalesce(desk.value, heir.value, record.agency), record.year,
  record.day, record.content, record.seq,
  coalesce(nullif(agency.short, ''), agency.name, record.agency), record.agency,
  coalesce(nullif(before.short, ''), before.name, record.agency)
FROM record
LEFT JOIN json_each(:heirs) AS heir ON heir.key = record.agency
LEFT JOIN json_each(:desks) AS desk ON desk.key = json_extract(record.content, '$.office')
LEFT JOIN agency ON agency.id = coalesce(desk.value, heir.value, record.agency)
LEFT JOIN agency AS before ON before.id = record.agency;

-- name: activities
SELECT activity.id, coalesce(heir.value, activity.agency),
  coalesce(nullif(agency.short, ''), agency.name), activity.held,
  activity.kind, activity.title, activity.venue, activity.people, activity.leaders,
  activity.evidence, activity.items, activity.agency,
  coalesce(nullif(before.short, ''), before.name), activity.organ, activity.entry
FROM activity
LEFT JOIN json_each(:heirs) AS heir ON heir.key = activity.agency
LEFT JOIN agency ON agency.id = coalesce(heir.value, activity.agency)
LEFT JOIN agency AS before ON before.id = activity.agency;
