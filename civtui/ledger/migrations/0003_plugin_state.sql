-- Beside the facts: what a plugin keeps for itself, and the last answer of a plugin's scheme, which
-- is shown as stale while the plugin is dead. Nothing is derived from either.
CREATE TABLE plugin_state (
  plugin TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  data TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE last_good (
  round TEXT NOT NULL,
  scheme TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (round, scheme)
) WITHOUT ROWID;
