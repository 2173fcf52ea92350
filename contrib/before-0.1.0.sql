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
        'quota', 'daily_credits', 'first_day', 'person_credits', 'person_combinations', 'spending_stopped', 'source_stopped',
        'rate_limited', 'unreachable', 'no_answer', 'broken_answer', 'misconfigured', 'refused',
        'no_key', 'moved_on', 'lost_twice', 'unreadable', 'read_before', 'gave_up', 'one_pass', 'unwanted', 'made_room',
        'cancelled'));
ALTER TABLE fetches ADD COLUMN left_out INTEGER NOT NULL DEFAULT 0;
DROP INDEX fetches_refresh;
CREATE INDEX fetches_refresh ON fetches (refresh_id, ended_at) WHERE refresh_id IS NOT NULL;
CREATE INDEX fetches_failed_of_run ON fetches (refresh_id, id) WHERE state = 'failed' AND refresh_id IS NOT NULL;
CREATE INDEX answers_page ON answers (fetch_id, page);
CREATE INDEX attempts_ended ON attempts (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX allowances_subject ON allowances (subject, day);
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
    ADD CHECK (kind IN ('fetch', 'read_cv', 'refresh', 'housekeeping', 'link_jobs', 'plan_again', 'digests', 'mail', 'alert', 'act')),
    ADD CONSTRAINT tasks_fetch_check CHECK ((kind = 'fetch') = (fetch_id IS NOT NULL));
CREATE INDEX tasks_waiting ON tasks (waits_for, rank, priority DESC, id)
    WHERE state = 'queued' AND waits_for IS NOT NULL;
-- Tasks know what they are for; each is looked at once more whether its time has come.
ALTER TABLE tasks
    ADD COLUMN lane TEXT CHECK (lane IN ('reading', 'people', 'runs', 'by_hand', 'upkeep', 'mail')),
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
                      WHEN 'mail' THEN lane = 'mail'
                      WHEN 'alert' THEN lane = 'mail'
                      WHEN 'act' THEN lane = 'by_hand'
                      ELSE lane = 'upkeep' END);
DROP INDEX tasks_claim;
CREATE INDEX tasks_claim ON tasks (lane, coalesce(source, ''), rank, priority DESC, id)
    WHERE state = 'queued' AND awaits IS NULL;
CREATE INDEX tasks_due ON tasks (due_at) WHERE state = 'queued' AND awaits = 'due';
CREATE INDEX tasks_retry ON tasks (retry_at) WHERE state = 'queued' AND awaits = 'retry';
ALTER TABLE sources
    ADD COLUMN closed_read_from DATE,
    ADD COLUMN closed_read_to DATE,
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
ALTER TABLE ledger ADD CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit'));
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
CREATE INDEX savings_of ON savings (combination_id, source);
CREATE INDEX savings_pending ON savings (combination_id, source) WHERE is_pending;

-- Local days, by which reports sum up: those of JOBFILL_TIMEZONE, where it is no longer Europe/Berlin, say
-- `-v timezone=…`.
\if :{?timezone}
\else
\set timezone Europe/Berlin
\endif
ALTER TABLE demands
    ADD COLUMN day DATE,
    ADD COLUMN is_spared BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN ended_at TIMESTAMPTZ,
    ADD COLUMN ended_why TEXT CHECK (ended_why IN ('paused', 'retired', 'deleted')),
    ADD CHECK ((ended_at IS NULL) = (ended_why IS NULL));
ALTER TABLE savings ADD COLUMN day DATE;
ALTER TABLE readings ADD COLUMN day DATE;
UPDATE demands SET day = (since AT TIME ZONE :'timezone')::date,
       is_spared = EXISTS (SELECT FROM savings
                            WHERE savings.subject = demands.subject AND savings.combination_id = demands.combination_id
                              AND NOT savings.is_pending);
UPDATE savings SET day = (at AT TIME ZONE :'timezone')::date;
UPDATE readings SET day = (at AT TIME ZONE :'timezone')::date;
ALTER TABLE demands ALTER COLUMN day SET NOT NULL;
ALTER TABLE savings ALTER COLUMN day SET NOT NULL;
ALTER TABLE readings ALTER COLUMN day SET NOT NULL;
ALTER TABLE ledger DROP CONSTRAINT ledger_attempt_id_fkey;
CREATE INDEX ledger_adjusted ON ledger (meter_id, id) WHERE kind = 'adjusted';
CREATE INDEX ledger_day ON ledger (day, id);
CREATE INDEX ledger_subject ON ledger (subject, day, id) WHERE subject IS NOT NULL;

CREATE VIEW standing_demands AS
SELECT id, subject, combination_id, since, bought_at,
       bought_at IS NULL AND NOT is_spared AS is_pending
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

-- What is old is found by an index.
CREATE INDEX answers_stored ON answers (stored_at);
CREATE INDEX sign_in_failures_forget ON sign_in_failures (forget_at);
CREATE INDEX sign_in_failures_locked ON sign_in_failures (next_allowed_at);
CREATE INDEX password_links_expiry ON password_links (expires_at);

-- A form that came when its session was over.
ALTER TABLE sessions ADD COLUMN kept_path TEXT, ADD COLUMN kept_form TEXT, ADD COLUMN kept_at TIMESTAMPTZ;

-- Devices that have signed in, and people who share their first day's credits.
ALTER TABLE users ADD COLUMN new_until TIMESTAMPTZ;
ALTER TABLE users ADD COLUMN language TEXT CHECK (language IN ('en', 'de'));
CREATE TABLE devices (
    token_hash BYTEA NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    signed_in_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX devices_user ON devices (user_id);
CREATE INDEX devices_signed_in ON devices (signed_in_at);

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

-- One upload at a time, and every try counts.
ALTER TABLE cv_uploads
    ADD COLUMN tries INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN turn BIGINT,
    ADD COLUMN turn_until TIMESTAMPTZ,
    ADD CONSTRAINT cv_uploads_check CHECK ((turn IS NULL) = (turn_until IS NULL));
CREATE INDEX cv_uploads_day ON cv_uploads (day);

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
-- Requests of wider terms; housekeeping works the marks out.
ALTER TABLE requests
    ADD COLUMN mark BIGINT,
    ADD COLUMN wider BIGINT[] NOT NULL DEFAULT '{}',
    ADD COLUMN wider_learnt BIGINT[] NOT NULL DEFAULT '{}',
    ADD COLUMN given TSTZMULTIRANGE NOT NULL DEFAULT '{}';
CREATE INDEX requests_mark ON requests (mark) WHERE mark IS NOT NULL;
CREATE INDEX requests_unmarked ON requests (id) WHERE mark IS NULL;
CREATE INDEX requests_in_country ON requests ((wider[1])) WHERE source = 'jsearch';
CREATE INDEX requests_given ON requests (id) WHERE NOT isempty(given);
CREATE FUNCTION whole_for_narrower(source TEXT, held TSTZMULTIRANGE, cut TSTZMULTIRANGE, given TSTZMULTIRANGE,
                                   since TIMESTAMPTZ)
RETURNS TSTZMULTIRANGE LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE source WHEN 'jsearch' THEN given * tstzmultirange(tstzrange(since, NULL)) ELSE held - cut END
$$;
CREATE TABLE near_places (
    place TEXT NOT NULL,
    near TEXT NOT NULL,
    postings INTEGER NOT NULL CHECK (postings > 0),
    known_since TIMESTAMPTZ,
    PRIMARY KEY (place, near)
);
CREATE INDEX near_places_near ON near_places (near) WHERE known_since IS NOT NULL;
ALTER TABLE savings
    DROP CONSTRAINT savings_reason_check,
    ADD CHECK (reason IN ('same_combination', 'same_request', 'being_bought', 'held', 'contained', 'in_list')),
    DROP CONSTRAINT savings_method_check,
    ADD CHECK (method IN ('real', 'measured', 'average', 'estimate'));
CREATE VIEW wanted_requests AS
SELECT link.request_id, search.combination_id, search.search_id, search.user_id, search.subject, search.priority
  FROM combination_requests link
  JOIN live_searches search USING (combination_id);

-- Capabilities: what a source can do, as far as its answers have shown it. No row: unknown.
CREATE TABLE capabilities (
    source TEXT NOT NULL REFERENCES sources,
    -- lists: several titles in one question, of which one is enough. dates: bounds on when the source learnt of a job
    -- (date_created_gte, date_created_lt). places: what comes for a town comes for its country, too. titles: what comes for
    -- a title comes for a title within it, too. endings: words are compared without their endings, and stop words left
    -- out. unknown_values: a filter finds what states nothing on it, too. several_places: several places in one question,
    -- of which one is enough. counts: tells how many postings there are, for a call and no row. rolling_days: its day
    -- reaches back 24 hours, and does not begin at midnight. exclusion: leaves out the postings of a title. closed_feed:
    -- tells which postings are closed, for a call and no row.
    name TEXT NOT NULL CHECK (name IN ('lists', 'dates', 'places', 'titles', 'endings', 'unknown_values', 'several_places',
                                    'counts', 'rolling_days', 'exclusion', 'closed_feed')),
    -- unknown: looked for, and not shown; trial: a purchase is under way that will show it; off: shown not to be so;
    -- off_by_hand: an admin does not want it.
    state TEXT NOT NULL CHECK (state IN ('unknown', 'trial', 'on', 'off', 'off_by_hand')),
    -- What showed it, in a sentence without its full stop.
    evidence TEXT NOT NULL,
    checked_at TIMESTAMPTZ NOT NULL,
    -- When numbers of postings were last asked for, to see it. NULL: never.
    counted_at TIMESTAMPTZ,
    PRIMARY KEY (source, name)
);

INSERT INTO capabilities (source, name, state, evidence, checked_at)
SELECT source, 'dates', CASE WHEN takes_created_since THEN 'on' ELSE 'off' END, 'shown before version 0.1.0', now()
  FROM sources WHERE takes_created_since IS NOT NULL;
ALTER TABLE sources DROP COLUMN takes_created_since;
ALTER TABLE ledger
    DROP CONSTRAINT ledger_kind_check,
    ADD CHECK (kind IN ('reserved', 'settled', 'voided', 'unknown', 'freed', 'opening', 'adjusted', 'count')),
    DROP CONSTRAINT ledger_check,
    ADD CHECK ((attempt_id IS NULL) = (kind IN ('opening', 'adjusted', 'count')));
CREATE INDEX ledger_counts ON ledger (meter_id, at) WHERE kind = 'count';
-- Counts: how many postings a source has for a question that was never bought, by its own word. Good for a day, kept for two.
CREATE TABLE counts (
    source TEXT NOT NULL REFERENCES sources,
    -- As a request has it; there may be none yet.
    key TEXT NOT NULL,
    -- Posting time that was asked about.
    window_from TIMESTAMPTZ NOT NULL,
    window_to TIMESTAMPTZ NOT NULL,
    jobs BIGINT NOT NULL CHECK (jobs >= 0),
    counted_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (source, key)
);
CREATE INDEX counts_counted ON counts (counted_at);
-- Whether each source takes date bounds. NULL: not known.
CREATE VIEW known_dates AS
SELECT sources.source, CASE known.state WHEN 'on' THEN TRUE WHEN 'off' THEN FALSE WHEN 'off_by_hand' THEN FALSE END
       AS takes_created_since
  FROM sources LEFT JOIN capabilities known ON known.source = sources.source AND known.name = 'dates';
-- Sources of which it was learnt what wider terms hold beyond what is implied: at Active Jobs DB a country what lies in it,
-- at JSearch a title the titles that it stands in.
CREATE FUNCTION sources_with_learnt() RETURNS TEXT[] STABLE LANGUAGE sql AS $$
    SELECT coalesce(array_agg(source), '{}') FROM capabilities
     WHERE (source, name) IN (('active_jobs', 'places'), ('jsearch', 'titles')) AND state = 'on'
$$;

-- The marks of everything that asks for no less than a request. It is so simple that it costs no call. At JSearch the first
-- month of a request is its own.
CREATE FUNCTION marks_around(source TEXT, held TSTZMULTIRANGE, wider BIGINT[], wider_learnt BIGINT[], known TEXT[])
RETURNS BIGINT[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN source = 'jsearch' AND isempty(held) THEN '{}' WHEN source = ANY (known) THEN wider || wider_learnt
                ELSE wider END
$$;

-- Whether what comes for a request at JSearch is given to narrower ones: for a country to its towns, for a town to the titles
-- that its own stands in. `wider` is empty of a country.
CREATE FUNCTION gives_to_narrower(source TEXT, wider BIGINT[]) RETURNS BOOLEAN STABLE LANGUAGE sql AS $$
    SELECT source = 'jsearch' AND EXISTS (
           SELECT FROM capabilities known WHERE known.source = 'jsearch' AND known.state = 'on'
              AND known.name = CASE WHEN wider = '{}' THEN 'places' ELSE 'titles' END)
$$;

-- Fetches of lists.
DROP VIEW standing_fetches;
ALTER TABLE fetches
    ADD COLUMN cells INTEGER NOT NULL DEFAULT 1 CHECK (cells > 0),
    ADD COLUMN is_live BOOLEAN NOT NULL GENERATED ALWAYS AS (state IN ('queued', 'running', 'put_off')) STORED,
    ADD COLUMN orphans INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN in_forms BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN gives BOOLEAN NOT NULL DEFAULT FALSE,
    ADD COLUMN checks TEXT CHECK (checks IN ('lists', 'places', 'titles')),
    ADD COLUMN compared INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN missed INTEGER NOT NULL DEFAULT 0,
    DROP CONSTRAINT fetches_purpose_check,
    ADD CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit')),
    ADD UNIQUE (id, is_live);
DROP INDEX fetches_one_live, fetches_request;
CREATE INDEX fetches_checks ON fetches (checks, ended_at) WHERE checks IS NOT NULL;
-- The requests of a fetch: those that it buys, and narrower ones that wait for its end, since what it holds whole then is
-- held of them, too. These are let go when it has ended, and planned again.
CREATE TABLE fetch_cells (
    fetch_id BIGINT NOT NULL,
    request_id BIGINT NOT NULL REFERENCES requests,
    -- FALSE: it waits.
    is_own BOOLEAN NOT NULL,
    -- As the fetch is.
    is_live BOOLEAN NOT NULL,
    -- Its share of what the fetch cost and brought: all, unless the fetch buys a list.
    credits BIGINT NOT NULL DEFAULT 0,
    new_jobs INTEGER NOT NULL DEFAULT 0,
    -- Postings of a list that no other of its requests asks for.
    alone INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (fetch_id, request_id),
    FOREIGN KEY (fetch_id, is_live) REFERENCES fetches (id, is_live) ON UPDATE CASCADE
);
-- The lock on a purchase: one buyer per request, whatever the window.
CREATE UNIQUE INDEX fetch_cells_one_live ON fetch_cells (request_id) WHERE is_own AND is_live;
CREATE INDEX fetch_cells_live ON fetch_cells (request_id, fetch_id) WHERE is_live;
CREATE INDEX fetch_cells_request ON fetch_cells (request_id, fetch_id DESC) WHERE is_own;
CREATE INDEX fetch_cells_waiting ON fetch_cells (fetch_id) WHERE NOT is_own;

INSERT INTO fetch_cells (fetch_id, request_id, is_own, is_live, credits, new_jobs)
SELECT id, request_id, TRUE, is_live, credits, new_jobs FROM fetches;

-- The fetches of a request that say how it stands: those that buy it, and live ones that it waits for; of those that go
-- deeper only what is under way.
CREATE VIEW standing_fetches AS
SELECT cell.request_id, cell.is_own, cell.is_live, cell.fetch_id AS id, state, pages,
       max_pages - (next_page - 1 - pages) AS max_pages, jobs, fetches.credits, started_for, error_code, error, fell_short,
       put_off_until
  FROM fetch_cells cell JOIN fetches ON fetches.id = cell.fetch_id
 WHERE (cell.is_own OR cell.is_live)
   AND (continues IS NULL OR state = 'running' OR (state IN ('queued', 'put_off') AND pages > 0))
   -- A check of what is held says nothing of how it stands.
   AND purpose <> 'audit';

-- Wanted fetches: one row for each live search that needs a request of the fetch, or waits for it.
CREATE VIEW wanted_fetches AS
SELECT cell.fetch_id, wanted.request_id, wanted.combination_id, wanted.search_id, wanted.user_id, wanted.subject,
       wanted.priority
  FROM fetch_cells cell JOIN wanted_requests wanted USING (request_id);

-- Totals: sums over what grows for ever, kept by triggers in the transaction that changes the facts, so that no page
-- adds up history. Every database session adds to rows of its own (writer), lest one transaction wait for another's
-- sum; housekeeping puts them together under writer 0. What the sums have to be by the facts is said by the views
-- whole_…, which `jobfill quota --check` compares.

-- Credits of the ledger by meter, local day and purpose.
CREATE TABLE ledger_days (
    meter_id INTEGER NOT NULL,
    day DATE NOT NULL,
    -- correction: an opening balance or an adjustment, which no purchase made.
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit', 'correction')),
    writer INTEGER NOT NULL,
    spent BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    PRIMARY KEY (meter_id, day, purpose, writer)
);
CREATE VIEW whole_ledger_days AS
SELECT meter_id, day, CASE WHEN kind IN ('opening', 'adjusted') THEN 'correction' ELSE coalesce(purpose, 'by_hand') END AS purpose,
       sum(spent)::int8 AS spent, sum(unknown)::int8 AS unknown
  FROM ledger GROUP BY 1, 2, 3;

CREATE FUNCTION add_to_ledger_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_days (meter_id, day, purpose, writer, spent, unknown)
    SELECT meter_id, day, CASE WHEN kind IN ('opening', 'adjusted') THEN 'correction' ELSE coalesce(purpose, 'by_hand') END,
           pg_backend_pid(), sum(spent), sum(unknown)
      FROM added WHERE spent <> 0 OR unknown <> 0 GROUP BY 1, 2, 3
    ON CONFLICT (meter_id, day, purpose, writer) DO UPDATE
       SET spent = ledger_days.spent + excluded.spent, unknown = ledger_days.unknown + excluded.unknown;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_days_insert AFTER INSERT ON ledger REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION add_to_ledger_days();

-- Attempts that have ended or wait for figures, by local day, source and what became of them.
CREATE TABLE attempt_days (
    day DATE NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    state TEXT NOT NULL CHECK (state IN ('settled', 'refused', 'voided', 'unknown', 'lost', 'freed', 'late')),
    -- Their rows were swept out; the count stays.
    is_gone BOOLEAN NOT NULL,
    writer INTEGER NOT NULL,
    attempts BIGINT NOT NULL,
    PRIMARY KEY (day, source, state, is_gone, writer)
);
CREATE VIEW whole_attempt_days AS
SELECT attempts.day, requests.source, attempts.state, FALSE AS is_gone, count(*) AS attempts
  FROM attempts JOIN fetches ON fetches.id = fetch_id JOIN requests ON requests.id = request_id
 WHERE attempts.state NOT IN ('reserved', 'sending') GROUP BY 1, 2, 3;

CREATE FUNCTION move_in_attempt_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO attempt_days (day, source, state, is_gone, writer, attempts)
    SELECT one.day, requests.source, one.state, FALSE, pg_backend_pid(), one.attempts
      FROM (VALUES (OLD.day, OLD.state, -1), (NEW.day, NEW.state, 1)) one (day, state, attempts),
           fetches JOIN requests ON requests.id = fetches.request_id
     WHERE fetches.id = NEW.fetch_id AND one.state NOT IN ('reserved', 'sending')
    ON CONFLICT (day, source, state, is_gone, writer) DO UPDATE SET attempts = attempt_days.attempts + excluded.attempts;
    RETURN NULL;
END $$;
CREATE FUNCTION change_attempt_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO attempt_days (day, source, state, is_gone, writer, attempts)
    SELECT changed.day, requests.source, changed.state, one.is_gone, pg_backend_pid(), one.sign * count(*)
      FROM changed JOIN fetches ON fetches.id = changed.fetch_id JOIN requests ON requests.id = fetches.request_id,
           (VALUES ('INSERT', FALSE, 1), ('DELETE', FALSE, -1), ('DELETE', TRUE, 1)) one (what, is_gone, sign)
     WHERE one.what = TG_OP AND changed.state NOT IN ('reserved', 'sending')
     GROUP BY changed.day, requests.source, changed.state, one.is_gone, one.sign
    ON CONFLICT (day, source, state, is_gone, writer) DO UPDATE SET attempts = attempt_days.attempts + excluded.attempts;
    RETURN NULL;
END $$;
CREATE TRIGGER attempt_days_insert AFTER INSERT ON attempts REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_attempt_days();
CREATE TRIGGER attempt_days_update AFTER UPDATE ON attempts
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.day IS DISTINCT FROM NEW.day)
    EXECUTE FUNCTION move_in_attempt_days();
CREATE TRIGGER attempt_days_delete AFTER DELETE ON attempts REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_attempt_days();

-- Purchases by source and purpose.
CREATE TABLE fetch_totals (
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit')),
    writer INTEGER NOT NULL,
    -- Fetches with a page.
    fetches BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    new_jobs BIGINT NOT NULL,
    PRIMARY KEY (source, purpose, writer)
);
CREATE VIEW whole_fetch_totals AS
SELECT requests.source, fetches.purpose, count(*) FILTER (WHERE fetches.pages > 0) AS fetches,
       sum(fetches.pages)::int8 AS pages, sum(fetches.credits)::int8 AS credits, sum(fetches.new_jobs)::int8 AS new_jobs
  FROM fetches JOIN requests ON requests.id = request_id GROUP BY 1, 2;

CREATE FUNCTION move_in_fetch_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fetch_totals (source, purpose, writer, fetches, pages, credits, new_jobs)
    SELECT requests.source, one.purpose, pg_backend_pid(), sum(sign * (one.pages > 0)::int), sum(sign * one.pages),
           sum(sign * one.credits), sum(sign * one.new_jobs)
      FROM (VALUES (-1, OLD.purpose, OLD.pages, OLD.credits, OLD.new_jobs),
                   (1, NEW.purpose, NEW.pages, NEW.credits, NEW.new_jobs)) one (sign, purpose, pages, credits, new_jobs),
           requests
     WHERE requests.id = NEW.request_id GROUP BY requests.source, one.purpose
    ON CONFLICT (source, purpose, writer) DO UPDATE
       SET fetches = fetch_totals.fetches + excluded.fetches, pages = fetch_totals.pages + excluded.pages,
           credits = fetch_totals.credits + excluded.credits, new_jobs = fetch_totals.new_jobs + excluded.new_jobs;
    RETURN NULL;
END $$;
CREATE FUNCTION change_fetch_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign INTEGER := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO fetch_totals (source, purpose, writer, fetches, pages, credits, new_jobs)
    SELECT source, purpose, pg_backend_pid(), sign * count(*) FILTER (WHERE pages > 0), sign * sum(pages),
           sign * sum(credits), sign * sum(new_jobs)
      FROM changed JOIN requests ON requests.id = request_id
     WHERE pages <> 0 OR credits <> 0 OR new_jobs <> 0 GROUP BY source, purpose
    ON CONFLICT (source, purpose, writer) DO UPDATE
       SET fetches = fetch_totals.fetches + excluded.fetches, pages = fetch_totals.pages + excluded.pages,
           credits = fetch_totals.credits + excluded.credits, new_jobs = fetch_totals.new_jobs + excluded.new_jobs;
    RETURN NULL;
END $$;
CREATE TRIGGER fetch_totals_insert AFTER INSERT ON fetches REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_fetch_totals();
CREATE TRIGGER fetch_totals_update AFTER UPDATE ON fetches
    FOR EACH ROW WHEN ((OLD.purpose, OLD.pages, OLD.credits, OLD.new_jobs)
                       IS DISTINCT FROM (NEW.purpose, NEW.pages, NEW.credits, NEW.new_jobs))
    EXECUTE FUNCTION move_in_fetch_totals();
CREATE TRIGGER fetch_totals_delete AFTER DELETE ON fetches REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_fetch_totals();

-- What a run's fetches brought, by run and source. A fetch that is taken up again counts whole in the later run.
CREATE TABLE refresh_totals (
    refresh_id BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    writer INTEGER NOT NULL,
    -- Fetches that asked the source, or may still.
    asked BIGINT NOT NULL,
    pages BIGINT NOT NULL,
    jobs BIGINT NOT NULL,
    new_jobs BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    failed BIGINT NOT NULL,
    -- Queued or running.
    live BIGINT NOT NULL,
    -- Ended by a limit on the way.
    left_out BIGINT NOT NULL,
    PRIMARY KEY (refresh_id, source, writer)
);
CREATE VIEW whole_refresh_totals AS
SELECT refresh_id, requests.source, count(*) FILTER (WHERE pages > 0 OR state <> 'cancelled') AS asked,
       sum(pages)::int8 AS pages, sum(jobs)::int8 AS jobs, sum(new_jobs)::int8 AS new_jobs, sum(credits)::int8 AS credits,
       count(*) FILTER (WHERE state = 'failed') AS failed,
       count(*) FILTER (WHERE state IN ('queued', 'running')) AS live,
       count(*) FILTER (WHERE state = 'cancelled'
                          AND error_code IN ('quota', 'daily_credits', 'first_day', 'person_credits')) AS left_out
  FROM fetches JOIN requests ON requests.id = request_id WHERE refresh_id IS NOT NULL GROUP BY 1, 2;

CREATE FUNCTION move_in_refresh_totals() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO refresh_totals (refresh_id, source, writer, asked, pages, jobs, new_jobs, credits, failed, live, left_out)
    SELECT one.refresh_id, requests.source, pg_backend_pid(), sum(sign * (pages > 0 OR state <> 'cancelled')::int),
           sum(sign * pages), sum(sign * jobs), sum(sign * new_jobs), sum(sign * credits),
           sum(sign * (state = 'failed')::int), sum(sign * (state IN ('queued', 'running'))::int),
           sum(sign * (state = 'cancelled' AND coalesce(
               error_code IN ('quota', 'daily_credits', 'first_day', 'person_credits'), FALSE))::int)
      FROM (SELECT -1 AS sign, OLD.* UNION ALL SELECT 1, NEW.*) one JOIN requests ON requests.id = one.request_id
     WHERE one.refresh_id IS NOT NULL GROUP BY 1, 2
    ON CONFLICT (refresh_id, source, writer) DO UPDATE
       SET asked = refresh_totals.asked + excluded.asked, pages = refresh_totals.pages + excluded.pages,
           jobs = refresh_totals.jobs + excluded.jobs, new_jobs = refresh_totals.new_jobs + excluded.new_jobs,
           credits = refresh_totals.credits + excluded.credits, failed = refresh_totals.failed + excluded.failed,
           live = refresh_totals.live + excluded.live, left_out = refresh_totals.left_out + excluded.left_out;
    RETURN NULL;
END $$;
CREATE FUNCTION change_refresh_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign INTEGER := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO refresh_totals (refresh_id, source, writer, asked, pages, jobs, new_jobs, credits, failed, live, left_out)
    SELECT refresh_id, source, pg_backend_pid(), sign * count(*) FILTER (WHERE pages > 0 OR state <> 'cancelled'),
           sign * sum(pages), sign * sum(jobs), sign * sum(new_jobs), sign * sum(credits),
           sign * count(*) FILTER (WHERE state = 'failed'), sign * count(*) FILTER (WHERE state IN ('queued', 'running')),
           sign * count(*) FILTER (WHERE state = 'cancelled'
               AND error_code IN ('quota', 'daily_credits', 'first_day', 'person_credits'))
      FROM changed JOIN requests ON requests.id = request_id WHERE refresh_id IS NOT NULL GROUP BY 1, 2
    ON CONFLICT (refresh_id, source, writer) DO UPDATE
       SET asked = refresh_totals.asked + excluded.asked, pages = refresh_totals.pages + excluded.pages,
           jobs = refresh_totals.jobs + excluded.jobs, new_jobs = refresh_totals.new_jobs + excluded.new_jobs,
           credits = refresh_totals.credits + excluded.credits, failed = refresh_totals.failed + excluded.failed,
           live = refresh_totals.live + excluded.live, left_out = refresh_totals.left_out + excluded.left_out;
    RETURN NULL;
END $$;
CREATE TRIGGER refresh_totals_insert AFTER INSERT ON fetches REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_refresh_totals();
CREATE TRIGGER refresh_totals_update AFTER UPDATE ON fetches
    FOR EACH ROW WHEN ((OLD.refresh_id, OLD.state, OLD.error_code, OLD.pages, OLD.jobs, OLD.new_jobs, OLD.credits)
                       IS DISTINCT FROM (NEW.refresh_id, NEW.state, NEW.error_code, NEW.pages, NEW.jobs, NEW.new_jobs,
                                         NEW.credits)
                       AND (OLD.refresh_id IS NOT NULL OR NEW.refresh_id IS NOT NULL))
    EXECUTE FUNCTION move_in_refresh_totals();
CREATE TRIGGER refresh_totals_delete AFTER DELETE ON fetches REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_refresh_totals();

-- Combinations by state and by how many people want them.
CREATE TABLE combination_counts (
    state TEXT NOT NULL CHECK (state IN ('waiting', 'loading', 'loaded', 'partly', 'failed')),
    -- 3: three or more.
    people SMALLINT NOT NULL CHECK (people BETWEEN 0 AND 3),
    writer INTEGER NOT NULL,
    combinations BIGINT NOT NULL,
    PRIMARY KEY (state, people, writer)
);
CREATE VIEW whole_combination_counts AS
SELECT state, least(users, 3)::int2 AS people, count(*) AS combinations FROM backfill_tracking GROUP BY 1, 2;

CREATE FUNCTION move_in_combination_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO combination_counts (state, people, writer, combinations)
    SELECT state, least(users, 3), pg_backend_pid(), sum(sign)
      FROM (SELECT 1 AS sign, state, users FROM since UNION ALL SELECT -1, state, users FROM before) one
     GROUP BY 1, 2 HAVING sum(sign) <> 0
    ON CONFLICT (state, people, writer) DO UPDATE
       SET combinations = combination_counts.combinations + excluded.combinations;
    RETURN NULL;
END $$;
CREATE FUNCTION change_combination_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO combination_counts (state, people, writer, combinations)
    SELECT state, least(users, 3), pg_backend_pid(), CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END * count(*)
      FROM changed GROUP BY 1, 2
    ON CONFLICT (state, people, writer) DO UPDATE
       SET combinations = combination_counts.combinations + excluded.combinations;
    RETURN NULL;
END $$;
CREATE TRIGGER combination_counts_insert AFTER INSERT ON backfill_tracking REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_combination_counts();
CREATE TRIGGER combination_counts_update AFTER UPDATE ON backfill_tracking
    REFERENCING OLD TABLE AS before NEW TABLE AS since FOR EACH STATEMENT EXECUTE FUNCTION move_in_combination_counts();
CREATE TRIGGER combination_counts_delete AFTER DELETE ON backfill_tracking REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION change_combination_counts();

-- Demands by the local day of their coming. Pending ones are what is left of wanted.
CREATE TABLE demand_days (
    day DATE NOT NULL,
    writer INTEGER NOT NULL,
    wanted BIGINT NOT NULL,
    bought BIGINT NOT NULL,
    -- Not bought, and a saving of it counts.
    avoided BIGINT NOT NULL,
    -- People whose first demand it was.
    people BIGINT NOT NULL,
    PRIMARY KEY (day, writer)
);
CREATE VIEW whole_demand_days AS
SELECT day, count(*) AS wanted, count(bought_at) AS bought,
       count(*) FILTER (WHERE bought_at IS NULL AND EXISTS (
           SELECT FROM savings
            WHERE savings.subject = one.subject AND savings.combination_id = one.combination_id
              AND NOT savings.is_pending)) AS avoided,
       count(*) FILTER (WHERE is_first) AS people
  FROM (SELECT day, subject, combination_id, bought_at, id = min(id) OVER (PARTITION BY subject) AS is_first
          FROM demands) one
 GROUP BY day;

CREATE FUNCTION add_to_demand_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO demand_days (day, writer, wanted, bought, avoided, people)
    SELECT day, pg_backend_pid(), count(*), count(bought_at), count(*) FILTER (WHERE bought_at IS NULL AND is_spared),
           count(*) FILTER (WHERE id = first)
      FROM added
      JOIN (SELECT subject, min(id) AS first FROM demands WHERE subject IN (SELECT subject FROM added) GROUP BY 1) person
     USING (subject)
     GROUP BY day
    ON CONFLICT (day, writer) DO UPDATE
       SET wanted = demand_days.wanted + excluded.wanted, bought = demand_days.bought + excluded.bought,
           avoided = demand_days.avoided + excluded.avoided, people = demand_days.people + excluded.people;
    RETURN NULL;
END $$;
CREATE FUNCTION move_in_demand_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO demand_days (day, writer, wanted, bought, avoided, people)
    SELECT day, pg_backend_pid(), 0, sum(sign * (bought_at IS NOT NULL)::int),
           sum(sign * (bought_at IS NULL AND is_spared)::int), 0
      FROM (SELECT 1 AS sign, * FROM since UNION ALL SELECT -1, * FROM before) one
     GROUP BY day
    ON CONFLICT (day, writer) DO UPDATE
       SET bought = demand_days.bought + excluded.bought, avoided = demand_days.avoided + excluded.avoided;
    RETURN NULL;
END $$;
CREATE TRIGGER demand_days_insert AFTER INSERT ON demands REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION add_to_demand_days();
CREATE TRIGGER demand_days_update AFTER UPDATE ON demands REFERENCING OLD TABLE AS before NEW TABLE AS since
    FOR EACH STATEMENT EXECUTE FUNCTION move_in_demand_days();

-- Savings by source, reason and the local day of their count, or while they are pending, of their coming.
CREATE TABLE saving_days (
    day DATE NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    reason TEXT NOT NULL CHECK (reason IN ('same_combination', 'same_request', 'being_bought', 'held', 'contained', 'in_list')),
    is_pending BOOLEAN NOT NULL,
    writer INTEGER NOT NULL,
    savings BIGINT NOT NULL,
    credits BIGINT NOT NULL,
    PRIMARY KEY (day, source, reason, is_pending, writer)
);
CREATE VIEW whole_saving_days AS
SELECT day, source, reason, is_pending, count(*) AS savings, sum(credits)::int8 AS credits
  FROM savings GROUP BY 1, 2, 3, 4;

-- The first saving that counts makes a demand one that was spared a purchase. Demands are locked by number.
CREATE FUNCTION change_saving_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO saving_days (day, source, reason, is_pending, writer, savings, credits)
        SELECT day, source, reason, is_pending, pg_backend_pid(), -count(*), -sum(credits) FROM before GROUP BY 1, 2, 3, 4
        ON CONFLICT (day, source, reason, is_pending, writer) DO UPDATE
           SET savings = saving_days.savings + excluded.savings, credits = saving_days.credits + excluded.credits;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO saving_days (day, source, reason, is_pending, writer, savings, credits)
        SELECT day, source, reason, is_pending, pg_backend_pid(), count(*), sum(credits) FROM since GROUP BY 1, 2, 3, 4
        ON CONFLICT (day, source, reason, is_pending, writer) DO UPDATE
           SET savings = saving_days.savings + excluded.savings, credits = saving_days.credits + excluded.credits;
        UPDATE demands SET is_spared = TRUE
          FROM (SELECT demands.id FROM demands JOIN since USING (subject, combination_id)
                 WHERE NOT since.is_pending AND NOT demands.is_spared
                 ORDER BY demands.id FOR NO KEY UPDATE OF demands) spared
         WHERE demands.id = spared.id AND NOT demands.is_spared;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER saving_days_insert AFTER INSERT ON savings REFERENCING NEW TABLE AS since
    FOR EACH STATEMENT EXECUTE FUNCTION change_saving_days();
CREATE TRIGGER saving_days_update AFTER UPDATE ON savings REFERENCING OLD TABLE AS before NEW TABLE AS since
    FOR EACH STATEMENT EXECUTE FUNCTION change_saving_days();
CREATE TRIGGER saving_days_delete AFTER DELETE ON savings REFERENCING OLD TABLE AS before
    FOR EACH STATEMENT EXECUTE FUNCTION change_saving_days();

-- Tokens of readings by local day, model and outcome.
CREATE TABLE reading_days (
    day DATE NOT NULL,
    model TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'failed')),
    writer INTEGER NOT NULL,
    readings BIGINT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    PRIMARY KEY (day, model, outcome, writer)
);
CREATE VIEW whole_reading_days AS
SELECT day, model, outcome, count(*) AS readings, sum(input_tokens)::int8 AS input_tokens,
       sum(output_tokens)::int8 AS output_tokens
  FROM readings GROUP BY 1, 2, 3;

CREATE FUNCTION add_to_reading_days() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO reading_days (day, model, outcome, writer, readings, input_tokens, output_tokens)
    SELECT day, model, outcome, pg_backend_pid(), count(*), sum(input_tokens), sum(output_tokens)
      FROM added GROUP BY 1, 2, 3
    ON CONFLICT (day, model, outcome, writer) DO UPDATE
       SET readings = reading_days.readings + excluded.readings,
           input_tokens = reading_days.input_tokens + excluded.input_tokens,
           output_tokens = reading_days.output_tokens + excluded.output_tokens;
    RETURN NULL;
END $$;
CREATE TRIGGER reading_days_insert AFTER INSERT ON readings REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION add_to_reading_days();

-- How far a sweep through a large table has come; it goes on there at the next round.
CREATE TABLE sweeps (
    name TEXT PRIMARY KEY CHECK (name IN ('jobs', 'attempts', 'unseen')),
    -- Number of the last row that was looked at.
    after BIGINT NOT NULL
);

-- What was there before counts.
INSERT INTO ledger_days SELECT meter_id, day, purpose, 0, spent, unknown FROM whole_ledger_days;
INSERT INTO attempt_days SELECT day, source, state, is_gone, 0, attempts FROM whole_attempt_days;
INSERT INTO fetch_totals SELECT source, purpose, 0, fetches, pages, credits, new_jobs FROM whole_fetch_totals;
INSERT INTO refresh_totals
SELECT refresh_id, source, 0, asked, pages, jobs, new_jobs, credits, failed, live, left_out FROM whole_refresh_totals;
INSERT INTO combination_counts SELECT state, people, 0, combinations FROM whole_combination_counts;
INSERT INTO demand_days SELECT day, 0, wanted, bought, avoided, people FROM whole_demand_days;
INSERT INTO saving_days SELECT day, source, reason, is_pending, 0, savings, credits FROM whole_saving_days;
INSERT INTO reading_days SELECT day, model, outcome, 0, readings, input_tokens, output_tokens FROM whole_reading_days;

-- Topics. The program reads jobs and combinations again, a portion at a time.
ALTER TABLE backfill_tracking ADD COLUMN languages TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE backfill_tracking ADD COLUMN has_topics BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE backfill_tracking ADD COLUMN counted_at TIMESTAMPTZ NOT NULL DEFAULT '-infinity';
CREATE INDEX backfill_tracking_counted ON backfill_tracking (counted_at)
    WHERE users > 0 OR counted_at = '-infinity';
CREATE INDEX backfill_tracking_without_topics ON backfill_tracking (id) WHERE NOT has_topics;
ALTER TABLE jobs ADD COLUMN group_id BIGINT, ADD COLUMN posting_keys TEXT[], ADD COLUMN word_keys TEXT[],
    ADD COLUMN posted_again_at TIMESTAMPTZ, ADD COLUMN taken_apart_at TIMESTAMPTZ, ADD COLUMN closed_at TIMESTAMPTZ,
    ADD COLUMN closed_why TEXT CHECK (closed_why IN ('employer', 'ended', 'not_seen')),
    ADD CHECK ((closed_at IS NULL) = (closed_why IS NULL)), ADD COLUMN title_runs TEXT[],
    ADD COLUMN place_keys TEXT[], ADD COLUMN remote_keys TEXT[];
UPDATE jobs SET group_id = id;
ALTER TABLE jobs ALTER COLUMN group_id SET NOT NULL, ALTER COLUMN group_id SET DEFAULT currval('jobs_id_seq');
CREATE INDEX jobs_topics ON jobs USING gin (title_runs, place_keys, remote_keys);
CREATE INDEX jobs_taken_apart ON jobs (taken_apart_at, id) WHERE taken_apart_at IS NOT NULL;
CREATE INDEX jobs_open ON jobs (id) WHERE closed_at IS NULL;
CREATE INDEX jobs_ends ON jobs (valid_through) WHERE valid_through IS NOT NULL AND closed_at IS NULL;
CREATE INDEX jobs_group ON jobs (group_id, id);
CREATE INDEX jobs_same ON jobs USING gin (posting_keys, word_keys) WITH (fastupdate = off);
CREATE INDEX jobs_unread ON jobs (id) WHERE title_runs IS NULL;
-- A known job is posted again where the earliest moment of its date is more than a day after it was listed: "30+ days ago"
-- says the same every day.
CREATE FUNCTION is_posted_again(listed_at TIMESTAMPTZ, posted_from TIMESTAMPTZ) RETURNS BOOLEAN STABLE LANGUAGE sql AS $$
    SELECT coalesce(posted_from > listed_at + interval '1 day', FALSE)
$$;

-- A closed job that an answer shows stays closed where the answer is from before the closing. What the employer took down
-- is open again where its own source shows it, or where it was posted since; what a board listed up to a date, where it was
-- posted since, or the board lists it longer.
CREATE FUNCTION stays_closed(closed_at TIMESTAMPTZ, closed_why TEXT, source TEXT, posted_from TIMESTAMPTZ,
                             valid_through TIMESTAMPTZ, shown_at TIMESTAMPTZ) RETURNS BOOLEAN STABLE LANGUAGE sql AS $$
    SELECT coalesce(closed_at > shown_at
                    OR (closed_why IN ('employer', 'ended') AND source <> 'active_jobs'
                        AND coalesce(posted_from <= closed_at, TRUE)
                        AND NOT (closed_why = 'ended' AND coalesce(valid_through > shown_at, FALSE))), FALSE)
$$;
CREATE TABLE topics (
    id BIGSERIAL PRIMARY KEY,
    -- Words of the title, put together: src/fits/title.rs.
    title TEXT NOT NULL,
    -- Key of the place: src/fits/place.rs.
    place TEXT NOT NULL,
    -- Jobs up to this number were looked at since the topic was made.
    fill_after BIGINT NOT NULL DEFAULT 0,
    -- Jobs beyond this number were linked when they were stored. NULL: not known yet.
    fill_to BIGINT,
    is_whole BOOLEAN NOT NULL DEFAULT FALSE,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (title, place)
);
CREATE INDEX topics_not_whole ON topics (id) WHERE NOT is_whole;
CREATE TABLE combination_topics (
    combination_id INTEGER NOT NULL REFERENCES backfill_tracking,
    topic_id BIGINT NOT NULL REFERENCES topics,
    PRIMARY KEY (combination_id, topic_id)
);
CREATE INDEX combination_topics_topic ON combination_topics (topic_id);
CREATE TABLE topic_jobs (
    topic_id BIGINT NOT NULL REFERENCES topics,
    job_id BIGINT NOT NULL REFERENCES jobs,
    -- The job's, repeated so that one topic's newest jobs are one index scan.
    listed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (topic_id, job_id)
);
CREATE INDEX topic_jobs_listed ON topic_jobs (topic_id, listed_at DESC, job_id DESC);
CREATE INDEX topic_jobs_job ON topic_jobs (job_id);

-- What people note beside their jobs, and what lists leave out and choose by. Pay of older jobs is not told by the year.
ALTER TABLE user_jobs
    ADD COLUMN hidden_why TEXT
        CHECK (hidden_why IN ('not_my_field', 'too_far', 'level', 'pay', 'employer', 'seen_elsewhere', 'other')),
    ADD COLUMN applied_on DATE,
    ADD COLUMN note TEXT CHECK (length(note) <= 2000);
ALTER TABLE users
    ADD COLUMN employers_off TEXT[] NOT NULL DEFAULT '{}' CHECK (cardinality(employers_off) <= 200);
ALTER TABLE jobs ADD COLUMN pay_yearly BIGINT;

-- Roles, people's own limits, second factors. A session proved itself when it began.
ALTER TABLE users
    ADD COLUMN role TEXT NOT NULL DEFAULT 'person' CHECK (role IN ('person', 'viewer', 'admin')),
    ADD COLUMN own_credits BIGINT CHECK (own_credits >= 0),
    ADD COLUMN own_combinations BIGINT CHECK (own_combinations >= 0);
UPDATE users SET role = 'admin' WHERE is_admin;
ALTER TABLE users DROP COLUMN is_admin;
ALTER TABLE sessions ADD COLUMN proved_at TIMESTAMPTZ;
UPDATE sessions SET proved_at = created_at;
ALTER TABLE sessions ALTER COLUMN proved_at SET NOT NULL;

-- News and mails.
ALTER TABLE password_links ADD COLUMN is_mailed BOOLEAN NOT NULL DEFAULT FALSE;
CREATE TABLE feeds (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    secret_hash BYTEA NOT NULL UNIQUE,
    made_at TIMESTAMPTZ NOT NULL
);
CREATE TABLE addresses (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    confirmed_at TIMESTAMPTZ,
    token_hash BYTEA UNIQUE,
    token_expires_at TIMESTAMPTZ,
    CHECK ((token_hash IS NULL) = (token_expires_at IS NULL))
);
CREATE TABLE digests (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    every TEXT NOT NULL CHECK (every IN ('day', 'week')),
    since TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    look_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX digests_look ON digests (look_at);
CREATE TABLE mails (
    id BIGSERIAL PRIMARY KEY,
    user_id INTEGER REFERENCES users ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('confirmation', 'reset', 'invitation', 'digest')),
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sending', 'sent', 'unknown', 'failed', 'dropped')),
    content JSONB,
    tells_to TIMESTAMPTZ,
    stop_hash BYTEA UNIQUE,
    made_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    error TEXT CHECK (error IN ('unreachable', 'unprotected', 'sign_in', 'put_off', 'refused', 'no_answer', 'worker_gone')),
    CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL)),
    CHECK ((kind = 'digest') = (tells_to IS NOT NULL)),
    CHECK (content IS NULL OR ended_at IS NULL)
);
CREATE INDEX mails_user ON mails (user_id, kind, made_at);
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;
CREATE TABLE told (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('feed', 'mail')),
    job_id BIGINT NOT NULL,
    mail_id BIGINT REFERENCES mails ON DELETE CASCADE,
    told_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, way, job_id),
    CHECK ((way = 'mail') = (mail_id IS NOT NULL))
);
CREATE INDEX told_mail ON told (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX told_at ON told (told_at);
-- Signing in in two steps.
CREATE TABLE second_factors (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    key BYTEA NOT NULL CHECK (octet_length(key) = 20),
    begun_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,
    last_step BIGINT,
    CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);
CREATE INDEX second_factors_begun ON second_factors (begun_at) WHERE confirmed_at IS NULL;
CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES second_factors ON DELETE CASCADE,
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);
CREATE TABLE begun_sign_ins (
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX begun_sign_ins_user ON begun_sign_ins (user_id);
CREATE INDEX begun_sign_ins_expires ON begun_sign_ins (expires_at);

-- Limits changed on a page.
CREATE TABLE caps (
    name TEXT PRIMARY KEY CHECK (name IN (
        'daily_credits', 'person_credits', 'person_combinations', 'first_day_share', 'signup_share', 'refresh_days',
        'jsearch_pages', 'jsearch_country_pages', 'active_jobs_pages')),
    value BIGINT NOT NULL CHECK (value >= 0),
    changed_at TIMESTAMPTZ NOT NULL,
    subject BIGINT
);

-- Alerts.
CREATE TABLE alerts (
    id BIGSERIAL PRIMARY KEY,
    cause TEXT NOT NULL,
    which TEXT NOT NULL,
    what TEXT NOT NULL,
    link TEXT NOT NULL,
    count BIGINT NOT NULL,
    since TIMESTAMPTZ,
    began_at TIMESTAMPTZ NOT NULL,
    gone_since TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK (ended_at IS NULL OR gone_since IS NOT NULL)
);
CREATE UNIQUE INDEX alerts_open ON alerts (cause, which) WHERE ended_at IS NULL;
CREATE INDEX alerts_began ON alerts (began_at);
CREATE TABLE alert_messages (
    id BIGSERIAL PRIMARY KEY,
    alert_id BIGINT NOT NULL REFERENCES alerts ON DELETE CASCADE,
    is_end BOOLEAN NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('mail', 'webhook')),
    recipient TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'unknown', 'failed')),
    error TEXT,
    made_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    UNIQUE (alert_id, is_end, way, recipient),
    CHECK ((state IN ('waiting', 'sending')) = (settled_at IS NULL))
);
CREATE INDEX alert_messages_open ON alert_messages (made_at) WHERE settled_at IS NULL;
CREATE INDEX alert_messages_failed ON alert_messages (settled_at) WHERE state = 'failed';
CREATE INDEX alert_messages_sent ON alert_messages (way, recipient, settled_at) WHERE state = 'sent';

-- Finding by any part of a name.
CREATE FUNCTION trigrams(words TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    small TEXT := lower(words);
    pieces TEXT[] := '{}';
BEGIN
    FOR place IN 1 .. length(small) - 2 LOOP
        pieces[place] := substr(small, place, 3);
    END LOOP;
    RETURN pieces;
END $$;
CREATE TABLE combination_words (
    combination_id INTEGER PRIMARY KEY REFERENCES backfill_tracking ON DELETE CASCADE,
    words TEXT NOT NULL
);
CREATE FUNCTION keep_combination_words() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO combination_words SELECT id, title_keyword || E'\n' || location FROM fresh;
    RETURN NULL;
END $$;
CREATE TRIGGER combination_words AFTER INSERT ON backfill_tracking
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION keep_combination_words();
INSERT INTO combination_words SELECT id, title_keyword || E'\n' || location FROM backfill_tracking;
CREATE INDEX combination_words_trigrams ON combination_words USING gin (trigrams(words));
CREATE INDEX users_trigrams ON users USING gin (trigrams(email));
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';

-- Acts on many things.
CREATE TABLE acts (
    id BIGSERIAL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN (
        'pause', 'resume', 'load_missing', 'load_again', 'load_deeper', 'cancel_fetch', 'deepen_fetch', 'disable', 'enable',
        'invite')),
    subject BIGINT NOT NULL,
    query TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'waiting', 'running', 'done', 'cancelled')),
    reason TEXT,
    items INTEGER NOT NULL CHECK (items > 0),
    affected INTEGER NOT NULL,
    expected_credits BIGINT NOT NULL,
    most_credits BIGINT NOT NULL,
    fetches INTEGER NOT NULL DEFAULT 0,
    made_at TIMESTAMPTZ NOT NULL,
    starts_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK ((state = 'proposed') = (reason IS NULL)),
    CHECK ((state = 'proposed') = (starts_at IS NULL)),
    CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL))
);
CREATE INDEX acts_proposed ON acts (made_at) WHERE state = 'proposed';
CREATE TABLE act_items (
    act_id BIGINT NOT NULL REFERENCES acts ON DELETE CASCADE,
    item BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'skipped')),
    PRIMARY KEY (act_id, item)
);
CREATE INDEX act_items_done ON act_items (item, act_id) WHERE state = 'done';

-- The squashed migrations have run.
DELETE FROM __diesel_schema_migrations;
INSERT INTO __diesel_schema_migrations (version) VALUES
    ('20261128000001'), ('20261128000002'), ('20261128000003'), ('20261128000004'),
    ('20261128000005'), ('20261128000006'), ('20261128000007'), ('20261128000008'),
    ('20261128000009'), ('20261128000010'), ('20261128000011'), ('20261128000012');

COMMIT;
