CREATE TABLE drafts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    -- What the list of drafts shows.
    form        TEXT    NOT NULL,
    edition     TEXT    NOT NULL,
    variant     TEXT    NOT NULL,
    filing_date TEXT,
    applicant   TEXT,
    standing    TEXT    NOT NULL,
    answered    INTEGER NOT NULL,
    required    INTEGER NOT NULL,
    changed_at  TEXT    NOT NULL,
    deleted     INTEGER NOT NULL DEFAULT 0,
    -- The draft as it was after the first `json_at` of its revisions.
    json        TEXT    NOT NULL,
    json_at     INTEGER NOT NULL,
    -- How many of its revisions are made; those beyond were taken back.
    at          INTEGER NOT NULL,
    -- Counts every write, so that nobody overwrites what they have not seen.
    version     INTEGER NOT NULL
) STRICT;

CREATE TABLE revisions (
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    number      INTEGER NOT NULL,
    edit        TEXT    NOT NULL,
    inverse     TEXT    NOT NULL,
    made_at     TEXT    NOT NULL,
    PRIMARY KEY (draft, number)
) STRICT;

CREATE TABLE files (
    sha256      TEXT    NOT NULL PRIMARY KEY,
    bytes       BLOB    NOT NULL
) STRICT;
