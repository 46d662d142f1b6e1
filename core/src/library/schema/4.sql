-- A part of someone else's draft.
ALTER TABLE drafts ADD COLUMN excerpt INTEGER NOT NULL DEFAULT 0;

-- Parts that were given to others.
CREATE TABLE handouts (
    -- Travels with the part.
    id          TEXT    NOT NULL PRIMARY KEY,
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    given_at    TEXT    NOT NULL,
    -- The part as it was given out, or as it came back last: what the next return is held against.
    base        TEXT    NOT NULL,
    returned_at TEXT
) STRICT;

-- Drafts as they were filed: never changed.
CREATE TABLE filings (
    id          INTEGER PRIMARY KEY,
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    filed_on    TEXT    NOT NULL,
    check_code  TEXT    NOT NULL,
    json        TEXT    NOT NULL
) STRICT;
CREATE TRIGGER filings_stay BEFORE UPDATE ON filings BEGIN SELECT raise(ABORT, 'filed'); END;

-- Who sent a filing back, and why.
CREATE TABLE returns (
    filing      INTEGER PRIMARY KEY REFERENCES filings (id),
    json        TEXT    NOT NULL
) STRICT;
