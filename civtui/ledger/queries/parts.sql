-- What statements of several files have in common (see `ledger/statements.py`).

-- whose each record is today, and who put it down (see `workspace/lineage.py`)
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
