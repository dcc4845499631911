-- Why a round that was closed with marks missing counts all the same; empty where nobody said so.
ALTER TABLE round ADD COLUMN gap TEXT NOT NULL DEFAULT '';
