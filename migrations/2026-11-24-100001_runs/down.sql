ALTER TABLE fetches ADD COLUMN refresh_date DATE;
UPDATE fetches SET refresh_date = refreshes.local_date FROM refreshes WHERE refreshes.id = fetches.refresh_id;
DROP INDEX fetches_refresh;
ALTER TABLE fetches
    DROP COLUMN refresh_id, DROP COLUMN created_since, DROP COLUMN oldest_posted_at, DROP COLUMN fell_short;
CREATE INDEX fetches_refresh ON fetches (refresh_date) WHERE refresh_date IS NOT NULL;

-- Of several runs on a date the daily one stays, else the first.
DELETE FROM refreshes one USING refreshes other
 WHERE one.local_date = other.local_date AND (NOT one.is_daily, one.id) > (NOT other.is_daily, other.id);
DROP INDEX refreshes_once_a_day, refreshes_date;
ALTER TABLE refreshes DROP COLUMN id, DROP COLUMN is_daily, DROP COLUMN left_out, ADD PRIMARY KEY (local_date);
