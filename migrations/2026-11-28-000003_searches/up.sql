-- Combinations: every title, place and set of filters that was ever asked for, once for everybody.
CREATE TABLE backfill_tracking (
    id SERIAL PRIMARY KEY,
    -- Title in the spelling that was typed first.
    title_keyword TEXT NOT NULL,
    -- English name of the place.
    location TEXT NOT NULL,
    -- Filters in the words of the job APIs. NULL: no filter.
    ai_work_arrangement TEXT CHECK (ai_work_arrangement IN ('On-site', 'Hybrid', 'Remote OK', 'Remote Solely')),
    ai_employment_type TEXT CHECK (ai_employment_type IN ('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN')),
    ai_seniority TEXT CHECK (ai_seniority IN ('Junior', 'Mid', 'Senior', 'Lead')),
    ai_industry TEXT,
    -- Canonical form: what makes two wishes one.
    title_key TEXT NOT NULL,
    place_key TEXT NOT NULL,
    -- Of C, C++ and C# those that the title names: sources take them for one word.
    languages TEXT[] NOT NULL DEFAULT '{}',
    -- Coverage of all sources was complete then, for the first time.
    backfilled_date TIMESTAMPTZ,
    -- Distinct jobs on its list, whoever brought them; 1001: more than 1,000.
    jobs_found INTEGER NOT NULL DEFAULT 0,
    -- State, people and credits follow from other tables; kept here so that a page can sort a million rows by them.
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'loading', 'loaded', 'partly', 'failed')),
    users INTEGER NOT NULL DEFAULT 0,
    credits BIGINT NOT NULL DEFAULT 0,
    -- An admin's priority, added to the priority of each search.
    priority INTEGER NOT NULL DEFAULT 0,
    -- NULL: bought for whoever wants it. Else an admin has paused it.
    paused_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    -- FALSE: made by a version that knew no topics.
    has_topics BOOLEAN NOT NULL DEFAULT FALSE,
    -- People, jobs and credits were counted then; -infinity: some jobs are gone since.
    counted_at TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
    UNIQUE NULLS NOT DISTINCT (title_key, place_key, ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry)
);
CREATE INDEX backfill_tracking_by_date ON backfill_tracking (backfilled_date DESC NULLS LAST, id DESC);
CREATE INDEX backfill_tracking_by_jobs ON backfill_tracking (jobs_found DESC, id DESC);
CREATE INDEX backfill_tracking_by_users ON backfill_tracking (users DESC, id DESC);
CREATE INDEX backfill_tracking_by_credits ON backfill_tracking (credits DESC, id DESC);
CREATE INDEX backfill_tracking_by_state ON backfill_tracking (state, backfilled_date DESC NULLS LAST, id DESC);
CREATE INDEX backfill_tracking_counted ON backfill_tracking (counted_at)
    WHERE users > 0 OR counted_at = '-infinity';
CREATE INDEX backfill_tracking_without_topics ON backfill_tracking (id) WHERE NOT has_topics;
CREATE INDEX backfill_tracking_by_title ON backfill_tracking (lower(title_keyword) text_pattern_ops);
CREATE INDEX backfill_tracking_by_place ON backfill_tracking (lower(location) text_pattern_ops);

-- Searches: one person, one title, one place, optional filters.
CREATE TABLE user_search_queries (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    query_name TEXT NOT NULL,
    -- Title and place as the person typed them.
    title_keyword TEXT NOT NULL,
    location TEXT NOT NULL,
    ai_work_arrangement TEXT CHECK (ai_work_arrangement IN ('On-site', 'Hybrid', 'Remote OK', 'Remote Solely')),
    ai_employment_type TEXT CHECK (ai_employment_type IN ('FULL_TIME', 'PART_TIME', 'CONTRACTOR', 'TEMPORARY', 'INTERN')),
    ai_seniority TEXT CHECK (ai_seniority IN ('Junior', 'Mid', 'Senior', 'Lead')),
    ai_industry TEXT,
    -- Higher first.
    priority INTEGER NOT NULL DEFAULT 0,
    -- FALSE with retired_at NULL: paused by the person. Retired: on no list any more, kept as history.
    is_active BOOLEAN NOT NULL DEFAULT TRUE,
    retired_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    combination_id INTEGER NOT NULL REFERENCES backfill_tracking,
    -- The CV that the search was made from. NULL: made by hand.
    cv_id INTEGER REFERENCES cvs ON DELETE CASCADE,
    CHECK (retired_at IS NULL OR NOT is_active),
    UNIQUE NULLS NOT DISTINCT (user_id, query_name, title_keyword, location,
        ai_work_arrangement, ai_employment_type, ai_seniority, ai_industry)
);
CREATE INDEX user_search_queries_combination ON user_search_queries (combination_id) WHERE is_active;
CREATE INDEX user_search_queries_cv ON user_search_queries (cv_id);

-- Requests: what a source can really be asked. Combinations that a source cannot tell apart share one.
CREATE TABLE requests (
    id BIGSERIAL PRIMARY KEY,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    -- Title, place and filters as the source is asked for them.
    key TEXT NOT NULL,
    -- Coverage: spans of posting time that are held, and those of them that a page limit cut short.
    held TSTZMULTIRANGE NOT NULL DEFAULT '{}',
    cut TSTZMULTIRANGE NOT NULL DEFAULT '{}',
    -- At JSearch: covered spans whose postings were given to narrower requests, too: a country's to its towns, a title's to
    -- the titles that it stands in.
    given TSTZMULTIRANGE NOT NULL DEFAULT '{}',
    created_at TIMESTAMPTZ NOT NULL,
    -- What it asks for, as a number: a hash of the title's words, the place and the filters. NULL: not worked out yet.
    mark BIGINT,
    -- The marks of everything that asks for no less: what such a request holds whole is held of this one, too.
    wider BIGINT[] NOT NULL DEFAULT '{}',
    -- The further ones, by what was learnt of the source: at Active Jobs DB in the countries around, at JSearch of the
    -- titles that stand in its own.
    wider_learnt BIGINT[] NOT NULL DEFAULT '{}',
    UNIQUE (source, key)
);
CREATE INDEX requests_mark ON requests (mark) WHERE mark IS NOT NULL;
CREATE INDEX requests_unmarked ON requests (id) WHERE mark IS NULL;
-- The towns of a country at JSearch.
CREATE INDEX requests_in_country ON requests ((wider[1])) WHERE source = 'jsearch';

CREATE INDEX requests_given ON requests (id) WHERE NOT isempty(given);

-- Posting time that narrower requests have of this one; at JSearch from when the narrower one was first asked for.
CREATE FUNCTION whole_for_narrower(source TEXT, held TSTZMULTIRANGE, cut TSTZMULTIRANGE, given TSTZMULTIRANGE,
                                   since TIMESTAMPTZ)
RETURNS TSTZMULTIRANGE LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE source WHEN 'jsearch' THEN given * tstzmultirange(tstzrange(since, NULL)) ELSE held - cut END
$$;

-- The requests of a combination at each source: one, or several for an area that the source cannot be asked for at once.
CREATE TABLE combination_requests (
    combination_id INTEGER NOT NULL REFERENCES backfill_tracking ON DELETE CASCADE,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    request_id BIGINT NOT NULL REFERENCES requests,
    PRIMARY KEY (combination_id, request_id)
);
CREATE INDEX combination_requests_request ON combination_requests (request_id);

-- Demands: one person × one distinct combination, from when it first became active. Kept for good.
CREATE TABLE demands (
    subject BIGINT NOT NULL,
    combination_id INTEGER NOT NULL REFERENCES backfill_tracking,
    since TIMESTAMPTZ NOT NULL,
    -- Local day of since, by which reports sum up.
    day DATE NOT NULL,
    -- Start of the first fetch on this person's behalf.
    bought_at TIMESTAMPTZ,
    -- A saving of it counts. Kept by savings' triggers.
    is_spared BOOLEAN NOT NULL DEFAULT FALSE,
    -- Nobody's active search points at it any more on this person's behalf, and why not. NULL: it is wanted. When it is
    -- wanted again it is the same demand: only the first time counts.
    ended_at TIMESTAMPTZ,
    ended_why TEXT CHECK (ended_why IN ('paused', 'retired', 'deleted')),
    -- Order in which they came: the first who has got nothing yet pays for the next purchase.
    id BIGSERIAL UNIQUE,
    PRIMARY KEY (subject, combination_id),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX demands_combination ON demands (combination_id);
CREATE INDEX demands_since ON demands (since);

-- Savings: a demand × source that was not bought, what it would have cost, and why it was not needed.
CREATE TABLE savings (
    -- Lists are read newest first, page by page: says where a page begins, without saying whose row it is.
    id BIGSERIAL UNIQUE,
    subject BIGINT NOT NULL,
    combination_id INTEGER NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    reason TEXT NOT NULL CHECK (reason IN ('same_combination', 'same_request', 'being_bought', 'held', 'contained', 'in_list')),
    credits BIGINT NOT NULL CHECK (credits >= 0),
    -- Where the figure is from. real: that purchase's own cost; average: the measured average of like fetches;
    -- measured: the jobs here that answer; estimate: the first guess.
    method TEXT NOT NULL CHECK (method IN ('real', 'measured', 'average', 'estimate')),
    -- When it was counted; while it is pending, when it was wanted.
    at TIMESTAMPTZ NOT NULL,
    -- Local day of at.
    day DATE NOT NULL,
    -- It leans on a purchase that has not brought a page yet.
    is_pending BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (subject, combination_id, source),
    FOREIGN KEY (subject, combination_id) REFERENCES demands
);
CREATE INDEX savings_at ON savings (at DESC);
CREATE INDEX savings_of ON savings (combination_id, source);
CREATE INDEX savings_pending ON savings (combination_id, source) WHERE is_pending;

-- How demands stand: wanted = rows, bought = rows with bought_at, pending = those that are neither bought nor spared
-- anything so far, avoided = the rest.
CREATE VIEW standing_demands AS
SELECT id, subject, combination_id, since, bought_at,
       bought_at IS NULL AND NOT is_spared AS is_pending
  FROM demands;

-- Live searches: active, of a person who may sign in, for a combination that no admin has paused. The priority is the
-- search's and the admin's together.
CREATE VIEW live_searches AS
SELECT search.id AS search_id, search.user_id, users.subject, search.combination_id,
       search.priority + combination.priority AS priority
  FROM user_search_queries search
  JOIN users ON users.id = search.user_id AND users.disabled_at IS NULL
  JOIN backfill_tracking combination ON combination.id = search.combination_id AND combination.paused_at IS NULL
 WHERE search.is_active;

-- Wanted requests: one row for each live search that needs a request.
CREATE VIEW wanted_requests AS
SELECT link.request_id, search.combination_id, search.search_id, search.user_id, search.subject, search.priority
  FROM combination_requests link
  JOIN live_searches search USING (combination_id);
