-- What the site told of each brand at the end of a run: figures of one version of the words are never compared with
-- those of another.
CREATE TABLE figures (
    run   INTEGER NOT NULL REFERENCES runs,
    brand TEXT NOT NULL,
    name  TEXT NOT NULL,
    words TEXT NOT NULL, -- version of the words and weights that read the reviews
    value REAL,          -- null where there were too few reviews
    low   REAL,
    high  REAL,
    n     INTEGER NOT NULL,
    PRIMARY KEY (run, brand, name)
) STRICT, WITHOUT ROWID;
