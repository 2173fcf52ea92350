-- Carries a database over that was made before 0.1.0, by the last commit with twelve migrations. To use it: stop every
-- process of Jobfill, make a backup (docs/operating.md), then
--
--     jobfill psql -v ON_ERROR_STOP=1 -f contrib/before-0.1.0.sql
--
-- and start again. All of it happens in one transaction: where something is in the way, nothing changes.
BEGIN;

DO $$
BEGIN
    -- The lock of migrations: nobody else migrates meanwhile.
    PERFORM pg_advisory_xact_lock(x'6a6f6266696c6c'::bigint);
    IF (SELECT coalesce(array_agg(version::text ORDER BY version), '{}') FROM __diesel_schema_migrations) <> ARRAY[
        '20261101000001', '20261101000002', '20261101000003', '20261101000004', '20261101000005', '20261101000006',
        '20261101000007', '20261101000008', '20261102000001', '20261124100001', '20261124200001', '20261124300001']
    THEN
        RAISE EXCEPTION 'this database is not of the last commit before 0.1.0; nothing was changed'
            USING HINT = 'An older one is brought up to date by the program of that commit first: jobfill migrate';
    END IF;
END $$;

-- Tasks know their fetch.
ALTER TABLE tasks ADD COLUMN fetch_id BIGINT REFERENCES fetches;
UPDATE tasks SET fetch_id = unique_key::bigint WHERE kind = 'fetch';
ALTER TABLE tasks ADD COLUMN database_errors INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tasks_fetch ON tasks (fetch_id) WHERE fetch_id IS NOT NULL;

-- What a CV's reader was given; of older readings nobody knows.
ALTER TABLE profiles ADD COLUMN sent TEXT;

-- Closed lists.
ALTER TABLE user_search_queries
    ADD CHECK (ai_work_arrangement IN ('On-site', 'Hybrid', 'Remote OK', 'Remote Solely')),
    ADD CHECK (ai_employment_type IN ('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN')),
    ADD CHECK (ai_seniority IN ('Junior', 'Mid', 'Senior', 'Lead'));
ALTER TABLE combination_requests
    ADD CHECK (source IN ('jsearch', 'active_jobs')),
    DROP CONSTRAINT combination_requests_pkey, ADD PRIMARY KEY (combination_id, request_id);
ALTER TABLE savings ADD CHECK (source IN ('jsearch', 'active_jobs'));
ALTER TABLE fetches
    ADD CHECK (span IN ('today', '3days', 'week', 'month', '24h', '7d', '6m')),
    ADD CHECK (error_code IN (
        'quota', 'daily_credits', 'person_credits', 'person_combinations', 'spending_stopped', 'source_stopped',
        'rate_limited', 'unreachable', 'no_answer', 'broken_answer', 'misconfigured', 'refused',
        'no_key', 'moved_on', 'lost_twice', 'unreadable', 'read_before', 'gave_up', 'one_pass', 'unwanted', 'made_room',
        'cancelled'));
ALTER TABLE fetches ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
CREATE INDEX answers_page ON answers (fetch_id, page);
ALTER TABLE attempts
    ADD COLUMN is_probe BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN reading TEXT CHECK (reading IN ('read', 'empty', 'unreadable')),
    ADD COLUMN answer_rows INTEGER,
    ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN left_out_why TEXT,
    ADD CHECK (credit_unit IN ('jobs', 'requests')),
    ADD CHECK (error_code IN ('quota', 'rate_limited', 'unreachable', 'no_answer', 'broken_answer', 'misconfigured',
        'refused', 'unreadable', 'worker_gone'));
CREATE INDEX attempts_probes ON attempts (id) WHERE is_probe;
ALTER TABLE tasks
    ADD COLUMN waits_for TEXT CHECK (waits_for IN ('jsearch', 'active_jobs')),
    ADD CHECK (kind IN ('fetch', 'read_cv', 'refresh', 'housekeeping')),
    ADD CONSTRAINT tasks_fetch_check CHECK ((kind = 'fetch') = (fetch_id IS NOT NULL));
CREATE INDEX tasks_waiting ON tasks (waits_for, rank, priority DESC, id)
    WHERE state = 'queued' AND waits_for IS NOT NULL;
-- Tasks know what they are for; each is looked at once more whether its time has come.
ALTER TABLE tasks
    ADD COLUMN lane TEXT CHECK (lane IN ('reading', 'people', 'runs', 'by_hand', 'upkeep')),
    ADD COLUMN source TEXT CHECK (source IN ('jsearch', 'active_jobs')),
    ADD COLUMN awaits TEXT DEFAULT 'due' CHECK (awaits IN ('due', 'retry'));
UPDATE tasks SET lane = CASE kind WHEN 'read_cv' THEN 'reading' WHEN 'refresh' THEN 'runs' ELSE 'upkeep' END
 WHERE kind <> 'fetch';
UPDATE tasks
   SET source = requests.source,
       lane = CASE WHEN fetches.refresh_id IS NOT NULL THEN 'runs'
                   WHEN fetches.purpose = 'by_hand' THEN 'by_hand' ELSE 'people' END
  FROM fetches JOIN requests ON requests.id = fetches.request_id
 WHERE tasks.fetch_id = fetches.id;
ALTER TABLE tasks
    ALTER COLUMN lane SET NOT NULL,
    ADD CONSTRAINT tasks_compartment_check CHECK (
        (kind = 'fetch') = (source IS NOT NULL)
        AND CASE kind WHEN 'fetch' THEN lane IN ('people', 'runs', 'by_hand')
                      WHEN 'read_cv' THEN lane = 'reading'
                      WHEN 'refresh' THEN lane = 'runs'
                      ELSE lane = 'upkeep' END);
DROP INDEX tasks_claim;
CREATE INDEX tasks_claim ON tasks (lane, coalesce(source, ''), rank, priority DESC, id)
    WHERE state = 'queued' AND awaits IS NULL;
CREATE INDEX tasks_due ON tasks (due_at) WHERE state = 'queued' AND awaits = 'due';
CREATE INDEX tasks_retry ON tasks (retry_at) WHERE state = 'queued' AND awaits = 'retry';
ALTER TABLE sources
    ADD COLUMN out_since TIMESTAMPTZ,
    ADD COLUMN out_after BIGINT,
    ADD COLUMN out_tries INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN lost_in_row INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN usual_ms INTEGER,
    ADD COLUMN left_out BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN looked_at_attempt_id BIGINT NOT NULL DEFAULT 0,
    ADD CHECK (stopped_code IN ('misconfigured', 'drift', 'unreadable', 'paused', 'outage', 'asked_to_wait')),
    ADD CONSTRAINT sources_stopped_check CHECK ((stopped_code IS NULL) = (stopped_at IS NULL)),
    ADD CONSTRAINT sources_out_check CHECK ((out_since IS NULL) = (out_after IS NULL));
ALTER TABLE ledger ADD CHECK (purpose IN ('sign_up', 'refresh', 'by_hand'));
-- JSearch states no more than "remote".
UPDATE jobs SET work_arrangement = 'Remote' WHERE source = 'jsearch' AND work_arrangement = 'Remote OK';
ALTER TABLE meters DROP CONSTRAINT meters_source_fkey, ADD CHECK (source IN ('jsearch', 'active_jobs'));
ALTER TABLE jobs
    DROP CONSTRAINT jobs_source_fkey,
    ADD CHECK (source IN ('jsearch', 'active_jobs')),
    ADD COLUMN posted_from TIMESTAMPTZ,
    ADD COLUMN valid_through TIMESTAMPTZ,
    ADD CHECK (work_arrangement IN ('On-site', 'Hybrid', 'Remote', 'Remote OK', 'Remote Solely')),
    ADD CHECK (seniority IN ('Junior', 'Mid', 'Senior', 'Lead'));
UPDATE jobs SET posted_from = posted_at;

-- A saving counts once the purchase that it leans on has brought a page.
ALTER TABLE demands ADD COLUMN id BIGSERIAL UNIQUE;
ALTER TABLE savings ADD COLUMN is_pending BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE savings SET is_pending = TRUE
 WHERE NOT EXISTS (SELECT FROM combination_requests link JOIN fetches USING (request_id)
                    WHERE link.combination_id = savings.combination_id AND link.source = savings.source
                      AND fetches.pages > 0);
CREATE INDEX savings_pending ON savings (combination_id, source) WHERE is_pending;
CREATE VIEW standing_demands AS
SELECT id, subject, combination_id, since, bought_at,
       bought_at IS NULL AND NOT EXISTS (
           SELECT FROM savings
            WHERE savings.subject = demands.subject AND savings.combination_id = demands.combination_id
              AND NOT savings.is_pending) AS is_pending
  FROM demands;

-- What needs somebody.
CREATE TABLE notices (
    limit_name TEXT NOT NULL,
    period_from TIMESTAMPTZ NOT NULL,
    step SMALLINT NOT NULL CHECK (step IN (50, 75, 90, 100)),
    at TIMESTAMPTZ NOT NULL,
    recovered_at TIMESTAMPTZ,
    PRIMARY KEY (limit_name, period_from, step)
);
CREATE INDEX notices_open ON notices (at) WHERE recovered_at IS NULL;
CREATE INDEX notices_at ON notices (at DESC);
CREATE INDEX cvs_open ON cvs (uploaded_at) WHERE searches_made_at IS NULL;

-- A form that came when its session was over.
ALTER TABLE sessions ADD COLUMN kept_path TEXT, ADD COLUMN kept_form TEXT, ADD COLUMN kept_at TIMESTAMPTZ;

-- Texts of CVs go some time after they were read, and accounts that nobody signs in to.
ALTER TABLE cvs ADD COLUMN text_key TEXT, ADD COLUMN text_gone_at TIMESTAMPTZ, ALTER COLUMN text DROP NOT NULL;
UPDATE cvs SET text_key = encode(sha256(convert_to(text, 'UTF8')), 'hex');
ALTER TABLE cvs ALTER COLUMN text_key SET NOT NULL, ADD CHECK ((text IS NULL) = (text_gone_at IS NOT NULL));
CREATE INDEX cvs_texts ON cvs (searches_made_at) WHERE text IS NOT NULL;
ALTER TABLE profiles ADD COLUMN sent_gone_at TIMESTAMPTZ, ADD CHECK (sent IS NULL OR sent_gone_at IS NULL);
CREATE TABLE leave_notices (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    told_at TIMESTAMPTZ NOT NULL,
    came_back_at TIMESTAMPTZ
);
CREATE TABLE deletions (
    mark TEXT PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX deletions_at ON deletions (at);

-- What waits for a click, and what was dropped.
CREATE TABLE proposals (
    cv_id INTEGER NOT NULL REFERENCES cvs ON DELETE CASCADE,
    title_keyword TEXT NOT NULL,
    location TEXT NOT NULL,
    waits_for TEXT NOT NULL CHECK (waits_for IN ('review', 'evidence', 'surprise', 'countries')),
    PRIMARY KEY (cv_id, title_keyword, location)
);
CREATE TABLE cv_corrections (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    digest TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- A second CV's searches stand beside the first one's, unless its person chooses otherwise.
ALTER TABLE cvs ADD COLUMN replaces BOOLEAN NOT NULL DEFAULT FALSE;

-- Who wants a request.
CREATE VIEW live_searches AS
SELECT search.id AS search_id, search.user_id, users.subject, search.combination_id,
       search.priority + combination.priority AS priority
  FROM user_search_queries search
  JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
  JOIN backfill_tracking combination ON combination.id = search.combination_id AND combination.paused_at IS NULL
 WHERE search.is_active;
CREATE VIEW wanted_requests AS
SELECT link.request_id, search.combination_id, search.search_id, search.user_id, search.subject, search.priority
  FROM combination_requests link
  JOIN live_searches search USING (combination_id);

-- How a request stands, and until when it waits.
CREATE OR REPLACE VIEW standing_fetches AS
SELECT id, request_id, state, pages, max_pages - (next_page - 1 - pages) AS max_pages, jobs, credits, started_for,
       error_code, error, fell_short, put_off_until
  FROM fetches
 WHERE continues IS NULL OR state = 'running' OR (state IN ('queued', 'put_off') AND pages > 0);

-- The squashed migrations have run.
DELETE FROM __diesel_schema_migrations;
INSERT INTO __diesel_schema_migrations (version) VALUES
    ('20261128000001'), ('20261128000002'), ('20261128000003'), ('20261128000004'),
    ('20261128000005'), ('20261128000006'), ('20261128000007'), ('20261128000008');

COMMIT;
