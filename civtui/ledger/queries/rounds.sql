-- name: list
SELECT id, name, organizer, agency, scope, standard, standard_version, standard_sha256, scheme,
  visibility, state, opened, closed, due, items, subjects, assessors, given, expected, per_subject,
  gap
FROM round ORDER BY opened DESC, id;

-- name: get
SELECT id, name, organizer, agency, scope, standard, standard_version, standard_sha256, scheme,
  visibility, state, opened, closed, due, items, subjects, assessors, given, expected, per_subject,
  gap
FROM round WHERE id = ?;

-- name: pinned
SELECT options, sheet FROM round WHERE id = ?;

-- name: standard
SELECT document FROM standard WHERE id = ? AND version = ?;

-- name: standards
SELECT id, version, sha256 FROM standard ORDER BY id, version;

-- name: is-subject
SELECT 1 FROM round_subject WHERE round = ? AND subject = ?;

-- name: subjects
SELECT s.subject, coalesce(office.name, holder.name, s.subject), coalesce(office.agency, holder.id, ''),
  coalesce(nullif(agency.short, ''), agency.name, ''), s.given, s.anchor, s.owner
FROM round_subject s
LEFT JOIN office ON office.id = s.subject
LEFT JOIN agency ON agency.id = office.agency
LEFT JOIN agency AS holder ON holder.id = s.subject
WHERE s.round = ? ORDER BY s.ord;

-- name: assessors
SELECT assessor, name, agency, related, expected, given, submitted
FROM round_assessor WHERE round = ? ORDER BY ord;

-- name: marks-by
SELECT subject, item, value, points FROM mark WHERE round = ? AND assessor = ?;

-- name: marks
SELECT subject, item, assessor, value, seq FROM mark WHERE round = ? ORDER BY subject, item, assessor;

-- name: marks-for
SELECT subject, item, assessor, value, seq FROM mark WHERE round = ? AND subject = ? ORDER BY item, assessor;

-- name: mark
SELECT value, points, seq FROM mark WHERE round = ? AND subject = ? AND item = ? AND assessor = ?;

-- name: shares
SELECT assessor, subject FROM round_share WHERE round = ?;

-- name: share-of
SELECT subject FROM round_share WHERE round = ? AND assessor = ?;

-- name: skips-by
SELECT subject, item, why FROM mark_skip WHERE round = ? AND assessor = ?;

-- name: notes-by
SELECT subject, item, text FROM mark_note WHERE round = ? AND assessor = ?;

-- name: notes
SELECT subject, item, assessor, text FROM mark_note WHERE round = ? ORDER BY subject, item, assessor;

-- name: skips
SELECT subject, item, assessor, why FROM mark_skip WHERE round = ? ORDER BY subject, item, assessor;

-- name: admission
-- what stands in the way of a judge at a subject: round, sheet, conflict of interest, share; anchors
SELECT round.state, a.submitted, a.name,
  coalesce(a.agency = s.owner, 0) OR EXISTS (SELECT 1 FROM json_each(a.related) AS r
    WHERE r.value IN (s.subject, s.owner)),
  round.per_subject IS NOT NULL AND NOT EXISTS (SELECT 1 FROM round_share AS h
    WHERE h.round = round.id AND h.assessor = a.assessor AND h.subject = s.subject),
  round.anchors
FROM round
JOIN round_assessor AS a ON a.round = round.id
JOIN round_subject AS s ON s.round = round.id
WHERE round.id = :round AND a.assessor = :assessor AND s.subject = :subject;

-- name: blank-cells
-- cells of a subject that a judge is to mark and that are neither marked nor skipped
SELECT json_array_length(round.items)
  - (SELECT count(*) FROM mark AS m
    WHERE m.round = d.round AND m.subject = d.subject AND m.assessor = d.assessor)
  - (SELECT count(*) FROM mark_skip AS k
    WHERE k.round = d.round AND k.subject = d.subject AND k.assessor = d.assessor)
FROM round_due AS d JOIN round ON round.id = d.round
WHERE d.round = ? AND d.assessor = ? AND d.subject = ?;

-- name: left
-- what a judge has before them: marks expected, given, and cells skipped
SELECT a.expected, a.given, (SELECT count(*) FROM mark_skip AS k
  JOIN round_due AS d ON d.round = k.round AND d.assessor = k.assessor AND d.subject = k.subject
  WHERE k.round = a.round AND k.assessor = a.assessor)
FROM round_assessor AS a WHERE a.round = ? AND a.assessor = ?;

-- name: sheet-state
SELECT round.state, a.submitted, a.name FROM round
JOIN round_assessor AS a ON a.round = round.id WHERE round.id = ? AND a.assessor = ?;

-- name: round-state
SELECT state FROM round WHERE id = ?;

-- name: begun
SELECT assessor, subject, count(*) FROM mark WHERE round = ? GROUP BY assessor, subject;

-- name: judges
SELECT a.round, a.assessor, a.name, a.agency, coalesce(agency.short, ''), a.related
FROM round_assessor a JOIN round ON round.id = a.round LEFT JOIN agency ON agency.id = a.agency
ORDER BY round.organizer = 'city' DESC, round.opened DESC, round.id, a.ord;

-- name: relation
-- whether somebody judges in a round, and whether an agency is judged in it or holds it
SELECT EXISTS (SELECT 1 FROM round_assessor WHERE round = :round AND assessor = :judge),
  EXISTS (SELECT 1 FROM round WHERE id = :round AND agency = :agency)
  OR EXISTS (SELECT 1 FROM round_subject AS s LEFT JOIN office ON office.id = s.subject
    WHERE s.round = :round AND :agency IN (s.subject, s.owner, office.agency));

-- name: hiding
-- the rounds that may hide something: those that are blind, or every one
SELECT id, state, visibility FROM round WHERE visibility = 'blind' OR :every;

-- name: standing-marks
-- the last columns: whether a file brought what stands there, who put it there and when
SELECT mark.subject, mark.item, mark.assessor, mark.value, fact.kind = 'marks-imported', fact.who, fact.effective
FROM mark JOIN fact ON fact.seq = coalesce(mark.origin, mark.seq) WHERE mark.round = ?;

-- name: marks-since
SELECT subject, item, assessor FROM mark WHERE round = :round AND seq > :seq
UNION ALL SELECT subject, item, assessor FROM mark_skip WHERE round = :round AND seq > :seq;

-- name: closed-over-agencies
SELECT id FROM round WHERE scope = 'agencies' AND state = 'closed' AND closed >= :first AND closed <= :last
ORDER BY closed DESC, opened DESC, id DESC;

-- name: closed-of-year
SELECT id FROM round WHERE scope = 'agencies' AND state = 'closed' AND substr(opened, 1, 4) = :year
ORDER BY closed DESC, opened DESC, id DESC;

-- name: opened-in
SELECT CAST(substr(opened, 1, 4) AS INTEGER) FROM round WHERE id = ?;

-- name: met
-- pairs of a judge and a subject that are of one agency as of now and were not when the round began:
-- marks given there, marks that would be all of them, whether they are due there
-- :content is a reform that is not done yet, or {}; :places are those of a judge :assessor who is
-- not on the panel yet, or []; :assessor and :subject narrow it where they are given
WITH RECURSIVE went(id, heir) AS (
  SELECT parent, child FROM descent WHERE form = 'merged'
  UNION SELECT json_extract(d.value, '$.parent'), json_extract(d.value, '$.child')
    FROM json_each(:content, '$.descent') AS d WHERE json_extract(d.value, '$.form') = 'merged'
),
line(id, heir) AS (
  SELECT id, heir FROM went UNION SELECT line.id, went.heir FROM line JOIN went ON went.id = line.heir
),
home(office, agency) AS (
  SELECT json_extract(o.value, '$.id'), json_extract(o.value, '$.agency')
    FROM json_each(:content, '$.offices') AS o
  UNION SELECT json_extract(m.value, '$.office'), json_extract(m.value, '$.agency')
    FROM json_each(:content, '$.moved') AS m
),
gone(id) AS (SELECT value FROM json_each(:content, '$.ended')),
own(assessor, place) AS (
  SELECT assessor, agency FROM round_assessor
    WHERE round = :round AND (:assessor IS NULL OR assessor = :assessor) AND agency IS NOT NULL
  UNION SELECT a.assessor, r.value FROM round_assessor AS a, json_each(a.related) AS r
    WHERE a.round = :round AND (:assessor IS NULL OR a.assessor = :assessor)
  UNION SELECT :assessor, value FROM json_each(:places)
),
closed(assessor, place) AS (
  SELECT assessor, place FROM own UNION SELECT own.assessor, line.heir FROM own JOIN line ON line.id = own.place
),
judged(subject, id) AS (
  SELECT subject, subject FROM round_subject
    WHERE round = :round AND (:subject IS NULL OR subject = :subject)
  UNION SELECT s.subject, line.heir FROM round_subject AS s JOIN line ON line.id = s.subject
    WHERE s.round = :round AND (:subject IS NULL OR s.subject = :subject)
),
place(subject, id) AS (
  SELECT subject, id FROM judged
  UNION SELECT s.subject, s.owner FROM round_subject AS s
    WHERE s.round = :round AND (:subject IS NULL OR s.subject = :subject)
  UNION SELECT judged.subject, home.agency FROM judged JOIN home ON home.office = judged.id
    WHERE judged.id NOT IN (SELECT id FROM gone)
  UNION SELECT judged.subject, office.agency FROM judged JOIN office ON office.id = judged.id
    WHERE office.ended IS NULL AND office.id NOT IN (SELECT id FROM gone)
      AND office.id NOT IN (SELECT office FROM home)
)
SELECT DISTINCT closed.assessor, place.subject,
  (SELECT count(*) FROM mark AS m WHERE m.round = :round AND m.subject = place.subject
    AND m.assessor = closed.assessor),
  (SELECT json_array_length(items) FROM round WHERE id = :round),
  EXISTS (SELECT 1 FROM round_due AS d WHERE d.round = :round AND d.assessor = closed.assessor
    AND d.subject = place.subject)
FROM place JOIN closed ON closed.place = place.id
WHERE NOT EXISTS (SELECT 1 FROM own JOIN round_subject AS s ON own.place IN (s.subject, s.owner)
  WHERE s.round = :round AND s.subject = place.subject AND own.assessor = closed.assessor)
ORDER BY closed.assessor, place.subject;
