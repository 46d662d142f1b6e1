-- Of a revision that went back to an earlier state: when that state was made; empty: before the first revision.
ALTER TABLE revisions ADD COLUMN back_to TEXT;
