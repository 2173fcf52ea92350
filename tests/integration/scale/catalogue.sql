-- A past of 100,000 rows in every table that grows, and almost nothing that is wanted now: whatever a page or a task
-- reads of the past, it reads too much of. The present is Monday, 23 November 2026, 09:15 UTC. Of whatever is swept out
-- when it is old, a hundred rows are.
-- Foreign keys are checked at the end, table by table: row by row takes most of the time.
CREATE TEMP TABLE links AS
SELECT conrelid::regclass AS place, conname AS name, pg_get_constraintdef(oid) AS meaning
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace;
DO $$
DECLARE one RECORD;
BEGIN
    FOR one IN SELECT * FROM links LOOP
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.name);
    END LOOP;
END $$;
INSERT INTO users (email, subject, created_at, last_seen_at)
SELECT 'past' || n || '@example.com', 1000000 + n, '2026-06-01', '2026-11-20' FROM generate_series(1, 1000) n;
INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, proved_at)
SELECT sha256(n::text::bytea), 1 + n % 1000, '2026-11-20', '2026-11-20', '2026-12-04', '2026-11-20' FROM generate_series(1, 100000) n;
INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at, proved_at)
SELECT sha256(('old ' || n)::bytea), n, '2026-10-01', '2026-10-01', '2026-10-14', '2026-10-01' FROM generate_series(1, 100) n;
INSERT INTO sign_in_failures (key, failures, next_allowed_at, forget_at)
SELECT sha256(n::text::bytea), 1, '2026-11-23', CASE WHEN n > 100 THEN date '2026-11-24' ELSE '2026-11-01' END
  FROM generate_series(1, 100100) n;
INSERT INTO mails (user_id, kind, state, tells_to, stop_hash, made_at, ended_at)
SELECT 1 + n % 50, 'digest', 'sent', at, sha256(('stop ' || n)::bytea), at, at
  FROM (SELECT n, CASE WHEN n <= 100 THEN timestamptz '2026-06-01' ELSE timestamptz '2026-11-23 09:00Z' - n * interval '1 minute' END AS at
          FROM generate_series(1, 100100) n) made;
INSERT INTO told (user_id, way, job_id, told_at)
SELECT 1 + n % 50, 'feed', n, CASE WHEN n <= 100 THEN timestamptz '2026-06-01' ELSE timestamptz '2026-11-20' END
  FROM generate_series(1, 100100) n;
INSERT INTO devices (token_hash, user_id, signed_in_at)
SELECT sha256(n::text::bytea), 1 + n % 1000, CASE WHEN n > 100 THEN date '2026-11-20' ELSE '2025-01-01' END
  FROM generate_series(1, 100100) n;
INSERT INTO deletions (mark, at)
SELECT 'account ' || n, CASE WHEN n > 100 THEN date '2026-11-01' ELSE '2025-01-01' END FROM generate_series(1, 100100) n;
INSERT INTO backfill_tracking (title_keyword, location, title_key, place_key, state, created_at, backfilled_date,
                               jobs_found, users, credits, has_topics)
SELECT 'Title ' || n, 'Place ' || n % 40, 'title ' || n, 'place ' || n % 40,
       (ARRAY['waiting', 'partly', 'failed', 'waiting'])[1 + n % 4], '2026-06-01', '2026-06-02', 1,
       CASE WHEN n % 20 = 0 THEN n % 7 ELSE 0 END, 10, TRUE
  FROM generate_series(1, 100000) n;
INSERT INTO user_search_queries (user_id, query_name, title_keyword, location, combination_id, is_active, retired_at)
SELECT 1 + n % 1000, 'Primary Search', 'Title ' || n, 'Place ' || n % 40, n, FALSE, '2026-10-01'
  FROM generate_series(1, 100000) n;
INSERT INTO capabilities (source, name, state, evidence, checked_at)
VALUES ('active_jobs', 'places', 'on', 'a test', '2026-11-22');
INSERT INTO requests (source, key, held, created_at, mark, wider, wider_learnt)
SELECT (ARRAY['jsearch', 'active_jobs'])[1 + n % 2], 'key ' || n,
       tstzmultirange(tstzrange('2026-09-01', '2026-10-01')), '2026-06-01', n,
       ARRAY(SELECT wide FROM generate_series(n, n + 20) wide), ARRAY(SELECT wide FROM generate_series(n + 21, n + 40) wide)
  FROM generate_series(1, 100000) n;
INSERT INTO combination_requests (combination_id, source, request_id) SELECT id, source, id FROM requests;
INSERT INTO demands (subject, combination_id, since, day, bought_at)
SELECT 1000001 + n % 1000, n, '2026-06-01', date '2026-06-01' + n % 100, CASE WHEN n % 2 = 0 THEN timestamptz '2026-06-02' END
  FROM generate_series(1, 100000) n;
INSERT INTO savings (subject, combination_id, source, reason, credits, method, at, day)
SELECT 1000001 + n % 1000, n, 'active_jobs', 'held', 100, 'real', '2026-06-01', date '2026-06-01' + n % 100
  FROM generate_series(1, 100000) n;
INSERT INTO refreshes (local_date, started_at, ended_at, combinations, requests)
SELECT date '2026-11-22' - n, (date '2026-11-22' - n)::timestamptz + interval '6 hours',
       (date '2026-11-22' - n)::timestamptz + interval '7 hours', 1000, 1000
  FROM generate_series(0, 99) n;
INSERT INTO fetches (request_id, purpose, refresh_id, span, window_from, window_to, max_pages, state, position, pages, jobs,
                     new_jobs, credits, expected_credits, created_at, started_at, ended_at, error_code, error)
SELECT least(n, 100000), 'refresh', 1 + n % 100, '24h', at - interval '1 day', at, 10, state, '{}', 1, 10, 5, 10, 10, at, at, at,
       CASE WHEN state = 'failed' THEN 'refused' END, CASE WHEN state = 'failed' THEN 'no' END
  FROM generate_series(1, 100100) n,
       LATERAL (SELECT CASE WHEN n > 100 THEN timestamptz '2026-08-20' + n * interval '1 minute' ELSE '2025-01-01' END AS at,
                       CASE WHEN n % 10 = 0 THEN 'failed' ELSE 'done' END AS state) of;
INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live, credits, new_jobs)
SELECT id, request_id, TRUE, is_live, credits, new_jobs FROM fetches;
INSERT INTO attempts (fetch_id, page, task_id, fence, state, day, hold, credit_unit, row_limit, credits, reading, answer_rows,
                      reserved_at, sent_at, ended_at)
SELECT id, 1, id, 1, 'settled', ended_at::date, 10, 'requests', 10, 1, 'read', 10, ended_at, ended_at, ended_at
  FROM fetches ORDER BY id;
INSERT INTO answers (attempt_id, fetch_id, page, body, received_at, stored_at)
SELECT n, n, 1, '{}', at, at
  FROM generate_series(101, 100100) n,
       LATERAL (SELECT CASE WHEN n > 200 THEN date '2026-11-01' ELSE '2025-01-01' END AS at) of;
INSERT INTO meters (source, unit, period_from, resets_at, credit_limit)
VALUES ('jsearch', 'requests', '2026-10-01', '2026-11-01', 1000000), ('active_jobs', 'jobs', '2026-10-01', '2026-11-01', 1000000),
       ('active_jobs', 'requests', '2026-10-01', '2026-11-01', 1000000);
INSERT INTO ledger (at, meter_id, attempt_id, kind, reserved, spent, purpose, day)
SELECT date '2026-10-01' + n % 30, meters.id, n, one.kind, one.reserved, one.spent, 'refresh', date '2026-10-01' + n % 30
  FROM generate_series(1, 34000) n, meters, (VALUES ('reserved', 1, 0), ('settled', -1, 1)) one (kind, reserved, spent);
UPDATE meters SET spent = 34000;
INSERT INTO allowances (day, subject, used)
SELECT date '2026-11-23' - n % 100, 1000000 + n / 100, 5 FROM generate_series(1, 100000) n;
INSERT INTO allowances (day, subject, used) SELECT '2026-01-01', 1000000 + n, 5 FROM generate_series(1, 100) n;
INSERT INTO cv_uploads (user_id, day, uploads) SELECT n, '2026-01-01', 1 FROM generate_series(1, 100) n;
INSERT INTO readings (at, day, model, input_tokens, output_tokens, outcome)
SELECT '2026-06-01', date '2026-06-01' + n % 100, 'claude', 1000, 100, 'read' FROM generate_series(1, 100000) n;
INSERT INTO jobs (source, source_id, title, company, location, description, fields, first_seen_at, last_confirmed_at,
                  listed_at, words, place_words, title_runs, place_keys, remote_keys, posting_keys, word_keys)
SELECT (ARRAY['jsearch', 'active_jobs'])[1 + n % 2], n::text, 'Title', 'Company', 'Place', '', '{}', seen_at, seen_at,
       timestamptz '2026-08-20' + n * interval '1 minute', to_tsvector('simple', 'title company'), 'place',
       ARRAY['title' || n % 1000], ARRAY['place ' || n % 40], '{}', ARRAY['personio:' || n], ARRAY[md5((n % 90000)::text)]
  FROM generate_series(1, 100100) n,
       LATERAL (SELECT CASE WHEN n > 100 THEN date '2026-08-20' ELSE '2025-01-01' END AS seen_at) of;
INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
SELECT n, n, timestamptz '2026-08-20' + n * interval '1 minute', '2026-08-20' FROM generate_series(1, 100000) n;
INSERT INTO near_places (place, near, postings, known_since)
SELECT 'place ' || n % 1000, 'place ' || n, 2, '2026-06-01' FROM generate_series(1, 100000) n;
INSERT INTO topics (title, place, fill_to, is_whole, created_at)
SELECT 'title' || n, 'place ' || n % 40, 0, TRUE, '2026-06-01' FROM generate_series(1, 100000) n;
INSERT INTO combination_topics (combination_id, topic_id) SELECT n, n FROM generate_series(1, 100000) n;
INSERT INTO topic_jobs (topic_id, job_id, listed_at)
SELECT n, n, timestamptz '2026-08-20' + n * interval '1 minute' FROM generate_series(1, 100000) n;
INSERT INTO user_jobs (user_id, job_id, hidden_at) SELECT 1 + n % 1000, n, '2026-10-01' FROM generate_series(101, 100100) n;
INSERT INTO tasks (kind, unique_key, fetch_id, lane, source, payload, state, max_attempts, due_at, finished_at)
SELECT 'fetch', 'past ' || n, n, 'runs', 'jsearch', '{}', 'done', 4, '2026-11-20',
       now() - CASE WHEN n > 100 THEN interval '5 days' ELSE '15 days' END
  FROM generate_series(1, 100100) n;
INSERT INTO audit (at, subject, action, target, reason) SELECT '2026-11-01', 1000001, 'pause', 'combination ' || n, 'x'
  FROM generate_series(1, 100000) n;
INSERT INTO acts (kind, subject, state, reason, items, affected, expected_credits, most_credits, made_at, starts_at, ended_at)
SELECT 'pause', 1000001, 'done', 'x', 1000, 1000, 0, 0, at, at, at
  FROM generate_series(1, 100) n, LATERAL (SELECT timestamptz '2026-11-20' + n * interval '1 minute' AS at) of;
INSERT INTO act_items (act_id, item, state) SELECT 1 + n % 100, n, 'done' FROM generate_series(1, 100000) n;
DO $$
DECLARE one RECORD;
BEGIN
    FOR one IN SELECT * FROM links LOOP
        EXECUTE format('ALTER TABLE %s ADD CONSTRAINT %I %s', one.place, one.name, one.meaning);
    END LOOP;
END $$;
ANALYZE;
