-- People, how they sign in, and what slows down guessing.
CREATE TABLE users (
    id SERIAL PRIMARY KEY,
    -- The name that a person signs in with. Lower case.
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    -- Argon2id, in PHC form. NULL: imported or invited people until they set a password; they cannot sign in.
    password_hash TEXT,
    -- viewer: reads the admins' pages, and changes nothing.
    role TEXT NOT NULL DEFAULT 'person' CHECK (role IN ('person', 'viewer', 'admin')),
    -- Random number. Ledger, demands, savings and audit carry it instead of the id, so that deletion leaves a number
    -- without a person.
    subject BIGINT NOT NULL UNIQUE CHECK (subject > 0),
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen_at TIMESTAMPTZ,
    -- NULL: may sign in. Searches of disabled people are not live.
    disabled_at TIMESTAMPTZ,
    -- Until then everybody who signed up by themselves shares one part of the day's credits. NULL: added by an admin.
    new_until TIMESTAMPTZ,
    -- The language that the person has chosen for pages and mails. NULL: as the browser wishes.
    language TEXT CHECK (language IN ('en', 'de')),
    -- Employers whose jobs this person's lists leave out, in lower case.
    employers_off TEXT[] NOT NULL DEFAULT '{}' CHECK (cardinality(employers_off) <= 200),
    -- Credits of this person's day, and new combinations bought for this person in a day. NULL: the installation's.
    own_credits BIGINT CHECK (own_credits >= 0),
    own_combinations BIGINT CHECK (own_combinations >= 0)
);

-- Browsers that are signed in.
CREATE TABLE sessions (
    -- SHA-256 of the cookie's token; the token itself is nowhere at rest.
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    -- End of its whole life; the idle limit counts from last_seen_at.
    expires_at TIMESTAMPTZ NOT NULL,
    -- When the person last gave the password here, and the code where one is asked for: acts on money and people ask
    -- again after some minutes.
    proved_at TIMESTAMPTZ NOT NULL,
    -- A form that came when the session was over: given back to the same person after signing in, for a day.
    kept_path TEXT,
    kept_form TEXT,
    kept_at TIMESTAMPTZ
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One-time links that set a password.
CREATE TABLE password_links (
    -- SHA-256 of the link's token.
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL,
    -- It went to the person's address and nowhere else: whoever uses it reads mail there.
    is_mailed BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX password_links_user ON password_links (user_id);
CREATE INDEX password_links_expiry ON password_links (expires_at);

-- Browsers that have signed in to an account, whoever is signed in now: strangers' guesses do not slow them down.
CREATE TABLE devices (
    -- SHA-256 of the cookie's token.
    token_hash BYTEA NOT NULL,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    -- The last time.
    signed_in_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX devices_user ON devices (user_id);
CREATE INDEX devices_signed_in ON devices (signed_in_at);

-- Tries at passwords and sign-ups, by account, device and network, shared by all processes.
CREATE TABLE sign_in_failures (
    -- SHA-256 of what is counted.
    key BYTEA PRIMARY KEY,
    failures INTEGER NOT NULL,
    -- End of the wait.
    next_allowed_at TIMESTAMPTZ NOT NULL,
    -- End of the count, unless another failure moves it.
    forget_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sign_in_failures_forget ON sign_in_failures (forget_at);
CREATE INDEX sign_in_failures_locked ON sign_in_failures (next_allowed_at);

-- Accounts that nobody has signed in to for long: when their person and the admins were told that they will be deleted.
CREATE TABLE leave_notices (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    told_at TIMESTAMPTZ NOT NULL,
    -- NULL: nobody has come back, and the account goes.
    came_back_at TIMESTAMPTZ
);

-- What was deleted, by numbers that lead to nobody: to delete it again after a backup was restored.
CREATE TABLE deletions (
    -- "account" and its number, or "cv", its number and its time.
    mark TEXT PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL
);
CREATE INDEX deletions_at ON deletions (at);
