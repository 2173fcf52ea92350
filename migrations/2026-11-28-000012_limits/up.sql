-- Limits that admins have changed on their page. The environment goes before them; without either, the default holds.
CREATE TABLE caps (
    name TEXT PRIMARY KEY CHECK (name IN (
        'daily_credits', 'person_credits', 'person_combinations', 'first_day_share', 'signup_share', 'refresh_days',
        'jsearch_pages', 'jsearch_country_pages', 'active_jobs_pages')),
    value BIGINT NOT NULL CHECK (value >= 0),
    changed_at TIMESTAMPTZ NOT NULL,
    -- The number that stands for the admin. NULL: the command line.
    subject BIGINT
);

-- Alerts: a cause of "needs you" from its beginning to its end. A cause that comes back within the hour in which it was
-- told is told again when that is over.
CREATE TABLE alerts (
    id BIGSERIAL PRIMARY KEY,
    -- The cause's name, and what it is about: a source, a limit, a reason.
    cause TEXT NOT NULL,
    which TEXT NOT NULL,
    -- As it was when it was first seen.
    what TEXT NOT NULL,
    link TEXT NOT NULL,
    count BIGINT NOT NULL,
    since TIMESTAMPTZ,
    began_at TIMESTAMPTZ NOT NULL,
    -- Not seen since then. It is over when that lasts.
    gone_since TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK (ended_at IS NULL OR gone_since IS NOT NULL)
);
CREATE UNIQUE INDEX alerts_open ON alerts (cause, which) WHERE ended_at IS NULL;
CREATE INDEX alerts_began ON alerts (began_at);

-- What of them goes out, on each way.
CREATE TABLE alert_messages (
    id BIGSERIAL PRIMARY KEY,
    alert_id BIGINT NOT NULL REFERENCES alerts ON DELETE CASCADE,
    is_end BOOLEAN NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('mail', 'webhook')),
    -- The operator's address, as it is set; empty: the webhook's.
    recipient TEXT NOT NULL,
    -- sending: from before a mail's text goes out. unknown: whether it came is not known, and it does not go out again.
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sending', 'sent', 'unknown', 'failed')),
    -- Why it was last not taken in.
    error TEXT,
    made_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    UNIQUE (alert_id, is_end, way, recipient),
    CHECK ((state IN ('waiting', 'sending')) = (settled_at IS NULL))
);
CREATE INDEX alert_messages_open ON alert_messages (made_at) WHERE settled_at IS NULL;
CREATE INDEX alert_messages_failed ON alert_messages (settled_at) WHERE state = 'failed';
CREATE INDEX alert_messages_sent ON alert_messages (way, recipient, settled_at) WHERE state = 'sent';

-- Finding by any part of a name. PostgreSQL's own extension for it (pg_trgm) may be missing, or be allowed to nobody: an
-- array of the pieces of three characters, under an index that every PostgreSQL has, does the same.
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

-- What a combination is found by: its title and its place, with a line's end between them. Beside the combination, since
-- that is written with every page that is bought, and this never.
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

-- Admins are counted before one of them goes.
CREATE INDEX users_admins ON users (id) WHERE role = 'admin';

-- Acts of admins on many things at once: proposed with a count and a price, begun by hand, worked off in portions.
CREATE TABLE acts (
    id BIGSERIAL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN (
        'pause', 'resume', 'load_missing', 'load_again', 'load_deeper', 'cancel_fetch', 'deepen_fetch', 'disable', 'enable',
        'invite')),
    -- The number that stands for the admin who began it, or as long as nobody has, proposed it.
    subject BIGINT NOT NULL,
    -- Query string of the list on which it was chosen: the way back.
    query TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'waiting', 'running', 'done', 'cancelled')),
    -- NULL as long as it is only proposed.
    reason TEXT,
    -- Things chosen, and those of them that it would change, by what was known when it was proposed.
    items INTEGER NOT NULL CHECK (items > 0),
    affected INTEGER NOT NULL,
    expected_credits BIGINT NOT NULL,
    most_credits BIGINT NOT NULL,
    -- Fetches that it has begun.
    fetches INTEGER NOT NULL DEFAULT 0,
    made_at TIMESTAMPTZ NOT NULL,
    -- Nothing is done before then: until then it is taken back by ending it.
    starts_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CHECK ((state = 'proposed') = (reason IS NULL)),
    CHECK ((state = 'proposed') = (starts_at IS NULL)),
    CHECK ((state IN ('done', 'cancelled')) = (ended_at IS NOT NULL))
);
-- Proposals that nobody began go after a day.
CREATE INDEX acts_proposed ON acts (made_at) WHERE state = 'proposed';

-- What an act is done to: numbers of combinations, fetches or people.
CREATE TABLE act_items (
    act_id BIGINT NOT NULL REFERENCES acts ON DELETE CASCADE,
    item BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'skipped')),
    PRIMARY KEY (act_id, item)
);
-- The last act that has changed a thing.
CREATE INDEX act_items_done ON act_items (item, act_id) WHERE state = 'done';
