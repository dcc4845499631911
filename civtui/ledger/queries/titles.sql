-- name: case
SELECT application.id, application.honor, application.agency, application.renewal,
  application.applied, application.state, application.stepped, application.score,
  application.decision, application.decided, application.notice, application.document,
  application.result, application.granted,
  CASE agency.short WHEN '' THEN agency.name ELSE agency.short END,
  (SELECT last FROM notice WHERE id = application.notice)
FROM application JOIN agency ON agency.id = application.agency WHERE application.id = ?;

-- name: cases
SELECT application.id, application.honor, application.agency, application.renewal,
  application.applied, application.state, application.stepped, application.score,
  application.decision, application.decided, application.notice, application.document,
  application.result, application.granted,
  CASE agency.short WHEN '' THEN agency.name ELSE agency.short END,
  (SELECT last FROM notice WHERE id = application.notice)
FROM application JOIN agency ON agency.id = application.agency
WHERE (:honor IS NULL OR application.honor = :honor)
  AND (:agencies IS NULL OR application.agency IN (SELECT value FROM json_each(:agencies)))
ORDER BY application.applied DESC, application.honor, agency.ord, application.id;

-- name: open-case-of
SELECT id FROM application WHERE agency = ? AND honor = ?
  AND state IN ('applied', 'check-failed', 'checked', 'decided', 'noticed', 'submitted');

-- name: cases-of-year
SELECT count(*) FROM application WHERE substr(applied, 1, 4) = ?;

-- name: ended-titles
SELECT count(*) FROM title WHERE honor = :honor AND ended >= :first AND ended <= :last;

-- name: renewing-titles
SELECT count(*) FROM title WHERE honor = :honor AND ended IS NULL AND until >= :first AND until <= :last;

-- name: decision
-- what a matter about no holder is about stands on the agenda, which a held sitting keeps
SELECT id, body, agency, matter, honor, subjects, outcome, session, decided, item, votes, recused,
  resolution, seq, coalesce(
    (SELECT json_extract(i.value, '$.title') FROM sitting, json_each(sitting.agenda) AS i
     WHERE sitting.id = decision.session AND json_extract(i.value, '$.item') = decision.item), '')
FROM decision WHERE id = ?;

-- name: decisions
SELECT id, body, agency, matter, honor, subjects, outcome, session, decided, item, votes, recused,
  resolution, seq, coalesce(
    (SELECT json_extract(i.value, '$.title') FROM sitting, json_each(sitting.agenda) AS i
     WHERE sitting.id = decision.session AND json_extract(i.value, '$.item') = decision.item), '')
FROM decision ORDER BY decided DESC, seq DESC;

-- name: notice
SELECT id, posted, days, counting, first, last, cases FROM notice WHERE id = ?;

-- name: notices
SELECT id, posted, days, counting, first, last, cases FROM notice ORDER BY posted DESC, id;

-- name: objections
SELECT id, notice, application, received, signed, matter, outcome, finding, handled, person
FROM objection WHERE (:notice IS NULL OR notice = :notice) ORDER BY received, id;

-- name: objection
SELECT id, notice, application, received, signed, matter, outcome, finding, handled, person
FROM objection WHERE id = ?;

-- name: members
SELECT member.id, coalesce(person.name, ''), member.post, member.part, member.since, member.until
FROM member LEFT JOIN person ON person.token = member.person
ORDER BY CASE member.part WHEN 'chair' THEN 0 WHEN 'deputy' THEN 1 ELSE 2 END, member.id;

-- name: member-facts
-- what was put down of the members up to a day, in the order in which it holds
SELECT json_extract(f.payload, '$.member'), coalesce(person.name, ''),
  json_extract(f.payload, '$.post'), json_extract(f.payload, '$.part'), f.effective,
  json_extract(f.payload, '$.seated'), f.seq
FROM standing_fact AS f LEFT JOIN member ON member.id = json_extract(f.payload, '$.member')
LEFT JOIN person ON person.token = member.person
WHERE f.kind = 'member-set' AND f.effective <= ? ORDER BY f.effective, f.seq;

-- name: seat-changes
SELECT effective, seq, json_extract(payload, '$.member'), json_extract(payload, '$.seated')
FROM standing_fact WHERE kind = 'member-set';

-- name: held-since
-- the guidance group's sittings held from a day on; who comes to a party group's is its own affair
SELECT json_extract(f.payload, '$.sitting'), f.effective, f.seq
FROM standing_fact AS f JOIN sitting ON sitting.id = json_extract(f.payload, '$.sitting')
WHERE f.kind = 'sitting-held' AND f.effective >= ?
  AND coalesce(json_extract(sitting.agenda, '$[0].agency'), '') = ''
ORDER BY f.effective DESC, f.seq DESC;

-- name: held-day
SELECT effective, seq FROM standing_fact
WHERE kind = 'sitting-held' AND json_extract(payload, '$.sitting') = ?;

-- name: sitting
SELECT id, held_on, state, agenda, present, chair, minutes FROM sitting WHERE id = ?;

-- name: sittings
SELECT id, held_on, state, agenda, present, chair, minutes FROM sitting ORDER BY held_on DESC, id;

-- name: standing-title
SELECT since, until, awarded_by, decision FROM title
WHERE holder = ? AND honor = ? AND ended IS NULL;

-- name: term-began
-- the day on which a title was given or kept last, up to a day; one given back goes on with its
-- term, and so does one that a reform let go on from one of the holders in another
SELECT max(day) FROM (
  SELECT day FROM title_event
  WHERE holder IN (SELECT value FROM json_each(:holders)) AND honor = :honor AND event = 'kept'
    AND day <= :day
  UNION ALL
  SELECT since FROM title
  WHERE holder IN (SELECT value FROM json_each(:holders)) AND honor = :honor AND since <= :day
    AND NOT EXISTS (SELECT 1 FROM title_event e WHERE e.holder = title.holder
      AND e.honor = title.honor AND e.seq = title.seq
      AND (e.event = 'restored'
        OR e.event = 're-recognized' AND json_array_length(:holders) > 1)));

-- name: opened-of
-- the titles of a holder that were taken in at the start, the highest first
SELECT title.honor, title.since, title.until, title.ended,
  EXISTS (SELECT 1 FROM title_event e WHERE e.holder = title.holder AND e.honor = title.honor
    AND e.event = 'kept')
FROM title
WHERE title.holder = ? AND title.decision IS NULL
  AND EXISTS (SELECT 1 FROM title_event e WHERE e.holder = title.holder AND e.honor = title.honor
    AND e.day = title.since AND e.event = 'opening')
ORDER BY CASE title.honor WHEN 'provincial' THEN 0 WHEN 'municipal' THEN 1
  WHEN 'model-office' THEN 2 ELSE 3 END, title.ended IS NOT NULL, title.since DESC;

-- name: titles-alike
SELECT since FROM title WHERE holder = ? AND honor = ?;

-- name: last-title
SELECT since, ended, cause, decision, until FROM title WHERE holder = ? AND honor = ?
ORDER BY since DESC LIMIT 1;

-- name: ended-by-policy
-- the end of a holder's last title where a policy ended it by itself, and the last day on which it
-- could be kept: the last of its term, or the day of a later selection's first title; then whether
-- it was its term
SELECT t.ended, CASE e.decision WHEN 'policy:term-lapsed' THEN t.until ELSE t.ended END,
  e.decision = 'policy:term-lapsed'
FROM title AS t JOIN title_event AS e
  ON e.holder = t.holder AND e.honor = t.honor AND e.day = t.ended
WHERE t.holder = :holder AND t.honor = :honor
  AND t.since = (SELECT max(since) FROM title WHERE holder = :holder AND honor = :honor)
  AND e.decision IN ('policy:term-lapsed', 'policy:model-title-term');

-- name: titles-of-agency
SELECT honor FROM title WHERE holder = ? AND ended IS NULL ORDER BY honor;

-- name: events-of
SELECT seq, holder, honor, day, event, decision, document FROM title_event
WHERE holder = ? ORDER BY day, seq;

-- name: events-between
SELECT title_event.seq, title_event.holder, title_event.honor, title_event.day, title_event.event,
  title_event.decision, title_event.document,
  coalesce(agency.name, home.name || '/' || office.name, title_event.holder)
FROM title_event
LEFT JOIN agency ON agency.id = title_event.holder
LEFT JOIN office ON office.id = title_event.holder
LEFT JOIN agency AS home ON home.id = office.agency
WHERE title_event.day >= :first AND title_event.day <= :last
ORDER BY title_event.day, title_event.seq, title_event.holder;

-- name: cards-between
SELECT card.id, card.agency, agency.name, card.opened, card.decision FROM card
JOIN agency ON agency.id = card.agency
WHERE card.opened >= :first AND card.opened <= :last ORDER BY card.opened, card.id;

-- name: card
SELECT id, agency, state, opened, term_ends, prolonged, met, cause, demands, decision, ended, closing
FROM card WHERE id = ?;

-- name: card-count
SELECT count(*) FROM card WHERE substr(opened, 1, 4) = ?;

-- name: card-steps
SELECT card_step.day, card_step.step, card_step.met, card_step.note, card_step.decision,
  (SELECT json_group_array(evidence.name) FROM json_each(fact.evidence) AS piece
   JOIN evidence ON evidence.sha256 = piece.value)
FROM card_step JOIN fact ON fact.seq = card_step.seq
WHERE card_step.card = ? ORDER BY card_step.seq;

-- name: standing-events
-- part: standing-acts
ORDER BY e.day, e.seq;

-- name: held-by-agencies
SELECT holder, honor, since, until FROM title
WHERE honor IN ('agency-level', 'municipal', 'provincial')
  AND since <= :day AND (ended IS NULL OR ended > :day);

-- name: agency-of
SELECT agency FROM office WHERE id = ?;

-- name: selected-in
SELECT round.id FROM round JOIN round_subject ON round_subject.round = round.id
WHERE round.scope = 'model-candidates' AND round.state = 'closed'
  AND round_subject.subject IN (SELECT value FROM json_each(:subjects))
ORDER BY round.closed DESC LIMIT 1;

-- name: counted-in
-- the round that counts one of the subjects: of those closed by the day the newest, else one that
-- is not yet
SELECT round.id, round.state, coalesce(round.closed, '') FROM round
JOIN round_subject ON round_subject.round = round.id
WHERE round_subject.subject IN (SELECT value FROM json_each(:subjects)) AND round.scope IN (SELECT value FROM json_each(:scopes))
ORDER BY round.state = 'closed' AND round.closed <= :day DESC, round.closed DESC, round.opened DESC,
  round.id DESC LIMIT 1;

-- name: counted-in-open
-- the newest round in progress that counts one of the subjects
SELECT round.id FROM round JOIN round_subject ON round_subject.round = round.id
WHERE round.state = 'open' AND round_subject.subject IN (SELECT value FROM json_each(:subjects))
  AND round.scope IN (SELECT value FROM json_each(:scopes))
ORDER BY round.opened DESC, round.id DESC LIMIT 1;

-- name: counts
SELECT round.id, round.state, coalesce(round.closed, '') FROM round
JOIN round_subject ON round_subject.round = round.id
WHERE round.id = :round AND round_subject.subject IN (SELECT value FROM json_each(:subjects));

-- name: closing-of
SELECT payload FROM standing_fact
WHERE kind = 'round-closed' AND json_extract(payload, '$.round') = ? ORDER BY seq DESC LIMIT 1;

-- name: scores-given
-- of every check that put down a score: the application, where it came from, who, why; oldest first
SELECT json_extract(payload, '$.case'), json_extract(payload, '$.source'), who, why FROM standing_fact
WHERE kind = 'case-checked' AND json_extract(payload, '$.source') IS NOT NULL ORDER BY seq;

-- name: counted-holders
SELECT honor, count(*) FROM title WHERE since <= :day AND (ended IS NULL OR ended > :day) GROUP BY honor;

-- name: cards-open-on
SELECT card.id, agency.name, card.opened, card.term_ends FROM card
JOIN agency ON agency.id = card.agency
WHERE card.opened <= :day AND (card.ended IS NULL OR card.ended > :day
  OR card.id IN (SELECT value FROM json_each(:suspended))) ORDER BY card.opened, card.id;

-- name: agencies-on
-- part: there-on
SELECT count(*) FROM there;

-- name: agencies-untold
-- those that came on record after the day, by no reform: nothing tells whether they were there
-- part: there-on
SELECT count(*) FROM agency WHERE since > :day AND id NOT IN (SELECT id FROM there)
  AND NOT EXISTS (SELECT 1 FROM descent WHERE descent.child = agency.id);

-- name: offices-on
-- those on record by the day, and those that held a title on it
SELECT count(*) FROM office WHERE (ended IS NULL OR ended > :day) AND (since <= :day
  OR NOT EXISTS (SELECT 1 FROM descent WHERE descent.child = office.id)
    AND EXISTS (SELECT 1 FROM title WHERE title.holder = office.id AND title.since <= :day
      AND (title.ended IS NULL OR title.ended > :day)));

-- name: highest-on
-- part: there-on
SELECT highest, count(*) FROM (
  SELECT coalesce(max(CASE title.honor
           WHEN 'provincial' THEN 3 WHEN 'municipal' THEN 2 WHEN 'agency-level' THEN 1 END), 0) AS highest
  FROM there LEFT JOIN title ON title.holder = there.id AND title.since <= :day
    AND (title.ended IS NULL OR title.ended > :day)
  GROUP BY there.id
) AS held GROUP BY highest;

-- name: reform
SELECT id, day, document, state, content, seq FROM reform WHERE id = ?;

-- name: reforms
SELECT id, day, document, state, content, seq FROM reform ORDER BY day DESC, seq DESC;

-- name: called-as-before-reform
-- a name that an agency would bear again without a reform, and that another one bears now
SELECT name FROM agency WHERE ended IS NULL
  AND id NOT IN (SELECT value FROM json_each(:own))
  AND name IN (
    SELECT name FROM agency WHERE id IN (SELECT value FROM json_each(:ended))
    UNION SELECT name FROM former_name WHERE reform = :reform
  ) LIMIT 1;

-- name: descent-of
SELECT parent, form, day, reform FROM descent WHERE child = ? ORDER BY day;

-- name: offices-came
-- offices that a reform moved to an agency, each by itself: from whom, on which day
SELECT d.parent, d.day, office.name FROM descent AS d JOIN reform ON reform.id = d.reform,
  json_each(reform.content, '$.moved') AS m, json_each(reform.undo) AS u
JOIN office ON office.id = json_extract(m.value, '$.office')
WHERE d.child = ? AND d.form = 'moved' AND json_extract(m.value, '$.agency') = d.child
  AND json_extract(u.value, '$[0]') = 'office' AND json_extract(u.value, '$[1].id') = office.id
  AND json_extract(u.value, '$[2][0].agency') = d.parent ORDER BY d.day, m.key;

-- name: former-names
SELECT name, short, until, reform FROM former_name WHERE holder = ? ORDER BY until;

-- name: open-cards-of
SELECT id FROM card WHERE agency = ? AND state = 'open' ORDER BY opened;

-- name: delisted-agencies
-- with the delistings that the guidance group was to decide on, as the reform says that merged the
-- agency; NULL where it says nothing of that
-- part: standing-delistings
SELECT DISTINCT s.agency, s.day, (SELECT json_extract(reform.content, '$.undecided')
  FROM descent AS d JOIN reform ON reform.id = d.reform
  WHERE d.parent = s.agency AND d.form = 'merged' LIMIT 1) FROM standing AS s;

-- name: own-rounds
-- the newest closed round of each of these agencies, the newest first
SELECT id FROM round AS r WHERE agency IN (SELECT value FROM json_each(?)) AND state = 'closed'
AND NOT EXISTS (SELECT 1 FROM round AS o WHERE o.agency = r.agency AND o.state = 'closed'
  AND (o.closed > r.closed OR o.closed = r.closed AND o.id < r.id))
ORDER BY closed DESC, id;

-- name: name-of
SELECT CASE short WHEN '' THEN name ELSE short END FROM agency WHERE id = :id
UNION ALL
SELECT (CASE agency.short WHEN '' THEN agency.name ELSE agency.short END) || '/' || office.name
FROM office JOIN agency ON agency.id = office.agency WHERE office.id = :id;

-- name: delisted-by
SELECT day FROM title_event WHERE holder = ? AND decision = ? AND event = 'delisted'
ORDER BY day DESC LIMIT 1;

-- name: delisting-acts
SELECT decision FROM title_event WHERE holder = ? AND event = 'delisted'
GROUP BY decision ORDER BY max(day) DESC, decision;

-- name: barred-by-card
-- the ends of cards that took no title, and bar an agency from applying all the same
SELECT s.decision, s.day FROM card_step AS s JOIN card AS c ON c.id = s.card
WHERE c.agency = :agency AND s.step = 'delisted' AND NOT EXISTS (
  SELECT 1 FROM title_event AS e
  WHERE e.holder = :agency AND e.decision = s.decision AND e.event = 'delisted')
AND NOT EXISTS (
  SELECT 1 FROM standing_event AS r JOIN fact ON fact.seq = r.seq
  WHERE r.agency = :agency AND r.event = 'restored' AND r.seq > s.seq
    AND json_extract(fact.payload, '$.appealed') = s.decision)
ORDER BY s.seq DESC;

-- name: delisted-by-cards
-- the ends of cards that took no title, up to a day; what had become of each by then, and when, and
-- whether an appeal had suspended it
WITH said (agency, day, event, seq, act, suspends) AS (
-- part: standing-acts
)
SELECT c.id, c.agency, agency.name, s.day, s.decision, a.event, a.day, EXISTS (
  SELECT 1 FROM said AS p WHERE p.agency = c.agency AND p.event = 'appeal'
    AND p.act = s.decision AND p.seq > s.seq AND p.day <= :last AND p.suspends)
FROM card_step AS s JOIN card AS c ON c.id = s.card JOIN agency ON agency.id = c.agency
LEFT JOIN said AS a ON a.agency = c.agency AND a.seq = (
  SELECT max(b.seq) FROM said AS b WHERE b.agency = c.agency AND b.seq > s.seq AND b.day <= :last
    AND (b.act = s.decision OR (b.event = 'restored' AND b.act = '')))
WHERE s.step = 'delisted' AND s.day <= :last AND NOT EXISTS (
  SELECT 1 FROM title_event AS e
  WHERE e.holder = c.agency AND e.decision = s.decision AND e.event = 'delisted')
ORDER BY s.day, s.seq;

-- name: policy-delistings
SELECT decision, holder, max(day) FROM title_event
WHERE event = 'delisted' AND decision LIKE 'policy:%' GROUP BY decision, holder ORDER BY 3 DESC, 2;

-- name: honors-delisted-by
SELECT DISTINCT honor FROM title_event WHERE holder = ? AND decision = ? AND event = 'delisted'
ORDER BY honor;

-- name: still-lost-by
-- honors that a decision took away and that did not come back since
SELECT DISTINCT e.honor FROM title_event AS e
WHERE e.holder = ? AND e.decision = ? AND e.event = 'delisted' AND NOT EXISTS (
  SELECT 1 FROM title_event AS later WHERE later.holder = e.holder AND later.honor = e.honor
    AND later.seq > e.seq AND later.event IN ('granted', 'kept', 'restored', 're-recognized',
      'delisted', 'withdrawn', 'expired', 'waived', 'reform'))
ORDER BY e.honor;

-- name: open-appeals
-- appeals of an agency that nobody has answered, each by the act that it is against, oldest first
-- part: standing-delistings
SELECT s.act, s.day FROM said AS s
WHERE s.agency = :agency AND s.event = 'appeal' AND NOT EXISTS (SELECT 1 FROM said AS later
  WHERE later.agency = s.agency AND later.seq > s.seq AND later.act IN ('', s.act))
ORDER BY s.seq;

-- name: acts-on-title
-- delistings that stand against a title of an agency that was delisted: those that took it, and those
-- about all titles, since it was given last; and whether an appeal suspends each
-- part: standing-delistings
SELECT s.act, max(s.suspended) FROM standing AS s
WHERE s.agency = :agency AND s.act <> ''
  AND s.seq > (SELECT max(t.seq) FROM title AS t WHERE t.holder = :agency AND t.honor = :honor)
  -- lost by another cause it comes back by no appeal
  AND coalesce((SELECT t.cause FROM title AS t WHERE t.holder = :agency AND t.honor = :honor
    ORDER BY t.seq DESC LIMIT 1), 'delisted') = 'delisted'
  AND (s.act = 'policy:second-card'
    OR EXISTS (SELECT 1 FROM decision AS d WHERE d.id = s.act AND d.honor IS NULL)
    OR EXISTS (SELECT 1 FROM title_event AS e WHERE e.holder = :agency AND e.honor = :honor
      AND e.decision = s.act AND e.event = 'delisted'))
GROUP BY s.act ORDER BY min(s.seq);

-- name: last-loss
SELECT day, seq, decision FROM title_event WHERE holder = ? AND honor = ?
  AND event IN ('delisted', 'withdrawn', 'expired', 'waived', 'reform')
ORDER BY seq DESC LIMIT 1;

-- name: held-by-appeal
-- honors that stand by no more than that an appeal suspends their delisting
SELECT DISTINCT e.honor FROM title_event AS e
JOIN title AS t ON t.holder = e.holder AND t.honor = e.honor AND t.ended IS NULL
WHERE e.holder = :agency AND e.event = 'suspended' AND NOT EXISTS (
  SELECT 1 FROM title_event AS later WHERE later.holder = e.holder AND later.honor = e.honor
    AND later.seq > e.seq AND later.event IN ('granted', 'restored', 're-recognized', 'delisted'));

-- name: appeals-against
-- appeals of an agency against a decision, and their answers
SELECT e.event, e.day FROM standing_event AS e JOIN fact ON fact.seq = e.seq
WHERE e.agency = :agency AND e.event IN ('appeal', 'appeal-rejected', 'restored')
  AND :decision IN (CASE WHEN e.event = 'appeal' THEN json_extract(fact.payload, '$.decision') END,
    json_extract(fact.payload, '$.appealed')) ORDER BY e.seq;

-- name: appealed-cards
-- the last that came of an appeal against the delisting that a card ended in; what waits of an
-- agency that a reform ended came to nothing; as of a day; and whether that suspends the delisting
SELECT c.id, e.event, json_extract(fact.payload, '$.suspended') FROM card AS c JOIN standing_event AS e ON e.agency = c.agency
JOIN fact ON fact.seq = e.seq JOIN agency ON agency.id = e.agency
WHERE c.state = 'delisted' AND e.day <= :day AND e.event IN ('appeal', 'appeal-rejected', 'restored')
  AND (e.event <> 'appeal' OR agency.ended IS NULL OR agency.ended > :day)
  AND c.closing IN (CASE WHEN e.event = 'appeal' THEN json_extract(fact.payload, '$.decision') END,
    json_extract(fact.payload, '$.appealed')) ORDER BY e.seq;

-- name: appeal-answered
-- the day of the answer to an appeal against the last delisting by a decision
SELECT e.day FROM standing_event AS e JOIN fact ON fact.seq = e.seq
WHERE e.agency = :agency AND json_extract(fact.payload, '$.appealed') = :decision
  AND e.seq > coalesce((SELECT max(d.seq) FROM title_event AS d WHERE d.holder = :agency
    AND d.decision = :decision AND d.event = 'delisted'),
    (SELECT max(s.seq) FROM card_step AS s WHERE s.decision = :decision AND s.step = 'delisted'))
ORDER BY e.seq DESC LIMIT 1;

-- name: refused-since
-- a decision against what an earlier one had allowed, of a holder
SELECT r.id, r.decided FROM decision AS d JOIN decision AS r ON r.matter = d.matter
  AND r.honor IS d.honor AND r.seq > d.seq AND r.decided >= d.decided AND r.outcome = 'refused'
JOIN json_each(r.subjects) AS s ON s.value = :holder
WHERE d.id = :decision ORDER BY r.seq DESC;

-- name: spent-on-titles
SELECT day FROM title_event WHERE holder = :holder AND decision = :decision AND honor = :honor LIMIT 1;

-- name: spent-on-card
SELECT opened FROM card WHERE decision = :decision AND agency = :holder LIMIT 1;

-- name: spent-on-card-end
SELECT s.day FROM card_step AS s JOIN card AS c ON c.id = s.card
WHERE s.decision = :decision AND c.agency = :holder LIMIT 1;

-- name: spent-on-appeal
-- it answered an appeal, or one about the same title was answered, or the title given back, since
SELECT e.day FROM standing_event AS e JOIN decision AS d ON d.id = :decision
JOIN fact ON fact.seq = e.seq
WHERE e.agency = :holder AND e.event IN ('appeal-rejected', 'restored') AND e.seq > d.seq
  AND CASE fact.kind WHEN 'restored'
    THEN d.honor IS NULL OR d.honor = json_extract(fact.payload, '$.honor')
    ELSE (SELECT a.honor FROM decision AS a
      WHERE a.id = json_extract(fact.payload, '$.decision')) IS d.honor END
LIMIT 1;

-- name: by-policy-since
-- what policies did to holders, and their agencies, from a day on
SELECT seq FROM standing_fact
WHERE kind IN ('carded', 'card-ended', 'withdrawn') AND effective >= :since
  AND json_extract(payload, '$.decision') LIKE 'policy:%'
  AND (json_extract(payload, '$.agency') IN (SELECT value FROM json_each(:about))
    OR (SELECT agency FROM card WHERE card.id = json_extract(payload, '$.card'))
      IN (SELECT value FROM json_each(:about))
    OR EXISTS (SELECT 1 FROM json_each(payload, '$.holders') AS h
      WHERE h.value IN (SELECT value FROM json_each(:about))))
ORDER BY seq;

-- name: card-agency
SELECT agency FROM card WHERE id = ?;
