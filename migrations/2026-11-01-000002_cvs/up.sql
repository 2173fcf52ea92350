-- What a reader (Claude, or the offline one) found in a text. Equal masked text gives
-- the same profile without a second reading, whoever uploads it.
CREATE TABLE profiles (
    -- SHA-256 over masked text, prompt version and model.
    key TEXT PRIMARY KEY,
    reader TEXT NOT NULL CHECK (reader IN ('claude', 'offline')),
    model TEXT NOT NULL,
    -- NULL until it has been read.
    profile JSONB,
    input_tokens BIGINT NOT NULL DEFAULT 0,
    output_tokens BIGINT NOT NULL DEFAULT 0,
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ
);

-- The uploaded file itself is not kept: its text is.
CREATE TABLE cvs (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'text')),
    size_bytes INTEGER NOT NULL,
    text TEXT NOT NULL,
    profile_key TEXT NOT NULL REFERENCES profiles,
    -- NULL until its searches have been made.
    searches_made_at TIMESTAMPTZ,
    uploaded_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX cvs_user ON cvs (user_id, uploaded_at DESC);
CREATE INDEX cvs_profile ON cvs (profile_key);

-- Five uploads a day, deleted CVs included.
CREATE TABLE cv_uploads (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    day DATE NOT NULL,
    uploads INTEGER NOT NULL,
    PRIMARY KEY (user_id, day)
);

-- Tokens used for readings, by month; outlives the profiles.
CREATE TABLE readings (
    id BIGSERIAL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    model TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'failed'))
);
CREATE INDEX readings_at ON readings (at);
