DROP INDEX audit_target;
ALTER TABLE backfill_tracking DROP COLUMN priority;
