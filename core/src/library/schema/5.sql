-- What the authorities announced, one notice for each form and year.
CREATE TABLE notices (
    form        TEXT    NOT NULL,
    year        INTEGER NOT NULL,
    json        TEXT    NOT NULL,
    PRIMARY KEY (form, year)
) STRICT;
