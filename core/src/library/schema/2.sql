-- The list of drafts is read without their texts, which are by far the larger part.
CREATE TABLE bodies (
    draft       INTEGER PRIMARY KEY REFERENCES drafts (id),
    -- The draft as it was after the first `json_at` of its revisions.
    json        TEXT    NOT NULL,
    json_at     INTEGER NOT NULL
) STRICT;
INSERT INTO bodies SELECT id, json, json_at FROM drafts;
ALTER TABLE drafts DROP COLUMN json;
ALTER TABLE drafts DROP COLUMN json_at;

-- Done with, and off the list of what is being worked on.
ALTER TABLE drafts ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;

CREATE TABLE tags (
    tag         TEXT    NOT NULL,
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    PRIMARY KEY (tag, draft)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_of_draft ON tags (draft);

-- What can be found: an answer, or a table's row. `id` is the draft's id times 2^24, and a number.
CREATE TABLE passages (
    id          INTEGER PRIMARY KEY,
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    field       TEXT    NOT NULL,
    digest      BLOB    NOT NULL,
    -- Rows that are alike are kept once.
    times       INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX passages_by_digest ON passages (draft, digest);

-- Their words, by the passages' ids; the texts themselves stand in the drafts alone.
CREATE VIRTUAL TABLE texts USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');
