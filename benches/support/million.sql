-- A million combinations, five filter variants of each title and place, of which JSearch can tell none apart; each with
-- its coverage, every third request with a fetch behind it, and 200,000 people's searches.
INSERT INTO backfill_tracking (title_keyword, location, ai_seniority, title_key, place_key, state, created_at,
                               backfilled_date, jobs_found)
SELECT 'Title ' || n / 200, 'Place ' || n / 5 % 40, (ARRAY[NULL, 'Junior', 'Mid', 'Senior', 'Lead'])[1 + n % 5],
       'title ' || n / 200, 'place ' || n / 5 % 40, 'loaded', now(), now() - n * interval '1 second', n % 300
  FROM generate_series(1, 1000000) n;
INSERT INTO requests (source, key, held, created_at)
SELECT source, 'key ' || n, held, now()
  FROM (VALUES ('active_jobs', 1000000), ('jsearch', 200000)) of (source, requests),
       LATERAL generate_series(1, requests) n,
       (SELECT tstzmultirange(tstzrange(now() - interval '30 days', now())) AS held) one;
INSERT INTO combination_requests
SELECT n, 'active_jobs', n FROM generate_series(1, 1000000) n
UNION ALL SELECT n, 'jsearch', 1000001 + (n - 1) / 5 FROM generate_series(1, 1000000) n;
INSERT INTO users (email, subject) SELECT n || '@example.com', n FROM generate_series(1, 4000) n;
INSERT INTO user_search_queries (user_id, query_name, title_keyword, location, combination_id)
SELECT 1 + n % 4000, 'Primary Search', 'Title ' || n, 'Berlin', n * 5 FROM generate_series(1, 200000) n;
INSERT INTO fetches (request_id, purpose, span, window_from, window_to, max_pages, state, position, expected_credits,
                     created_at, ended_at)
SELECT id, 'sign_up', 'week', now() - interval '7 days', now(), 10, 'done', '{}', 100, now(), now()
  FROM requests WHERE id % 3 = 0;
ANALYZE;
