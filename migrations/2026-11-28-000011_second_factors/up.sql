-- Signing in in two steps: the password, and a code of the person's own device.
CREATE TABLE second_factors (
    user_id INTEGER PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    -- The key that the person's device has too (RFC 6238). A code is made from it, so it cannot be a digest.
    key BYTEA NOT NULL CHECK (octet_length(key) = 20),
    begun_at TIMESTAMPTZ NOT NULL,
    -- NULL: no code has shown that the device has the key, and none is asked for.
    confirmed_at TIMESTAMPTZ,
    -- The step of 30 seconds whose code was taken last: no code is taken twice, nor one before it.
    last_step BIGINT,
    CHECK ((confirmed_at IS NULL) = (last_step IS NULL))
);
CREATE INDEX second_factors_begun ON second_factors (begun_at) WHERE confirmed_at IS NULL;

-- Codes that take the place of a device that was lost. Each is deleted when it is used.
CREATE TABLE recovery_codes (
    user_id INTEGER NOT NULL REFERENCES second_factors ON DELETE CASCADE,
    -- SHA-256 of 120 random bits.
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

-- Sign-ins whose password was right, and whose code is still to come. They open nothing.
CREATE TABLE begun_sign_ins (
    -- SHA-256 of the cookie's token.
    token_hash BYTEA PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX begun_sign_ins_user ON begun_sign_ins (user_id);
CREATE INDEX begun_sign_ins_expires ON begun_sign_ins (expires_at);
