-- The people who use Jobfill, how they sign in, and what slows down guessing.
CREATE TABLE users (
    id SERIAL PRIMARY KEY,
    -- Lower case; the address is also the name that a person signs in with.
    email TEXT NOT NULL UNIQUE CHECK (email = lower(email)),
    -- NULL: nobody can sign in yet (imported or invited people, until they set a password).
    password_hash TEXT,
    is_admin BOOLEAN NOT NULL DEFAULT FALSE,
    -- Random. The ledger and the savings carry it instead of the id, so that deleting
    -- the person leaves a number that nothing resolves any more.
    subject BIGINT NOT NULL UNIQUE CHECK (subject > 0),
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    last_seen_at TIMESTAMPTZ,
    disabled_at TIMESTAMPTZ
);

CREATE TABLE sessions (
    -- SHA-256 of the cookie's token; the token itself is nowhere at rest.
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at TIMESTAMPTZ NOT NULL,
    last_seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- One-time links that set a password.
CREATE TABLE password_links (
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX password_links_user ON password_links (user_id);

-- Failed sign-ins by account and by address, as hashes: shared by all processes.
CREATE TABLE sign_in_failures (
    key BYTEA PRIMARY KEY,
    failures INTEGER NOT NULL,
    next_allowed_at TIMESTAMPTZ NOT NULL,
    forget_at TIMESTAMPTZ NOT NULL
);
