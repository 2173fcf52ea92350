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
