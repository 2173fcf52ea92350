-- Which world this database belongs to, and the switch that stops all spending. One row.
CREATE TABLE installation (
    id SMALLINT PRIMARY KEY DEFAULT 1 CHECK (id = 1),
    mode TEXT CHECK (mode IN ('sandbox', 'live')),
    spending_stopped_at TIMESTAMPTZ,
    spending_stopped_why TEXT
);
INSERT INTO installation DEFAULT VALUES;

-- What all workers share about one source.
CREATE TABLE sources (
    source TEXT PRIMARY KEY CHECK (source IN ('jsearch', 'active_jobs')),
    -- By the database's clock: when the next call may be sent.
    next_call_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- Stopped: an admin paused it, a setting is wrong, or the provider's figures drifted. Only an admin or a good answer ends it.
    stopped_why TEXT,
    stopped_code TEXT,
    stopped_at TIMESTAMPTZ,
    last_success_at TIMESTAMPTZ,
    last_failure_at TIMESTAMPTZ,
    last_failure TEXT,
    -- Whether it accepts date_created_gte; NULL: not tried yet.
    takes_created_since BOOLEAN
);
INSERT INTO sources (source) VALUES ('jsearch'), ('active_jobs');

-- One thing that a provider counts, over one of its periods.
CREATE TABLE meters (
    id SERIAL PRIMARY KEY,
    source TEXT NOT NULL REFERENCES sources,
    unit TEXT NOT NULL CHECK (unit IN ('jobs', 'requests')),
    period_from TIMESTAMPTZ NOT NULL,
    resets_at TIMESTAMPTZ NOT NULL,
    -- From the settings, or the provider's header where it says less.
    credit_limit BIGINT NOT NULL CHECK (credit_limit >= 0),
    spent BIGINT NOT NULL DEFAULT 0,
    reserved BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    unknown BIGINT NOT NULL DEFAULT 0 CHECK (unknown >= 0),
    -- The provider's last word, and the attempt that brought it: snapshots count in the order of sending.
    provider_limit BIGINT,
    provider_remaining BIGINT,
    -- What may be spent in all, by that word: spent at the time, and what was left.
    provider_ceiling BIGINT,
    provider_attempt_id BIGINT,
    provider_seen_at TIMESTAMPTZ,
    -- Answers in a row in which the provider had counted more than we did.
    drift_answers INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, unit, period_from),
    CHECK (period_from < resets_at)
);

-- Append-only. Each row moves credits between reserved, spent and unknown; a meter's columns are the sums of its rows.
CREATE TABLE ledger (
    id BIGSERIAL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    meter_id INTEGER NOT NULL REFERENCES meters,
    attempt_id BIGINT REFERENCES attempts,
    kind TEXT NOT NULL CHECK (kind IN ('reserved', 'settled', 'voided', 'unknown', 'freed', 'opening', 'adjusted')),
    reserved BIGINT NOT NULL DEFAULT 0,
    spent BIGINT NOT NULL DEFAULT 0,
    unknown BIGINT NOT NULL DEFAULT 0,
    subject BIGINT,
    purpose TEXT,
    day DATE NOT NULL,
    reason TEXT,
    CHECK ((attempt_id IS NULL) = (kind IN ('opening', 'adjusted'))),
    UNIQUE (attempt_id, meter_id, kind)
);
CREATE INDEX ledger_meter_day ON ledger (meter_id, day);
CREATE INDEX ledger_at ON ledger (at DESC);
-- A reservation ends once: spent, given back, or proven free.
CREATE UNIQUE INDEX ledger_resolved_once ON ledger (attempt_id, meter_id) WHERE kind IN ('settled', 'voided', 'freed');

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

-- Credits held or spent on one local day: subject 0 is the whole installation.
CREATE TABLE allowances (
    day DATE NOT NULL,
    subject BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0),
    PRIMARY KEY (day, subject)
);
