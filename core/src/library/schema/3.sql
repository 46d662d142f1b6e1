-- What people matched the headings of imported tables with, to be matched so again.
CREATE TABLE headings (
    form        TEXT    NOT NULL,
    field       TEXT    NOT NULL,
    -- Folded, as headings are compared.
    heading     TEXT    NOT NULL,
    -- The column's id; null: it was left out.
    "column"    TEXT,
    PRIMARY KEY (form, field, heading)
) STRICT, WITHOUT ROWID;
