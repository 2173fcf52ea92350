-- An admin's own priority for a combination: it is added to what its people gave their searches.
ALTER TABLE backfill_tracking ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
-- Who did something to this very thing last: the second of two admins is told.
CREATE INDEX audit_target ON audit (target, id DESC);
