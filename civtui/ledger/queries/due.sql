-- What is due, read by `workspace/due.py`; each with what people call those it is about.

-- name: cards
-- open on the first day, with the steps up to it alone: what came later was not known then
SELECT card.id, card.agency, card.opened, card.term_ends,
  (SELECT count(*) FROM card_step AS p WHERE p.card = card.id AND p.step = 'prolonged'
    AND p.day <= :first),
  (SELECT s.met FROM card_step AS s WHERE s.card = card.id AND s.step = 're-inspected'
    AND s.day <= :first AND s.seq > began.seq ORDER BY s.seq DESC LIMIT 1),
  coalesce(nullif(agency.short, ''), agency.name),
  (SELECT group_concat(day) FROM (SELECT s.day FROM card_step AS s WHERE s.card = card.id
    AND s.step = 'reminded' AND s.day <= :first AND s.seq > began.seq ORDER BY s.day)),
  (SELECT max(p.day) FROM card_step AS p WHERE p.card = card.id AND p.step = 'prolonged'
    AND p.day <= :first)
FROM card JOIN agency ON agency.id = card.agency
JOIN (SELECT c.id, coalesce((SELECT max(p.seq) FROM card_step AS p WHERE p.card = c.id
  AND p.step = 'prolonged' AND p.day <= :first), 0) AS seq FROM card AS c) AS began
  ON began.id = card.id
WHERE card.opened <= :first AND (card.ended IS NULL OR card.ended > :first)
ORDER BY card.opened, card.id;

-- name: notices
-- with each application that waits for the end, or for being closed since the day on which an
-- objection to it was upheld
SELECT notice.id, notice.last, a.id, a.agency, (SELECT min(o.handled) FROM objection AS o
  WHERE o.application = a.id AND o.notice = notice.id AND o.outcome = 'upheld') AS upheld, a.honor,
  a.decision
FROM notice JOIN application AS a ON a.notice = notice.id AND a.state = 'noticed'
ORDER BY notice.last, notice.id, a.seq, a.id;

-- name: objections
-- unanswered; of an application that was granted none needs an answer once the title is lost
SELECT o.id, o.received, o.application, a.state = 'granted' FROM objection AS o
JOIN application AS a ON a.id = o.application
WHERE o.outcome IS NULL AND (a.state <> 'granted' OR EXISTS (SELECT 1 FROM title AS t
  WHERE t.holder = a.agency AND t.honor = a.granted AND t.ended IS NULL));

-- name: appeals
-- that nobody had answered by the first day, with the decision on them where one was taken, else
-- the sitting and item where they stand: a decision that answered none yet answers it, whenever it
-- was put down. Of several of an agency one that names a title is about the oldest appeal for that,
-- or else for no title, one that names none about the oldest
-- part: standing-delistings
, open_ (agency, day, seq, act, honors, eldest) AS (
  SELECT s.agency, s.day, s.seq, s.act, (SELECT json_group_array(t.honor) FROM title_event AS t
    WHERE t.holder = s.agency AND t.decision = s.act AND t.event = 'delisted'),
    s.seq = min(s.seq) OVER (PARTITION BY s.agency)
  FROM said AS s WHERE s.event = 'appeal' AND s.day <= :first AND NOT EXISTS (
    SELECT 1 FROM said AS later WHERE later.agency = s.agency AND later.seq > s.seq
      AND later.day <= :first AND later.act IN ('', s.act))
)
SELECT e.agency, e.day, coalesce(nullif(agency.short, ''), agency.name), e.act,
  (SELECT d.id FROM decision AS d WHERE d.matter = 'appeal' AND d.decided BETWEEN e.day AND :first
    AND EXISTS (SELECT 1 FROM json_each(d.subjects) WHERE value = e.agency)
    AND CASE WHEN d.honor IS NULL THEN e.eldest
      ELSE e.seq = (SELECT o.seq FROM open_ AS o WHERE o.agency = e.agency AND (o.honors = '[]'
        OR d.honor IN (SELECT value FROM json_each(o.honors)))
        ORDER BY o.honors = '[]', o.seq LIMIT 1) END
    AND NOT EXISTS (SELECT 1 FROM standing_event AS spent JOIN fact ON fact.seq = spent.seq
      WHERE spent.agency = e.agency
      AND spent.event IN ('appeal-rejected', 'restored') AND spent.seq > d.seq
      AND CASE fact.kind WHEN 'restored'
        THEN d.honor IS NULL OR d.honor = json_extract(fact.payload, '$.honor')
        ELSE (SELECT a.honor FROM decision AS a
          WHERE a.id = json_extract(fact.payload, '$.decision')) IS d.honor END)
    ORDER BY d.seq DESC LIMIT 1),
  (SELECT json_array(s.id, json_extract(i.value, '$.item')) FROM sitting AS s, json_each(s.agenda) AS i
    WHERE json_extract(i.value, '$.matter') = 'appeal' AND s.held_on >= e.day
      AND CASE WHEN json_extract(i.value, '$.honor') IS NULL THEN e.eldest
        ELSE e.seq = (SELECT o.seq FROM open_ AS o WHERE o.agency = e.agency AND (o.honors = '[]'
          OR json_extract(i.value, '$.honor') IN (SELECT value FROM json_each(o.honors)))
          ORDER BY o.honors = '[]', o.seq LIMIT 1) END
      AND EXISTS (SELECT 1 FROM json_each(i.value, '$.subjects') AS whose WHERE whose.value = e.agency)
      AND NOT EXISTS (SELECT 1 FROM decision AS d WHERE d.session = s.id
        AND d.item = json_extract(i.value, '$.item'))
    ORDER BY s.held_on, s.seq LIMIT 1),
  (SELECT count(*) FROM open_ AS other WHERE other.agency = e.agency) > 1, e.honors
FROM open_ AS e JOIN agency ON agency.id = e.agency AND agency.ended IS NULL
ORDER BY e.day, e.seq;

-- name: sittings
SELECT id, held_on FROM sitting WHERE state = 'called' AND held_on <= :last;

-- name: undecided
-- sittings of up to the first day with an item on which nothing was decided since, or on one of its
-- holders, whoever goes on with him; one that is put before a later sitting stands with that
WITH named AS (
  SELECT s.id, s.held_on, s.seq, json_extract(i.value, '$.item') AS item,
    json_extract(i.value, '$.matter') AS matter, json_extract(i.value, '$.honor') AS honor,
    whose.value AS was,
    coalesce((SELECT heir.value FROM json_each(:heirs) AS heir WHERE heir.key = whose.value),
      whose.value) AS holder
  FROM sitting AS s, json_each(s.agenda) AS i
  LEFT JOIN json_each(i.value, '$.subjects') AS whose
  WHERE s.state = 'held' AND s.held_on <= :first
)
SELECT n.id, n.held_on, json_group_array(DISTINCT n.item) FROM named AS n
LEFT JOIN agency ON agency.id = n.holder
LEFT JOIN office ON office.id = n.holder
WHERE NOT EXISTS (SELECT 1 FROM decision AS d WHERE d.session = n.id AND d.item = n.item
    AND (n.was IS NULL OR EXISTS (SELECT 1 FROM json_each(d.subjects) AS s
      WHERE s.value IN (n.was, n.holder))))
  AND (n.was IS NULL OR coalesce(agency.id, office.id) IS NOT NULL
    AND coalesce(agency.ended, office.ended) IS NULL
    -- meant for one alone that was merged: it fell with him
    AND NOT (n.was <> n.holder AND n.matter IN (SELECT value FROM json_each(:alone)))
    AND NOT EXISTS (SELECT 1 FROM decision AS d, json_each(d.subjects) AS s
      WHERE d.matter = n.matter AND d.honor IS n.honor AND d.decided >= n.held_on
        AND s.value IN (n.was, n.holder))
    AND NOT EXISTS (SELECT 1 FROM sitting AS c, json_each(c.agenda) AS i,
        json_each(i.value, '$.subjects') AS s
      WHERE (c.state = 'called' OR (c.held_on, c.seq) > (n.held_on, n.seq))
        AND json_extract(i.value, '$.matter') = n.matter
        AND json_extract(i.value, '$.honor') IS n.honor AND s.value IN (n.was, n.holder)))
GROUP BY n.id ORDER BY n.held_on, n.id;

-- name: decisions
-- approved, that nobody carried out on somebody it names, nor on who goes on with it since a merger:
-- no event of the title, no card, no step of the open card, no notice of the application since. The
-- last columns are the card or application, whom the decision names, whose party group decided, and
-- how many it names. What another decision refused since does not wait
WITH whose AS (
  SELECT d.id, d.seq, d.decided, d.matter, d.honor, s.value AS was, d.agency AS owner,
    json_array_length(d.subjects) AS among,
    coalesce((SELECT heir.value FROM json_each(:heirs) AS heir WHERE heir.key = s.value), s.value)
      AS holder
  FROM decision AS d, json_each(d.subjects) AS s
  WHERE d.outcome = 'approved' AND d.decided <= :last
), bound AS (
  -- the cards that decisions are about
  SELECT json_extract(x.value, '$[0]') AS decision, card.id, card.agency, card.ended
  FROM json_each(:bound) AS x JOIN card ON card.id = json_extract(x.value, '$[1]')
), named AS (
  SELECT d.*,
    (SELECT c.id FROM application AS c
      WHERE c.agency = d.holder AND c.decision = d.id AND c.state = 'decided') AS application,
    b.id AS bound,
    -- the one it names; of two open ones, which a merger gave over, the one that can end so
    CASE WHEN b.id IS NOT NULL THEN CASE WHEN b.ended IS NULL THEN b.id END
      ELSE coalesce((SELECT max(c.id) FROM card AS c WHERE c.agency = d.holder AND c.ended IS NULL
        AND (d.matter = 'clear-card') = (c.met IS 1)),
      (SELECT max(c.id) FROM card AS c WHERE c.agency = d.holder AND c.ended IS NULL)) END AS card
  FROM whose AS d LEFT JOIN bound AS b ON b.decision = d.id AND b.agency = d.holder
)
SELECT d.id, d.decided, d.matter, d.honor, d.holder,
  coalesce(nullif(agency.short, ''), agency.name,
    coalesce(nullif(home.short, ''), home.name) || '/' || office.name),
  CASE WHEN d.matter LIKE '%-card' THEN d.card ELSE d.application END, d.was, d.owner, d.among,
  -- of a decision about all titles, the first that still stands as it did then
  CASE WHEN d.honor IS NULL AND d.matter = 'delist' THEN (SELECT min(t.honor) FROM title AS t
    WHERE t.holder = d.holder AND t.ended IS NULL AND NOT EXISTS (SELECT 1 FROM title_event AS e
      WHERE e.holder = t.holder AND e.honor = t.honor AND (e.decision = d.id OR e.seq > d.seq))) END
FROM named AS d
LEFT JOIN agency ON agency.id = d.holder
LEFT JOIN office ON office.id = d.holder
LEFT JOIN agency AS home ON home.id = office.agency
WHERE CASE
  WHEN d.matter IN ('grant', 'renew', 'withdraw', 'expire', 'delist', 'restore') THEN
    -- about all titles: it waits until each is gone, and for nothing where none is held
    CASE WHEN d.honor IS NULL AND d.matter = 'delist' THEN EXISTS (SELECT 1 FROM title AS t
      WHERE t.holder = d.holder AND t.ended IS NULL AND NOT EXISTS (SELECT 1 FROM title_event AS e
        WHERE e.holder = t.holder AND e.honor = t.honor AND (e.decision = d.id OR e.seq > d.seq)))
    ELSE NOT EXISTS (SELECT 1 FROM title_event AS e WHERE e.holder IN (d.holder, d.was)
      AND (d.honor IS NULL OR e.honor = d.honor) AND (e.decision = d.id OR e.seq > d.seq)
      AND e.event NOT IN ('reform', 're-recognized')
      -- what ended by itself settles no decision to keep or give a title: it was decided in time, or
      -- nobody can carry it out, and somebody has to settle it
      AND NOT (d.matter IN ('renew', 'grant') AND coalesce(e.decision, '') LIKE 'policy:%')) END
    AND NOT EXISTS (SELECT 1 FROM application AS a
      WHERE a.agency IN (d.holder, d.was) AND a.decision = d.id AND a.state <> 'decided')
    -- meant for one alone that was merged: nobody can do it to the successor
    AND NOT (d.was <> d.holder AND d.matter IN (SELECT value FROM json_each(:alone)))
  WHEN d.matter = 'recommend' THEN d.application IS NOT NULL
  WHEN d.matter = 'card' THEN
    NOT EXISTS (SELECT 1 FROM card AS c WHERE c.agency IN (d.holder, d.was)
      AND (c.decision = d.id OR c.ended IS NULL OR c.opened >= d.decided))
  WHEN d.matter IN ('clear-card', 'prolong-card', 'delist-card') THEN
    d.card IS NOT NULL AND NOT EXISTS (SELECT 1 FROM card_step AS p WHERE p.card = d.card
      AND p.decision IS NOT NULL AND p.seq > d.seq)
    AND NOT EXISTS (SELECT 1 FROM card_step AS p JOIN card AS c ON c.id = p.card
      WHERE p.decision = d.id
        AND CASE WHEN d.bound IS NULL THEN c.agency = d.holder ELSE c.id = d.bound END)
  ELSE 0 END
  AND (agency.ended IS NULL AND agency.id IS NOT NULL
    OR office.ended IS NULL AND office.id IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM decision AS r, json_each(r.subjects) AS s
    WHERE r.outcome = 'refused' AND r.matter = d.matter AND r.honor IS d.honor AND r.seq > d.seq
      AND r.decided >= d.decided AND s.value IN (d.holder, d.was)
      -- of another card of the agency it says nothing
      AND (d.bound IS NULL OR NOT EXISTS (SELECT 1 FROM bound AS n WHERE n.decision = r.id)
        OR EXISTS (SELECT 1 FROM bound AS n WHERE n.decision = r.id AND n.id = d.bound)))
ORDER BY d.decided, d.seq;

-- name: terms
-- of titles held on the first day
SELECT title.holder,
  coalesce(nullif(agency.short, ''), agency.name,
    coalesce(nullif(home.short, ''), home.name) || '/' || office.name, title.holder),
  title.honor, title.until
FROM title
LEFT JOIN agency ON agency.id = title.holder
LEFT JOIN office ON office.id = title.holder
LEFT JOIN agency AS home ON home.id = office.agency
WHERE title.since <= :first AND (title.ended IS NULL OR title.ended > :first)
  AND title.until <= :last
ORDER BY title.until, title.honor, title.holder;

-- name: vetoes
SELECT agency, happened, months FROM veto ORDER BY happened;

-- name: delistings
-- of agencies that stand, the last one of each behind the others
-- part: standing-delistings
SELECT standing.agency, standing.day, coalesce(nullif(agency.short, ''), agency.name),
  min(standing.suspended)
FROM standing JOIN agency ON agency.id = standing.agency AND agency.ended IS NULL
GROUP BY standing.agency, standing.day ORDER BY standing.agency, standing.day;

-- name: rounds
SELECT id, name, due FROM round WHERE state = 'open' AND due <= :last;

-- name: names
SELECT id, coalesce(nullif(short, ''), name) FROM agency WHERE ended IS NULL;
