-- Readings of texts, by Claude or the offline reader. Equal masked text gives the same profile without a second
-- reading, whoever uploads the file.
CREATE TABLE profiles (
    -- SHA-256 over the text that is sent, prompt version and model.
    key TEXT PRIMARY KEY,
    reader TEXT NOT NULL CHECK (reader IN ('claude', 'offline')),
    model TEXT NOT NULL,
    -- Titles, places and filters with their evidence. NULL: still to be read.
    profile JSONB,
    -- What goes to Claude of the text, to the letter. NULL: nothing left the house.
    sent TEXT,
    -- The text that was sent is kept no longer. NULL: it is, or there was none.
    sent_gone_at TIMESTAMPTZ,
    -- Tokens of Claude's answer, all tries together.
    input_tokens BIGINT NOT NULL DEFAULT 0,
    output_tokens BIGINT NOT NULL DEFAULT 0,
    -- Cause of the last failed try.
    error TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    read_at TIMESTAMPTZ,
    CHECK (sent IS NULL OR sent_gone_at IS NULL)
);

-- Uploaded CVs. The file itself is not kept, its text is for a while.
CREATE TABLE cvs (
    id SERIAL PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    -- Name of the file, as it was uploaded.
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('pdf', 'docx', 'text')),
    -- Size of the file.
    size_bytes INTEGER NOT NULL,
    -- Text of the file, unmasked. NULL: gone, some time after it was read.
    text TEXT,
    text_gone_at TIMESTAMPTZ,
    -- SHA-256 of the text: the same text is the same CV.
    text_key TEXT NOT NULL,
    profile_key TEXT NOT NULL REFERENCES profiles,
    -- NULL: searches still to be made.
    searches_made_at TIMESTAMPTZ,
    uploaded_at TIMESTAMPTZ NOT NULL,
    -- The person's choice: its searches take the place of the last CV's, or stand beside them.
    replaces BOOLEAN NOT NULL DEFAULT FALSE,
    CHECK ((text IS NULL) = (text_gone_at IS NOT NULL))
);
CREATE INDEX cvs_user ON cvs (user_id, uploaded_at DESC);
CREATE INDEX cvs_profile ON cvs (profile_key);
CREATE INDEX cvs_texts ON cvs (searches_made_at) WHERE text IS NOT NULL;
CREATE INDEX cvs_open ON cvs (uploaded_at) WHERE searches_made_at IS NULL;

-- Proposals: searches of a CV that wait for their person's click. Nothing is wanted or bought before.
CREATE TABLE proposals (
    cv_id INTEGER NOT NULL REFERENCES cvs ON DELETE CASCADE,
    title_keyword TEXT NOT NULL,
    location TEXT NOT NULL,
    -- review: the setting; evidence: no words of the CV say so; surprise: of the place or the title; countries: the
    -- places lie in different ones.
    waits_for TEXT NOT NULL CHECK (waits_for IN ('review', 'evidence', 'surprise', 'countries')),
    PRIMARY KEY (cv_id, title_keyword, location)
);

-- What people dropped of a CV, as digests over its text and the title, the place, or both: it holds when the same text
-- comes again, and says nothing without it.
CREATE TABLE cv_corrections (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    digest TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (user_id, digest)
);

-- Uploads by person and local day: the day's limits, and one upload at a time.
CREATE TABLE cv_uploads (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    day DATE NOT NULL,
    -- CVs that were taken in, deleted ones included.
    uploads INTEGER NOT NULL,
    -- Uploads that were begun, whatever became of them.
    tries INTEGER NOT NULL DEFAULT 0,
    -- Number of the upload that is under way. NULL: none is.
    turn BIGINT,
    -- Then it ends by itself, by the database's clock.
    turn_until TIMESTAMPTZ,
    PRIMARY KEY (user_id, day),
    CHECK ((turn IS NULL) = (turn_until IS NULL))
);
CREATE INDEX cv_uploads_day ON cv_uploads (day);

-- Tokens used for readings; outlives the profiles.
CREATE TABLE readings (
    id BIGSERIAL PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    -- Local day of at.
    day DATE NOT NULL,
    model TEXT NOT NULL,
    input_tokens BIGINT NOT NULL,
    output_tokens BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'failed'))
);
CREATE INDEX readings_at ON readings (at);
