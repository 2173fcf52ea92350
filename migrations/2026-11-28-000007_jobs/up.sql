-- Jobs: postings that a person can apply for.
CREATE TABLE jobs (
    id BIGSERIAL PRIMARY KEY,
    -- No foreign key: storing would wait for buying, which holds the source's row.
    source TEXT NOT NULL CHECK (source IN ('jsearch', 'active_jobs')),
    -- The source's own id.
    source_id TEXT NOT NULL,
    title TEXT NOT NULL,
    company TEXT NOT NULL,
    location TEXT NOT NULL,
    -- ISO 3166 code.
    country TEXT,
    -- Facts that filters judge. NULL or empty: the posting does not state it.
    work_arrangement TEXT CHECK (work_arrangement IN ('On-site', 'Hybrid', 'Remote', 'Remote OK', 'Remote Solely')),
    employment_types TEXT[] NOT NULL DEFAULT '{}',
    seniority TEXT CHECK (seniority IN ('Junior', 'Mid', 'Senior', 'Lead')),
    industries TEXT[] NOT NULL DEFAULT '{}',
    -- Address to apply at, http or https only.
    apply_url TEXT,
    -- Name of the site that the posting comes from.
    publisher TEXT,
    -- Pay, in words.
    salary TEXT,
    -- The most that it may come to in a year, in its own currency. NULL: not stated, or nothing tells for how long it is paid.
    pay_yearly BIGINT,
    language TEXT,
    -- Cleaned HTML, safe to print.
    description TEXT NOT NULL,
    -- Everything else that a source can filter by, for a cleverer plan.
    fields JSONB NOT NULL,
    -- Latest moment that the stated date allows. NULL: no date.
    posted_at TIMESTAMPTZ,
    -- Earliest such moment. NULL: no date, or "30+ days ago".
    posted_from TIMESTAMPTZ,
    -- End of the offer, as stated: a moment, or the beginning of its last day.
    valid_through TIMESTAMPTZ,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_confirmed_at TIMESTAMPTZ NOT NULL,
    -- Order of lists: when it was posted or, where that is not known, first seen.
    listed_at TIMESTAMPTZ NOT NULL,
    -- Title, company, place and the beginning of the description, as src/words.rs splits them.
    words TSVECTOR NOT NULL,
    -- Location without accents and punctuation: places are looked for here.
    place_words TEXT NOT NULL,
    -- Copies of one job share a number: the first one's. Lists show a group in one row.
    group_id BIGINT NOT NULL DEFAULT currval('jobs_id_seq'),
    -- What copies are found by, as src/same reads it: postings that its links lead to, and employer, title and place.
    -- NULL: stored by a version that knew no groups.
    posting_keys TEXT[],
    word_keys TEXT[],
    -- When it was last posted again, under the same id of the source.
    posted_again_at TIMESTAMPTZ,
    -- An admin said that it is no copy of those in its group, of all at the same moment: it stands by itself, until the
    -- admin takes that back.
    taken_apart_at TIMESTAMPTZ,
    -- When it was seen or taken to be closed, and by what: the employer (its source tells so, or its own date has come), the
    -- date up to which a board lists it, or no source has shown it for long. NULL: open.
    closed_at TIMESTAMPTZ,
    closed_why TEXT CHECK (closed_why IN ('employer', 'ended', 'not_seen')),
    -- What its topics are found by, as src/fits reads it: titles that stand in its title, wanted places that hold it, and
    -- those that hold it where it can be done from home. NULL: stored by a version that knew no topics.
    title_runs TEXT[],
    place_keys TEXT[],
    remote_keys TEXT[],
    UNIQUE (source, source_id),
    CHECK ((closed_at IS NULL) = (closed_why IS NULL))
);
CREATE INDEX jobs_taken_apart ON jobs (taken_apart_at, id) WHERE taken_apart_at IS NOT NULL;
CREATE INDEX jobs_open ON jobs (id) WHERE closed_at IS NULL;
CREATE INDEX jobs_ends ON jobs (valid_through) WHERE valid_through IS NOT NULL AND closed_at IS NULL;
CREATE INDEX jobs_listed ON jobs (listed_at DESC, id DESC);
CREATE INDEX jobs_words ON jobs USING gin (words);
CREATE INDEX jobs_topics ON jobs USING gin (title_runs, place_keys, remote_keys);
CREATE INDEX jobs_group ON jobs (group_id, id);
-- Each page is compared with what is here: a list of what is pending would be read each time.
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

-- Topics: a title in a place, whoever wants it, with whatever filters, from whichever source.
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

-- The topics of a combination: one, or one for each reading of its title and key of its place.
CREATE TABLE combination_topics (
    combination_id INTEGER NOT NULL REFERENCES backfill_tracking,
    topic_id BIGINT NOT NULL REFERENCES topics,
    PRIMARY KEY (combination_id, topic_id)
);
CREATE INDEX combination_topics_topic ON combination_topics (topic_id);

-- The jobs of a topic, whoever bought them.
CREATE TABLE topic_jobs (
    topic_id BIGINT NOT NULL REFERENCES topics,
    job_id BIGINT NOT NULL REFERENCES jobs,
    -- The job's, repeated so that one topic's newest jobs are one index scan.
    listed_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (topic_id, job_id)
);
CREATE INDEX topic_jobs_listed ON topic_jobs (topic_id, listed_at DESC, job_id DESC);
CREATE INDEX topic_jobs_job ON topic_jobs (job_id);

-- Which request brought which job.
CREATE TABLE request_jobs (
    request_id BIGINT NOT NULL REFERENCES requests,
    job_id BIGINT NOT NULL REFERENCES jobs,
    -- The job's, repeated so that one request's newest jobs are one index scan.
    listed_at TIMESTAMPTZ NOT NULL,
    -- First time that this request brought the job.
    first_seen_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (request_id, job_id)
);
CREATE INDEX request_jobs_listed ON request_jobs (request_id, listed_at DESC, job_id DESC);
CREATE INDEX request_jobs_job ON request_jobs (job_id);

-- Places around a town, as JSearch counts them: where the postings lie that its lists for the town alone have brought first,
-- the town itself among them.
CREATE TABLE near_places (
    -- Key of the town.
    place TEXT NOT NULL,
    -- Key of the other place; nowhere: none is stated.
    near TEXT NOT NULL,
    postings INTEGER NOT NULL CHECK (postings > 0),
    -- When the third of them came: a few may be errors. NULL: there are fewer.
    known_since TIMESTAMPTZ,
    PRIMARY KEY (place, near)
);
CREATE INDEX near_places_near ON near_places (near) WHERE known_since IS NOT NULL;

-- Marks: what one person did with one job.
CREATE TABLE user_jobs (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    job_id BIGINT NOT NULL REFERENCES jobs,
    hidden_at TIMESTAMPTZ,
    saved_at TIMESTAMPTZ,
    applied_at TIMESTAMPTZ,
    -- Why it was hidden. NULL: the person did not say.
    hidden_why TEXT CHECK (hidden_why IN ('not_my_field', 'too_far', 'level', 'pay', 'employer', 'seen_elsewhere', 'other')),
    -- The day of the application, as the person has it. NULL: that of applied_at.
    applied_on DATE,
    -- What the person wrote beside it.
    note TEXT CHECK (length(note) <= 2000),
    PRIMARY KEY (user_id, job_id)
);
CREATE INDEX user_jobs_job ON user_jobs (job_id);
