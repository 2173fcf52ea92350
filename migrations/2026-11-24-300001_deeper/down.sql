DROP VIEW standing_fetches;
ALTER TABLE fetches DROP COLUMN created_before;
DROP INDEX fetches_continues;
ALTER TABLE fetches DROP COLUMN continues;
