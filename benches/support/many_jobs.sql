-- A million jobs of the last thirty days: a tenth of them cooks in Berlin, the others of fifty titles in twenty towns.
-- $TITLES and $TOWNS are arrays of keys. Indexes on lists are made afterwards, which is quicker.
DROP INDEX jobs_words, jobs_topics;
CREATE TABLE made AS
SELECT n, n % 10 = 0 AS is_cook, n % 50 + 1 AS title, n / 50 % 20 + 1 AS town,
       now() - n * interval '2.59 seconds' AS at
  FROM generate_series(1, 1000000) AS n;
INSERT INTO jobs (source, source_id, title, company, location, country, description, fields, posted_at, first_seen_at,
                  last_confirmed_at, listed_at, words, place_words, title_runs, place_keys, remote_keys,
                  work_arrangement, seniority)
SELECT CASE WHEN n % 2 = 0 THEN 'jsearch' ELSE 'active_jobs' END, n::text, one.title || ' (m/f/d)', 'Acme ' || n % 5000,
       'Germany', 'de', '<p>Text</p>', '{}', at, at, at, at,
       array_to_tsvector(ARRAY(SELECT DISTINCT unnest(ARRAY[one.title, 'acme', (n % 5000)::text, 'germany', 'number' || n]
            || CASE WHEN n % 3 > 0 THEN ARRAY['common'] ELSE '{}' END
            || CASE WHEN n % 10 > 0 AND made.title > 25 THEN ARRAY['elsewhere'] ELSE '{}' END
            || ARRAY(SELECT 'word' || n * k % 20011 FROM generate_series(1, 12) AS k)))),
       'germany', ARRAY[one.title, 'acme' || n % 5000], ARRAY['anywhere', one.town, 'country:de', 'area:dach'],
       ARRAY['remote', 'remote:de'], (ARRAY['On-site', 'Hybrid', 'Remote OK', NULL])[n % 4 + 1],
       (ARRAY['Junior', 'Mid', 'Senior', NULL, NULL])[n % 5 + 1]
  FROM made CROSS JOIN LATERAL (
       SELECT CASE WHEN is_cook THEN 'cook' ELSE ($TITLES)[made.title] END AS title,
              CASE WHEN is_cook THEN 'city:2950159' ELSE ($TOWNS)[made.town] END AS town) one
 ORDER BY n;
CREATE INDEX jobs_words ON jobs USING gin (words);
CREATE INDEX jobs_topics ON jobs USING gin (title_runs, place_keys, remote_keys);
INSERT INTO topic_jobs (topic_id, job_id, listed_at)
SELECT topics.id, jobs.id, jobs.listed_at FROM topics
  JOIN jobs ON topics.title = jobs.title_runs[1] AND topics.place = jobs.place_keys[2];
ANALYZE jobs, topic_jobs, combination_topics, combination_requests;
-- What sources brought for the searches: most of it fits, the rest is of another town.
INSERT INTO request_jobs (request_id, job_id, listed_at, first_seen_at)
SELECT DISTINCT link.request_id, jobs.id, jobs.listed_at, jobs.first_seen_at
  FROM combination_requests link JOIN combination_topics USING (combination_id)
  JOIN topic_jobs USING (topic_id) JOIN jobs ON jobs.id = topic_jobs.job_id AND jobs.source = link.source
 WHERE jobs.id % 5 > 0
UNION
SELECT link.request_id, jobs.id, jobs.listed_at, jobs.first_seen_at
  FROM combination_requests link JOIN jobs ON jobs.source = link.source AND jobs.id % 5003 = link.request_id;
DROP TABLE made;
ANALYZE
