-- Asked at every mark: the anchors of a round, without a look at its other subjects.
ALTER TABLE round ADD COLUMN anchors TEXT NOT NULL DEFAULT '[]';
