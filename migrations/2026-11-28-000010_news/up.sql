-- News: who is told about new jobs, in which way, and what they were told; and every mail that goes out.

-- The address of a person's feed.
CREATE TABLE feeds (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    -- SHA-256 of the secret in the address; the secret itself is nowhere at rest.
    secret_hash BYTEA NOT NULL UNIQUE,
    made_at TIMESTAMPTZ NOT NULL
);

-- Whether mail to a person's address reaches that person.
CREATE TABLE addresses (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    -- NULL: nobody has opened a link that was mailed there.
    confirmed_at TIMESTAMPTZ,
    -- SHA-256 of the newest link's token, until it is used.
    token_hash BYTEA UNIQUE,
    token_expires_at TIMESTAMPTZ,
    CHECK ((token_hash IS NULL) = (token_expires_at IS NULL))
);

-- Who wants new jobs by mail. No row: never.
CREATE TABLE digests (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    every TEXT NOT NULL CHECK (every IN ('day', 'week')),
    -- Jobs that were here before are no news.
    since TIMESTAMPTZ NOT NULL,
    -- The run after which the next one is made.
    due_at TIMESTAMPTZ NOT NULL,
    -- Not looked at before: later than due_at while the person's lists are still loading.
    look_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX digests_look ON digests (look_at);

-- Mails: an outbox. Links with a token are made when a mail goes out, so that no token is at rest here.
CREATE TABLE mails (
    id BIGSERIAL PRIMARY KEY,
    -- NULL: nobody has the address that was typed. The row is there all the same, so that an answer takes as long.
    user_id INTEGER REFERENCES users ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('confirmation', 'reset', 'invitation', 'digest')),
    -- sending: from before its text goes out until the server's answer is written down. unknown: no answer came.
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sending', 'sent', 'unknown', 'failed', 'dropped')),
    -- The jobs of a digest, until it has ended.
    content JSONB,
    -- A digest that was taken in tells what was here before then; the next one begins there.
    tells_to TIMESTAMPTZ,
    -- SHA-256 of the token in a digest's link that switches digests off.
    stop_hash BYTEA UNIQUE,
    made_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    -- Why it was last not taken in.
    error TEXT CHECK (error IN ('unreachable', 'unprotected', 'sign_in', 'put_off', 'refused', 'no_answer', 'worker_gone')),
    CHECK ((state IN ('waiting', 'sending')) = (ended_at IS NULL)),
    CHECK ((kind = 'digest') = (tells_to IS NOT NULL)),
    CHECK (content IS NULL OR ended_at IS NULL)
);
CREATE INDEX mails_user ON mails (user_id, kind, made_at);
CREATE INDEX mails_ended ON mails (ended_at) WHERE ended_at IS NOT NULL;

-- What a person was told, once on each way.
CREATE TABLE told (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    way TEXT NOT NULL CHECK (way IN ('feed', 'mail')),
    -- A posting. Told is its whole group, whichever copies come to it. A job that is gone is not told again either.
    job_id BIGINT NOT NULL,
    -- The mail that tells it: without success nothing was told.
    mail_id BIGINT REFERENCES mails ON DELETE CASCADE,
    told_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, way, job_id),
    CHECK ((way = 'mail') = (mail_id IS NOT NULL))
);
CREATE INDEX told_mail ON told (mail_id) WHERE mail_id IS NOT NULL;
CREATE INDEX told_at ON told (told_at);
