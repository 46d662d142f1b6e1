-- Answers that were copied to the authority's platform.
CREATE TABLE ticks (
    draft       INTEGER NOT NULL REFERENCES drafts (id),
    place       TEXT    NOT NULL,
    -- Of the answer as it was copied: another answer has no tick.
    digest      TEXT    NOT NULL,
    PRIMARY KEY (draft, place)
) STRICT;

-- The last day that follows from the draft itself, as of its last change.
ALTER TABLE drafts ADD COLUMN deadline TEXT;
