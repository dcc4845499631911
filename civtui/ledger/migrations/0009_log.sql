-- The building log in the order of its days, however long.
CREATE INDEX activity_by_day ON activity (held, id);
