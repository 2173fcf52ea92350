-- A fetch that goes on where a page limit ended another one.
ALTER TABLE fetches ADD COLUMN continues BIGINT REFERENCES fetches (id);
CREATE INDEX fetches_continues ON fetches (continues) WHERE continues IS NOT NULL;
