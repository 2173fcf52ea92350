-- A million combinations, five filter variants of each title and place, of which JSearch can tell none apart; each with
-- its coverage, every third with a fetch behind it, 10,000 people, and a queue with a past and a backlog.
--
-- Indexes and constraints that slow down filling are set aside meanwhile.
CREATE TABLE set_aside AS
WITH big AS (SELECT unnest('{backfill_tracking, combination_words, combination_requests, requests, fetches, tasks, user_search_queries}'::regclass[]) AS id)
SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS gone,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back
  FROM pg_constraint WHERE conrelid IN (SELECT id FROM big) AND contype IN ('u', 'p')
UNION ALL
SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid) FROM pg_index
 WHERE indrelid IN (SELECT id FROM big) AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid);
DO $$ DECLARE one text; BEGIN FOR one IN SELECT gone FROM set_aside LOOP EXECUTE one; END LOOP; END $$;
INSERT INTO backfill_tracking (title_keyword, location, ai_seniority, title_key, place_key, state, created_at,
                               backfilled_date, jobs_found, users, credits)
SELECT 'Title ' || n / 200, 'Place ' || n / 5 % 40, (ARRAY[NULL, 'Junior', 'Mid', 'Senior', 'Lead'])[1 + n % 5],
       'title ' || n / 200, 'place ' || n / 5 % 40, CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'loaded' END, now(),
       CASE WHEN n % 10 > 0 THEN now() - n * interval '1 second' END, n % 300, n % 50, n % 700
  FROM generate_series(1, 1000000) n;
INSERT INTO requests (source, key, held, created_at, mark, wider)
SELECT source, 'key ' || n, held, now(), CASE source WHEN 'active_jobs' THEN n END,
       CASE source WHEN 'active_jobs' THEN ARRAY(SELECT generate_series(n, n + 6)) ELSE '{}' END
  FROM (VALUES ('active_jobs', 1000000), ('jsearch', 200000)) of (source, requests),
       LATERAL generate_series(1, requests) n,
       (SELECT tstzmultirange(tstzrange(now() - interval '30 days', now())) AS held) one;
INSERT INTO combination_requests
SELECT n, 'active_jobs', n FROM generate_series(1, 1000000) n
UNION ALL SELECT n, 'jsearch', 1000001 + (n - 1) / 5 FROM generate_series(1, 1000000) n;
INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position, expected_credits,
                     created_at, ended_at)
SELECT id, 'sign_up', 'week', now() - interval '7 days', now(), 10, 'done', '{}', 100, now(), now()
  FROM requests WHERE id % 3 = 0;
INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live, credits, new_jobs)
SELECT id, request_id, TRUE, is_live, credits, new_jobs FROM fetches;
INSERT INTO users (email, subject) SELECT 'person' || n || '@example.com', n FROM generate_series(1, 10000) n;
INSERT INTO user_search_queries (user_id, query_name, title_keyword, location, combination_id)
SELECT users.id, 'Primary Search', 'Title', 'Place ' || n, users.id * 10 + n FROM users, generate_series(1, 10) n;
INSERT INTO tasks (kind, unique_key, fetch_id, lane, source, payload, state, max_attempts, due_at, finished_at)
SELECT 'fetch', 'past ' || n, n, 'runs', 'jsearch', '{}', 'done', 4, now(), now() FROM generate_series(1, 200000) n;
INSERT INTO tasks (kind, unique_key, fetch_id, lane, source, payload, max_attempts, due_at, awaits)
SELECT 'fetch', 'backlog ' || n, n, 'runs', 'jsearch', '{}', 4, '2026-01-01', NULL FROM generate_series(1, 20000) n;
DO $$ DECLARE one text; BEGIN FOR one IN SELECT back FROM set_aside LOOP EXECUTE one; END LOOP; END $$;
ANALYZE;
