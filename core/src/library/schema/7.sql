-- Which version of the program computed the deadline; null: none did.
ALTER TABLE drafts ADD COLUMN dated_by TEXT;
