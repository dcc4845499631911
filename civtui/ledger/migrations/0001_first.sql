-- The facts: append only. Everything below "projections" can be made anew from them.
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  v INTEGER NOT NULL,
  who TEXT NOT NULL,
  recorded TEXT NOT NULL,
  effective TEXT NOT NULL,
  why TEXT NOT NULL,
  evidence TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX fact_by_kind ON fact (kind, seq);

-- Names, phones, addresses: outside the chain, so that they can be erased.
CREATE TABLE person (
  token TEXT PRIMARY KEY,
  salt TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT ''
);

-- projections
CREATE TABLE place (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE app_user (name TEXT PRIMARY KEY, role TEXT NOT NULL, agency TEXT, assessor TEXT);

CREATE TABLE agency (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  short TEXT NOT NULL,
  code TEXT NOT NULL,
  sector TEXT NOT NULL,
  category TEXT NOT NULL,
  ord INTEGER NOT NULL,
  declared_offices INTEGER,
  staff INTEGER,
  chief TEXT,
  contact TEXT,
  runs_program INTEGER,
  has_conditions INTEGER,
  conditions_confirmed INTEGER,
  stage TEXT NOT NULL,
  since TEXT NOT NULL,
  ended TEXT
);
CREATE INDEX agency_by_order ON agency (ord, id);

CREATE TABLE office (
  id TEXT PRIMARY KEY,
  agency TEXT NOT NULL,
  name TEXT NOT NULL,
  ord INTEGER NOT NULL,
  staff INTEGER,
  head TEXT,
  since TEXT NOT NULL,
  ended TEXT
);
CREATE INDEX office_by_agency ON office (agency, ord, id);

CREATE TABLE title (
  holder TEXT NOT NULL,
  honor TEXT NOT NULL,
  since TEXT NOT NULL,
  until TEXT,
  ended TEXT,
  cause TEXT,
  awarded_by TEXT NOT NULL,
  decision TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (holder, honor, since)
);

CREATE TABLE decision (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  agency TEXT,
  matter TEXT NOT NULL,
  honor TEXT,
  subjects TEXT NOT NULL,
  outcome TEXT NOT NULL,
  session TEXT NOT NULL,
  decided TEXT NOT NULL,
  seq INTEGER NOT NULL
);

CREATE TABLE card (
  id TEXT PRIMARY KEY,
  agency TEXT NOT NULL,
  opened TEXT NOT NULL,
  cause TEXT NOT NULL,
  demands TEXT NOT NULL,
  term_ends TEXT,
  decision TEXT NOT NULL,
  state TEXT NOT NULL,
  ended TEXT
);
CREATE INDEX card_by_agency ON card (agency, opened);

CREATE TABLE veto (
  seq INTEGER PRIMARY KEY,
  agency TEXT NOT NULL,
  happened TEXT NOT NULL,
  event TEXT NOT NULL,
  months INTEGER NOT NULL
);

CREATE TABLE standard (
  id TEXT NOT NULL,
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE round (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  organizer TEXT NOT NULL,
  agency TEXT,
  scope TEXT NOT NULL,
  standard TEXT NOT NULL,
  standard_version TEXT NOT NULL,
  standard_sha256 TEXT NOT NULL,
  scheme TEXT NOT NULL,
  visibility TEXT NOT NULL,
  state TEXT NOT NULL,
  opened TEXT NOT NULL,
  closed TEXT,
  due TEXT,
  items TEXT NOT NULL,
  subjects INTEGER NOT NULL,
  assessors INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  given INTEGER NOT NULL
);

CREATE TABLE round_subject (
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  ord INTEGER NOT NULL,
  given INTEGER NOT NULL,
  PRIMARY KEY (round, subject)
) WITHOUT ROWID;

CREATE TABLE round_assessor (
  round TEXT NOT NULL,
  assessor TEXT NOT NULL,
  name TEXT NOT NULL,
  agency TEXT,
  related TEXT NOT NULL,
  ord INTEGER NOT NULL,
  expected INTEGER NOT NULL,
  given INTEGER NOT NULL,
  PRIMARY KEY (round, assessor)
) WITHOUT ROWID;

CREATE TABLE mark (
  round TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  assessor TEXT NOT NULL,
  value TEXT NOT NULL,
  points INTEGER,
  seq INTEGER NOT NULL,
  PRIMARY KEY (round, subject, item, assessor)
) WITHOUT ROWID;

CREATE TABLE activity (
  id TEXT PRIMARY KEY,
  agency TEXT NOT NULL,
  held TEXT NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  venue TEXT NOT NULL,
  people INTEGER,
  seq INTEGER NOT NULL
);
CREATE INDEX activity_by_agency ON activity (agency, held);

CREATE TABLE program_entry (
  id TEXT PRIMARY KEY,
  program TEXT NOT NULL,
  agency TEXT NOT NULL,
  form TEXT NOT NULL,
  entered TEXT NOT NULL,
  content TEXT NOT NULL,
  plugin TEXT NOT NULL,
  plugin_version TEXT NOT NULL,
  seq INTEGER NOT NULL
);
CREATE INDEX program_entry_by_program ON program_entry (program, agency);
