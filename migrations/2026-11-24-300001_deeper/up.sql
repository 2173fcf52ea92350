-- A fetch that goes on where a page limit ended another one.
ALTER TABLE fetches ADD COLUMN continues BIGINT REFERENCES fetches (id);
CREATE INDEX fetches_continues ON fetches (continues) WHERE continues IS NOT NULL;

-- Set where the source was told from the first page on to leave out what it did not know before then.
ALTER TABLE fetches ADD COLUMN created_before TIMESTAMPTZ;

-- The fetches that say how a request stands: not those that go deeper, unless they are under way.
CREATE VIEW standing_fetches AS
SELECT id, request_id, state, pages, max_pages - (next_page - 1 - pages) AS max_pages, jobs, credits, started_for,
       error_code, error, fell_short
  FROM fetches
 WHERE continues IS NULL OR state = 'running' OR (state IN ('queued', 'put_off') AND pages > 0);
