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

-- name: standing-acts
-- delistings, appeals, their answers and what was given back, with the act (a decision, or
-- `policy:ID`) that an appeal or its answer is about, or that took the title which was given back;
-- and of an appeal whether it suspends that act: by the choice of its day, which its fact holds
SELECT e.agency, e.day, e.event, e.seq, CASE fact.kind
  WHEN 'appealed' THEN json_extract(fact.payload, '$.decision')
  WHEN 'appeal-decided' THEN json_extract(fact.payload, '$.appealed')
  WHEN 'restored' THEN coalesce((
    SELECT coalesce(json_extract(by.payload, '$.appealed'), t.decision)
    FROM title_event AS t JOIN fact AS by ON by.seq = t.seq WHERE t.holder = e.agency
    AND t.honor = json_extract(fact.payload, '$.honor') AND t.seq < e.seq
    AND t.event IN ('delisted', 'withdrawn', 'expired', 'waived', 'reform')
    ORDER BY t.seq DESC LIMIT 1), '')
  ELSE '' END, CASE fact.kind WHEN 'appealed' THEN json_extract(fact.payload, '$.suspended') END
FROM standing_event AS e JOIN fact ON fact.seq = e.seq;

-- name: standing-delistings
-- delistings that no answer to an appeal against them, and no decision to give a title back, has
-- ended since, each by its act (a decision, or `policy:ID`; empty for one that a merger brought), and
-- whether an appeal that awaits its answer suspends it; a refused appeal does not, it lets one stand.
-- A decision to give a title back is about the act that took that title last
WITH gone (agency, day, seq, act) AS (
  SELECT holder, day, seq, coalesce(decision, '') FROM title_event AS e
  WHERE event = 'delisted' AND NOT EXISTS (
    SELECT 1 FROM fact WHERE fact.seq = e.seq AND fact.kind = 'appeal-decided')
  UNION SELECT agency, day, seq, '' FROM standing_event WHERE event = 'delisted'
  UNION SELECT card.agency, s.day, s.seq, coalesce(s.decision, '') FROM card_step AS s
    JOIN card ON card.id = s.card WHERE s.step = 'delisted'
), said (agency, day, event, seq, act, suspends) AS (
-- part: standing-acts
), standing (agency, day, seq, act, suspended) AS (
  SELECT agency, day, seq, act, coalesce((SELECT s.event = 'appeal' AND s.suspends FROM said AS s
    WHERE s.agency = d.agency AND s.seq > d.seq AND s.act = d.act AND s.event <> 'delisted' ORDER BY s.seq DESC LIMIT 1), 0)
  FROM gone AS d WHERE NOT EXISTS (SELECT 1 FROM said AS r WHERE r.agency = d.agency
    AND r.event = 'restored' AND r.day >= d.day AND r.seq > d.seq AND r.act IN ('', d.act)));

-- name: there-on
-- the agencies of a day: those on record by it, and those that held a title on it, or whose offices
-- did, and that no reform made
WITH there (id) AS (
  SELECT agency.id FROM agency WHERE (ended IS NULL OR ended > :day) AND (since <= :day
    OR NOT EXISTS (SELECT 1 FROM descent WHERE descent.child = agency.id)
      AND EXISTS (SELECT 1 FROM title WHERE title.since <= :day
        AND (title.ended IS NULL OR title.ended > :day) AND title.holder IN (
          SELECT agency.id UNION ALL SELECT office.id FROM office WHERE office.agency = agency.id))));
