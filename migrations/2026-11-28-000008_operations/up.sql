-- Installation, one row: which world this database belongs to, and the switch that stops all spending.
CREATE TABLE installation (
    id SMALLINT PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    -- Claimed at the first start with a source. NULL: not yet.
    mode TEXT CHECK (mode IN ('sandbox', 'live')),
    -- NULL: spending goes on.
    spending_stopped_at TIMESTAMPTZ,
    spending_stopped_why TEXT
);
INSERT INTO installation DEFAULT VALUES;

-- Notices: that a limit came to a step of its period, once each, and that it was below again.
CREATE TABLE notices (
    -- day and person: the day's limits; else a meter, as "jsearch requests".
    limit_name TEXT NOT NULL,
    -- Start of the period.
    period_from TIMESTAMPTZ NOT NULL,
    -- Percent of the limit.
    step SMALLINT NOT NULL CHECK (step IN (50, 75, 90, 100)),
    at TIMESTAMPTZ NOT NULL,
    -- NULL: it is at the step still.
    recovered_at TIMESTAMPTZ,
    PRIMARY KEY (limit_name, period_from, step)
);
CREATE INDEX notices_open ON notices (at) WHERE recovered_at IS NULL;
CREATE INDEX notices_at ON notices (at DESC);

-- Audit: what admins did, and why. Rows are only ever added.
CREATE TABLE audit (
    id BIGSERIAL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    -- The admin's number, as in the ledger. NULL: the command line.
    subject BIGINT,
    -- One or two words: "pause source".
    action TEXT NOT NULL,
    -- What was acted on: "jsearch", "combination 12".
    target TEXT NOT NULL,
    reason TEXT NOT NULL,
    details JSONB NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_at ON audit (at DESC, id DESC);
-- The last act on one thing: the second of two admins is told.
CREATE INDEX audit_target ON audit (target, id DESC);
