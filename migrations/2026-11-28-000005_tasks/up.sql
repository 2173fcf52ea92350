-- Tasks: all background work. Claimed with FOR NO KEY UPDATE SKIP LOCKED, held by a lease, fenced by a counter.
CREATE TABLE tasks (
    id BIGSERIAL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('fetch', 'read_cv', 'refresh', 'housekeeping', 'link_jobs', 'plan_again', 'digests', 'mail', 'alert', 'act')),
    -- At most one live task per kind and key.
    unique_key TEXT NOT NULL,
    -- The fetch whose pages it buys.
    fetch_id BIGINT REFERENCES fetches,
    -- What it is for: a pool of workers keeps places for each lane, and for each source that its fetches ask.
    lane TEXT NOT NULL CHECK (lane IN ('reading', 'people', 'runs', 'by_hand', 'upkeep', 'mail')),
    source TEXT CHECK (source IN ('jsearch', 'active_jobs')),
    payload JSONB NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'done', 'failed')),
    -- Lower first. A fetch's rank is its next page, so that every first page goes before any second.
    rank SMALLINT NOT NULL DEFAULT 0,
    -- Higher first, within a rank.
    priority INTEGER NOT NULL DEFAULT 0,
    -- Counted at the claim, so that a task that kills its worker runs out of tries too.
    attempt INTEGER NOT NULL DEFAULT 0,
    max_attempts INTEGER NOT NULL,
    -- Due from then on, by the App's clock.
    due_at TIMESTAMPTZ NOT NULL,
    -- Backoff or snooze: not before then, by the database's clock.
    retry_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- Source at which it waits for a free place; woken when there is one, at the latest at retry_at.
    waits_for TEXT CHECK (waits_for IN ('jsearch', 'active_jobs')),
    -- Which of the two a queued task was last seen to wait for; NULL: neither, it is ready. The times are the truth: a
    -- claim takes what is ready and due, and what waits is looked at again when its time has come.
    awaits TEXT DEFAULT 'due' CHECK (awaits IN ('due', 'retry')),
    -- Raised by every claim; every write on behalf of a claim carries it.
    fence BIGINT NOT NULL DEFAULT 0,
    -- End of the claim, by the database's clock.
    lease_until TIMESTAMPTZ,
    -- Cause of the last failure.
    error TEXT,
    -- Errors of the database's own in a row; they use up no try.
    database_errors INTEGER NOT NULL DEFAULT 0,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    finished_at TIMESTAMPTZ,
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT tasks_fetch_check CHECK ((kind = 'fetch') = (fetch_id IS NOT NULL)),
    CONSTRAINT tasks_compartment_check CHECK (
        (kind = 'fetch') = (source IS NOT NULL)
        AND CASE kind WHEN 'fetch' THEN lane IN ('people', 'runs', 'by_hand')
                      WHEN 'read_cv' THEN lane = 'reading'
                      WHEN 'refresh' THEN lane = 'runs'
                      WHEN 'mail' THEN lane = 'mail'
                      WHEN 'alert' THEN lane = 'mail'
                      WHEN 'act' THEN lane = 'by_hand'
                      ELSE lane = 'upkeep' END)
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
CREATE UNIQUE INDEX tasks_one_live ON tasks (kind, unique_key) WHERE state IN ('queued', 'running');
CREATE INDEX tasks_claim ON tasks (lane, coalesce(source, ''), rank, priority DESC, id)
    WHERE state = 'queued' AND awaits IS NULL;
CREATE INDEX tasks_due ON tasks (due_at) WHERE state = 'queued' AND awaits = 'due';
CREATE INDEX tasks_retry ON tasks (retry_at) WHERE state = 'queued' AND awaits = 'retry';
CREATE INDEX tasks_running ON tasks (lease_until) WHERE state = 'running';
CREATE INDEX tasks_finished ON tasks (finished_at) WHERE state IN ('done', 'failed');
CREATE INDEX tasks_waiting ON tasks (waits_for, rank, priority DESC, id)
    WHERE state = 'queued' AND waits_for IS NOT NULL;
CREATE INDEX tasks_fetch ON tasks (fetch_id) WHERE fetch_id IS NOT NULL;
