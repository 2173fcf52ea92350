DROP INDEX fetches_continues;
ALTER TABLE fetches DROP COLUMN continues;
