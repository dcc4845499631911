-- The life of a title: applications, notices, sittings of the guidance group, reforms.
ALTER TABLE decision ADD COLUMN item TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN votes TEXT;
ALTER TABLE decision ADD COLUMN recused TEXT NOT NULL DEFAULT '[]';
ALTER TABLE decision ADD COLUMN resolution TEXT NOT NULL DEFAULT '';
ALTER TABLE card ADD COLUMN prolonged INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card ADD COLUMN met INTEGER;
ALTER TABLE card ADD COLUMN closing TEXT;

CREATE TABLE title_event (
  seq INTEGER NOT NULL,
  holder TEXT NOT NULL,
  honor TEXT NOT NULL,
  day TEXT NOT NULL,
  event TEXT NOT NULL,
  decision TEXT,
  document TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (seq, holder, honor)
) WITHOUT ROWID;
CREATE INDEX title_event_by_holder ON title_event (holder, day);

CREATE TABLE card_step (
  seq INTEGER PRIMARY KEY,
  card TEXT NOT NULL,
  day TEXT NOT NULL,
  step TEXT NOT NULL,
  met INTEGER,
  note TEXT NOT NULL,
  decision TEXT
);
CREATE INDEX card_step_by_card ON card_step (card, seq);

-- what the rules of eligibility count beside cards, vetoes and titles
CREATE TABLE standing_event (
  seq INTEGER NOT NULL,
  agency TEXT NOT NULL,
  day TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (seq, agency, event)
) WITHOUT ROWID;

CREATE TABLE application (
  id TEXT PRIMARY KEY,
  honor TEXT NOT NULL,
  agency TEXT NOT NULL,
  renewal INTEGER NOT NULL,
  applied TEXT NOT NULL,
  state TEXT NOT NULL,
  stepped TEXT NOT NULL,
  score TEXT,
  decision TEXT,
  decided TEXT,
  notice TEXT,
  document TEXT NOT NULL DEFAULT '',
  result TEXT NOT NULL DEFAULT '',
  granted TEXT,
  seq INTEGER NOT NULL
);
CREATE INDEX application_by_agency ON application (agency, applied);

CREATE TABLE notice (
  id TEXT PRIMARY KEY,
  posted TEXT NOT NULL,
  days INTEGER NOT NULL,
  counting TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  cases TEXT NOT NULL,
  seq INTEGER NOT NULL
);

CREATE TABLE objection (
  id TEXT PRIMARY KEY,
  notice TEXT NOT NULL,
  application TEXT NOT NULL,
  received TEXT NOT NULL,
  signed INTEGER NOT NULL,
  person TEXT,
  matter TEXT NOT NULL,
  outcome TEXT,
  finding TEXT NOT NULL DEFAULT '',
  handled TEXT,
  seq INTEGER NOT NULL
);

CREATE TABLE member (
  id TEXT PRIMARY KEY,
  person TEXT,
  post TEXT NOT NULL,
  part TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT
);

CREATE TABLE sitting (
  id TEXT PRIMARY KEY,
  held_on TEXT NOT NULL,
  state TEXT NOT NULL,
  agenda TEXT NOT NULL,
  present TEXT NOT NULL DEFAULT '[]',
  chair TEXT NOT NULL DEFAULT '',
  minutes TEXT NOT NULL DEFAULT '',
  seq INTEGER NOT NULL
);

CREATE TABLE reform (
  id TEXT PRIMARY KEY,
  day TEXT NOT NULL,
  document TEXT NOT NULL,
  state TEXT NOT NULL,
  content TEXT NOT NULL,
  undo TEXT NOT NULL,
  seq INTEGER NOT NULL
);

CREATE TABLE descent (
  reform TEXT NOT NULL,
  parent TEXT NOT NULL,
  child TEXT NOT NULL,
  form TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (reform, parent, child)
) WITHOUT ROWID;

CREATE TABLE former_name (
  holder TEXT NOT NULL,
  until TEXT NOT NULL,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  reform TEXT NOT NULL,
  PRIMARY KEY (holder, until)
) WITHOUT ROWID;
