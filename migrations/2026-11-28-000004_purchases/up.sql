-- Runs over all live combinations: the daily one of a local date, and as many by hand as somebody starts.
CREATE TABLE refreshes (
    id BIGSERIAL PRIMARY KEY,
    local_date DATE NOT NULL,
    -- FALSE: started by hand.
    is_daily BOOLEAN NOT NULL DEFAULT TRUE,
    started_at TIMESTAMPTZ NOT NULL,
    -- All its fetches were started then; they end in their own time.
    ended_at TIMESTAMPTZ,
    combinations INTEGER NOT NULL DEFAULT 0,
    requests INTEGER NOT NULL DEFAULT 0,
    -- Requests of least value for which the limits left no room.
    left_out INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX refreshes_once_a_day ON refreshes (local_date) WHERE is_daily;
CREATE INDEX refreshes_date ON refreshes (local_date DESC, id DESC);

-- Fetches: buying one request, or a list of them, over one window, page by page.
CREATE TABLE fetches (
    id BIGSERIAL PRIMARY KEY,
    -- The first of those that it buys: its source, place and filters are theirs.
    request_id BIGINT NOT NULL REFERENCES requests,
    -- How many it buys.
    cells INTEGER NOT NULL DEFAULT 1 CHECK (cells > 0),
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit')),
    -- The run that started it, or took it up again.
    refresh_id BIGINT REFERENCES refreshes,
    -- The fetch whose list it reads on, from where a page limit ended that one.
    continues BIGINT REFERENCES fetches,
    -- Span that the source is asked for, by the source's own name.
    span TEXT NOT NULL CHECK (span IN ('today', '3days', 'week', 'month', '24h', '7d', '6m')),
    -- Piece of posting time that it covers once it is done.
    window_from TIMESTAMPTZ NOT NULL,
    window_to TIMESTAMPTZ NOT NULL,
    -- Bounds given to the source: leave out what it knew before the one and did not know before the other.
    -- NULL: not given.
    created_since TIMESTAMPTZ,
    created_before TIMESTAMPTZ,
    -- Titles are asked for in further forms, with OR: as was known to work when it began.
    in_forms BOOLEAN NOT NULL DEFAULT FALSE,
    -- At JSearch: a country was known to hold its towns when it began, so that all of its postings are given to them.
    gives BOOLEAN NOT NULL DEFAULT FALSE,
    max_pages INTEGER NOT NULL CHECK (max_pages > 0),
    -- put_off: deferred until put_off_until, by a limit, a quota or a switch.
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'put_off', 'done', 'failed', 'cancelled')),
    -- A page limit ended it before the source had no more.
    is_cut BOOLEAN NOT NULL DEFAULT FALSE,
    is_live BOOLEAN NOT NULL GENERATED ALWAYS AS (state IN ('queued', 'running', 'put_off')) STORED,
    -- Oldest posting that came with a date. fell_short: the answer was whole and this is still younger than the window,
    -- so that it may not reach back to what was held.
    oldest_posted_at TIMESTAMPTZ,
    fell_short BOOLEAN NOT NULL DEFAULT FALSE,
    next_page INTEGER NOT NULL DEFAULT 1,
    -- Start of the next page, in the source's own terms.
    position JSONB NOT NULL,
    -- Pages, postings and new postings that are stored.
    pages INTEGER NOT NULL DEFAULT 0,
    jobs INTEGER NOT NULL DEFAULT 0,
    new_jobs INTEGER NOT NULL DEFAULT 0,
    -- Rows of its answers that could not be read.
    left_out INTEGER NOT NULL DEFAULT 0,
    -- Postings of a list that none of its requests asks for.
    orphans INTEGER NOT NULL DEFAULT 0,
    -- Of a check: what its source is known for and is checked by it. NULL: what is implied.
    checks TEXT CHECK (checks IN ('lists', 'places', 'titles')),
    -- Of a check at JSearch: postings that should have been here, and those of them that were not.
    compared INTEGER NOT NULL DEFAULT 0,
    missed INTEGER NOT NULL DEFAULT 0,
    -- Settled cost so far, and the cost that was expected at the start.
    credits BIGINT NOT NULL DEFAULT 0,
    expected_credits BIGINT NOT NULL,
    -- Subject of the person on whose behalf it was started.
    started_for BIGINT,
    -- One pass: a failure ends it, nothing is tried again.
    is_one_pass BOOLEAN NOT NULL DEFAULT FALSE,
    -- Cause of the last deferral, failure or end, for grouping; error says it to people.
    error_code TEXT CHECK (error_code IN (
        -- limits, quotas and switches
        'quota', 'daily_credits', 'first_day', 'person_credits', 'person_combinations', 'spending_stopped', 'source_stopped',
        -- a source's answer, or none
        'rate_limited', 'unreachable', 'no_answer', 'broken_answer', 'misconfigured', 'refused',
        -- ends
        'no_key', 'moved_on', 'lost_twice', 'unreadable', 'read_before', 'gave_up', 'one_pass', 'unwanted', 'made_room',
        'cancelled')),
    error TEXT,
    put_off_until TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    started_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    UNIQUE (id, is_live),
    CHECK (window_from < window_to),
    CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'put_off') = (put_off_until IS NOT NULL))
);
CREATE INDEX fetches_state ON fetches (state, id DESC);
-- The last that ended of a run is its last entry.
CREATE INDEX fetches_refresh ON fetches (refresh_id, ended_at) WHERE refresh_id IS NOT NULL;
CREATE INDEX fetches_failed_of_run ON fetches (refresh_id, id) WHERE state = 'failed' AND refresh_id IS NOT NULL;
CREATE INDEX fetches_continues ON fetches (continues) WHERE continues IS NOT NULL;
CREATE INDEX fetches_ended ON fetches (ended_at DESC);
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

-- Attempts: one try at buying one page. Times by the database's clock.
CREATE TABLE attempts (
    id BIGSERIAL PRIMARY KEY,
    fetch_id BIGINT NOT NULL REFERENCES fetches,
    page INTEGER NOT NULL,
    -- Claim of the worker: its task, and the fence that the claim raised. Old tasks are swept out, so no foreign key.
    task_id BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    -- settled: answered and kept; refused: answered with an error; voided: never sent, or free;
    -- unknown: sent, no answer; then lost (charged all the same), freed (proven free) or late (answered after all,
    -- when the page had been bought again).
    state TEXT NOT NULL DEFAULT 'reserved' CHECK (state IN
        ('reserved', 'sending', 'settled', 'refused', 'voided', 'unknown', 'lost', 'freed', 'late')),
    -- Never set back: how often a page's answer was lost bounds how often it is bought.
    was_unknown BOOLEAN NOT NULL DEFAULT FALSE,
    -- A try in an outage of its source, at the smallest price.
    is_probe BOOLEAN NOT NULL DEFAULT FALSE,
    -- Payer, and the local day whose allowance holds the reservation.
    subject BIGINT,
    day DATE NOT NULL,
    -- Reservation: at most this many credits, their unit, and the limit of rows that was asked for.
    hold BIGINT NOT NULL CHECK (hold >= 0),
    credit_unit TEXT NOT NULL CHECK (credit_unit IN ('jobs', 'requests')),
    row_limit INTEGER NOT NULL,
    -- Settled cost.
    credits BIGINT,
    -- What reading the answer gave; NULL: not read yet, or there is none. Of its rows, so many were left out.
    reading TEXT CHECK (reading IN ('read', 'empty', 'unreadable')),
    answer_rows INTEGER,
    left_out INTEGER NOT NULL DEFAULT 0,
    left_out_why TEXT,
    -- Cause of a failure, for grouping; error says it to people.
    error_code TEXT CHECK (error_code IN ('quota', 'rate_limited', 'unreachable', 'no_answer', 'broken_answer',
        'misconfigured', 'refused', 'unreadable', 'worker_gone')),
    error TEXT,
    reserved_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    sent_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX attempts_one_answer_per_page ON attempts (fetch_id, page) WHERE state = 'settled';
CREATE UNIQUE INDEX attempts_one_open ON attempts (fetch_id) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempts_open ON attempts (task_id) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempts_unknown ON attempts (fetch_id, page) WHERE was_unknown;
CREATE INDEX attempts_probes ON attempts (id) WHERE is_probe;
CREATE INDEX attempts_fetch ON attempts (fetch_id, id);
-- Calls that were under way beside another ended after that was sent.
CREATE INDEX attempts_ended ON attempts (ended_at) WHERE ended_at IS NOT NULL;

-- Answers that were paid for, as they came: stored before they are read, so that no reading error costs a second
-- purchase.
CREATE TABLE answers (
    attempt_id BIGINT PRIMARY KEY REFERENCES attempts,
    fetch_id BIGINT NOT NULL REFERENCES fetches,
    page INTEGER NOT NULL,
    body BYTEA NOT NULL,
    -- By the App's clock.
    received_at TIMESTAMPTZ NOT NULL,
    -- Its jobs were stored then. NULL: still to do.
    stored_at TIMESTAMPTZ
);
CREATE INDEX answers_page ON answers (fetch_id, page);
CREATE INDEX answers_stored ON answers (stored_at);
CREATE INDEX answers_to_store ON answers (fetch_id, page) WHERE stored_at IS NULL;
