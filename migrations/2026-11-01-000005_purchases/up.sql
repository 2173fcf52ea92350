-- Buying one request over one window, page by page.
CREATE TABLE fetches (
    id BIGSERIAL PRIMARY KEY,
    request_id BIGINT NOT NULL REFERENCES requests,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_up', 'refresh', 'by_hand')),
    -- What the source is asked for: today, 3days, week, month; 24h, 7d, 6m.
    span TEXT NOT NULL,
    window_from TIMESTAMPTZ NOT NULL,
    window_to TIMESTAMPTZ NOT NULL,
    max_pages INTEGER NOT NULL CHECK (max_pages > 0),
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'put_off', 'done', 'failed', 'cancelled')),
    -- A page limit ended it before the source had no more.
    is_cut BOOLEAN NOT NULL DEFAULT FALSE,
    next_page INTEGER NOT NULL DEFAULT 1,
    -- Where the next page starts, in the source's own terms.
    position JSONB NOT NULL,
    pages INTEGER NOT NULL DEFAULT 0,
    jobs INTEGER NOT NULL DEFAULT 0,
    new_jobs INTEGER NOT NULL DEFAULT 0,
    credits BIGINT NOT NULL DEFAULT 0,
    expected_credits BIGINT NOT NULL,
    -- The person on whose behalf it was started.
    started_for BIGINT,
    -- Once: a failure ends it, nothing is tried again.
    is_one_pass BOOLEAN NOT NULL DEFAULT FALSE,
    error_code TEXT,
    error TEXT,
    put_off_until TIMESTAMPTZ,
    refresh_date DATE,
    created_at TIMESTAMPTZ NOT NULL,
    started_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK (window_from < window_to),
    CHECK ((state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)),
    CHECK ((state = 'put_off') = (put_off_until IS NOT NULL))
);
-- The seed's "mark immediately": one buyer per request, whatever the window.
CREATE UNIQUE INDEX fetches_one_live ON fetches (request_id) WHERE state IN ('queued', 'running', 'put_off');
CREATE INDEX fetches_request ON fetches (request_id, id DESC);
CREATE INDEX fetches_state ON fetches (state, id DESC);
CREATE INDEX fetches_refresh ON fetches (refresh_date) WHERE refresh_date IS NOT NULL;
CREATE INDEX fetches_ended ON fetches (ended_at DESC);

-- One try at buying one page. Times by the database's clock.
CREATE TABLE attempts (
    id BIGSERIAL PRIMARY KEY,
    fetch_id BIGINT NOT NULL REFERENCES fetches,
    page INTEGER NOT NULL,
    task_id BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    -- settled: answered and kept; refused: answered with an error; voided: never sent, or free;
    -- unknown: sent, no answer; then lost (charged all the same), freed (proven free) or late (answered after all,
    -- when the page had been bought again).
    state TEXT NOT NULL DEFAULT 'reserved' CHECK (state IN
        ('reserved', 'sending', 'settled', 'refused', 'voided', 'unknown', 'lost', 'freed', 'late')),
    -- Never set back: how often a page's answer was lost bounds how often it is bought.
    was_unknown BOOLEAN NOT NULL DEFAULT FALSE,
    -- Who is charged, and the local day whose allowance holds it.
    subject BIGINT,
    day DATE NOT NULL,
    -- At most this many credits, the unit they are counted in, and what was asked for as the page's limit.
    hold BIGINT NOT NULL CHECK (hold >= 0),
    credit_unit TEXT NOT NULL,
    row_limit INTEGER NOT NULL,
    credits BIGINT,
    error_code TEXT,
    error TEXT,
    reserved_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    sent_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX attempts_one_answer_per_page ON attempts (fetch_id, page) WHERE state = 'settled';
CREATE UNIQUE INDEX attempts_one_open ON attempts (fetch_id) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempts_open ON attempts (task_id) WHERE state IN ('reserved', 'sending');
CREATE INDEX attempts_unknown ON attempts (fetch_id, page) WHERE was_unknown;
CREATE INDEX attempts_fetch ON attempts (fetch_id, id);

-- What was paid for, as it came: stored before it is read, so that no reading error costs a second purchase.
CREATE TABLE answers (
    attempt_id BIGINT PRIMARY KEY REFERENCES attempts,
    fetch_id BIGINT NOT NULL REFERENCES fetches,
    page INTEGER NOT NULL,
    body BYTEA NOT NULL,
    -- By the App's clock.
    received_at TIMESTAMPTZ NOT NULL,
    -- When its jobs were stored; NULL: still to do.
    stored_at TIMESTAMPTZ
);
CREATE INDEX answers_to_store ON answers (fetch_id, page) WHERE stored_at IS NULL;
