-- Sources: what all workers share about one job API.
CREATE TABLE sources (
    source TEXT PRIMARY KEY CHECK (source IN ('jsearch', 'active_jobs')),
    -- Rhythm: the next call may be sent then, by the database's clock.
    next_call_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    -- Stop, if there is one. paused: by an admin; misconfigured: a key, a subscription or a path is wrong;
    -- drift: the provider counted more than we did; unreadable: three answers in a row gave nothing that can be used;
    -- outage: too many tries of one outage were charged; asked_to_wait: it asked for longer than an hour.
    stopped_why TEXT,
    stopped_code TEXT CHECK (stopped_code IN
        ('misconfigured', 'drift', 'unreadable', 'paused', 'outage', 'asked_to_wait')),
    stopped_at TIMESTAMPTZ,
    last_success_at TIMESTAMPTZ,
    last_failure_at TIMESTAMPTZ,
    last_failure TEXT,
    -- Outage: since when, by the App's clock; NULL: there is none. Attempts above out_after are tries in it, one at a
    -- time, of which out_tries have failed in a row. The next one is due at next_call_at.
    out_since TIMESTAMPTZ,
    out_after BIGINT,
    out_tries INTEGER NOT NULL DEFAULT 0,
    -- Answers lost in a row, since one came.
    lost_in_row INTEGER NOT NULL DEFAULT 0,
    -- How long its answers take in milliseconds, the latest weighing most. NULL: never measured.
    usual_ms INTEGER,
    -- Rows of its answers that could not be read, ever.
    left_out BIGINT NOT NULL DEFAULT 0,
    -- Attempts up to this one say nothing about whether its answers can be read: an admin has looked at them.
    looked_at_attempt_id BIGINT NOT NULL DEFAULT 0,
    -- Days (UTC) whose lists of closed postings were read, without a day between that was not. NULL: never.
    closed_read_from DATE,
    closed_read_to DATE,
    CONSTRAINT sources_stopped_check CHECK ((stopped_code IS NULL) = (stopped_at IS NULL)),
    CONSTRAINT sources_out_check CHECK ((out_since IS NULL) = (out_after IS NULL))
);
INSERT INTO sources (source) VALUES ('jsearch'), ('active_jobs');

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

-- Meters: one thing that a provider counts, over one of its periods.
CREATE TABLE meters (
    id SERIAL PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    unit TEXT NOT NULL CHECK (unit IN ('jobs', 'requests')),
    -- Half-open.
    period_from TIMESTAMPTZ NOT NULL,
    resets_at TIMESTAMPTZ NOT NULL,
    -- Plan: from the settings, or from the provider's header where that says less.
    credit_limit BIGINT NOT NULL CHECK (credit_limit >= 0),
    -- Sums of the ledger's rows.
    spent BIGINT NOT NULL DEFAULT 0,
    reserved BIGINT NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    unknown BIGINT NOT NULL DEFAULT 0 CHECK (unknown >= 0),
    -- Provider's last word, and the attempt that brought it: snapshots count in the order of sending.
    provider_limit BIGINT,
    provider_remaining BIGINT,
    -- Most that may be spent by that word: spent at the time, and what was left.
    provider_ceiling BIGINT,
    provider_attempt_id BIGINT,
    provider_seen_at TIMESTAMPTZ,
    -- Answers in a row in which the provider had counted more than we did.
    drift_answers INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, unit, period_from),
    CHECK (period_from < resets_at)
);

-- Ledger, append-only. Each row moves credits between reserved, spent and unknown; a meter's columns are the sums.
CREATE TABLE ledger (
    id BIGSERIAL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    meter_id INTEGER NOT NULL REFERENCES meters,
    -- Attempts are swept out after a while, so no foreign key.
    attempt_id BIGINT,
    kind TEXT NOT NULL CHECK (kind IN ('reserved', 'settled', 'voided', 'unknown', 'freed', 'opening', 'adjusted', 'count')),
    -- Credits moved; each may be negative.
    reserved BIGINT NOT NULL DEFAULT 0,
    spent BIGINT NOT NULL DEFAULT 0,
    unknown BIGINT NOT NULL DEFAULT 0,
    -- Payer.
    subject BIGINT,
    purpose TEXT CHECK (purpose IN ('sign_up', 'refresh', 'by_hand', 'audit')),
    -- Local day that is charged.
    day DATE NOT NULL,
    -- An admin's reason for an entry by hand. count: a call that asks how many postings there are, beside all purchases.
    reason TEXT,
    CHECK ((attempt_id IS NULL) = (kind IN ('opening', 'adjusted', 'count'))),
    UNIQUE (attempt_id, meter_id, kind)
);
CREATE INDEX ledger_meter_day ON ledger (meter_id, day);
CREATE INDEX ledger_at ON ledger (at DESC);
-- Pages of the ledger go by the day that is charged: everybody's, and one person's.
CREATE INDEX ledger_day ON ledger (day, id);
CREATE INDEX ledger_subject ON ledger (subject, day, id) WHERE subject IS NOT NULL;
CREATE INDEX ledger_counts ON ledger (meter_id, at) WHERE kind = 'count';
CREATE INDEX ledger_adjusted ON ledger (meter_id, id) WHERE kind = 'adjusted';
-- A reservation ends once: spent, given back, or proven free.
CREATE UNIQUE INDEX ledger_resolved_once ON ledger (attempt_id, meter_id) WHERE kind IN ('settled', 'voided', 'freed');

CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % refused', TG_OP;
END $$;
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

-- Allowances: credits held or spent on one local day. Subject 0 is everybody together.
CREATE TABLE allowances (
    day DATE NOT NULL,
    subject BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0 CHECK (used >= 0),
    PRIMARY KEY (day, subject)
);
-- One person's days.
CREATE INDEX allowances_subject ON allowances (subject, day);
