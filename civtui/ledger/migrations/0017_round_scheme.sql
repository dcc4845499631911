-- What a round pins beside its scheme: the scheme's options, and the edition of its sheet. A round of
-- an earlier release keeps the first edition, so that it answers as it did.
ALTER TABLE round ADD COLUMN options TEXT NOT NULL DEFAULT '{}';
ALTER TABLE round ADD COLUMN sheet INTEGER NOT NULL DEFAULT 1;
