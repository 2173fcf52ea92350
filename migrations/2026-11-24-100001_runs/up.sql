-- A date has one daily run, and as many more as somebody starts by hand.
ALTER TABLE refreshes DROP CONSTRAINT refreshes_pkey;
ALTER TABLE refreshes
    ADD COLUMN id BIGSERIAL PRIMARY KEY,
    ADD COLUMN is_daily BOOLEAN NOT NULL DEFAULT TRUE,
    -- Requests of least value that the limits left no room for.
    ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX refreshes_once_a_day ON refreshes (local_date) WHERE is_daily;
CREATE INDEX refreshes_date ON refreshes (local_date DESC, id DESC);

ALTER TABLE fetches
    ADD COLUMN refresh_id BIGINT REFERENCES refreshes,
    -- The source is told to leave out what it knew before then; NULL: it is not.
    ADD COLUMN created_since TIMESTAMPTZ,
    -- The oldest posting that came, where its date is stated.
    ADD COLUMN oldest_posted_at TIMESTAMPTZ,
    -- The answer was whole, and yet its oldest posting is younger than the window: it may not reach back to what was held.
    ADD COLUMN fell_short BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE fetches SET refresh_id = refreshes.id FROM refreshes WHERE refreshes.local_date = fetches.refresh_date;
DROP INDEX fetches_refresh;
ALTER TABLE fetches DROP COLUMN refresh_date;
CREATE INDEX fetches_refresh ON fetches (refresh_id) WHERE refresh_id IS NOT NULL;
