-- The first shape of the store. Times are UTC, ISO 8601 with Z; booleans 0/1; lists are JSON arrays.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- One address (or imported file) of one brand.
CREATE TABLE places (
    id      INTEGER PRIMARY KEY,
    brand   TEXT NOT NULL,
    source  TEXT NOT NULL,
    address TEXT NOT NULL,
    UNIQUE (source, address, brand)
) STRICT;

-- One scrape or import, over any number of places.
CREATE TABLE runs (
    id       INTEGER PRIMARY KEY,
    started  TEXT NOT NULL,
    finished TEXT,
    program  TEXT NOT NULL
) STRICT;

-- What came of one place in one run. A told is a sentence that can be translated:
-- {message, values: [[name, string or told]]}, the values for the message's %(name)s places.
CREATE TABLE visits (
    id        INTEGER PRIMARY KEY,
    run       INTEGER NOT NULL REFERENCES runs,
    place     INTEGER NOT NULL REFERENCES places,
    visited   TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    reason    TEXT,          -- JSON: a told; null where nothing needs saying
    pages     INTEGER NOT NULL,
    found     INTEGER NOT NULL,
    new       INTEGER NOT NULL,
    updated   INTEGER NOT NULL,
    announced INTEGER,
    requests  INTEGER NOT NULL,
    bytes     INTEGER NOT NULL,
    seconds   REAL NOT NULL,
    troubles  TEXT NOT NULL, -- JSON: [{address, outcome, reason: told or null}]
    notes     TEXT NOT NULL  -- JSON: [told]
) STRICT;
CREATE INDEX visits_of_place ON visits (place, id);

-- What to ask "has it changed?" with, and where the listing went on.
CREATE TABLE pages (
    place     INTEGER NOT NULL REFERENCES places,
    address   TEXT NOT NULL,
    program   TEXT NOT NULL, -- another version may read more from the same page: it asks afresh
    etag      TEXT,
    modified  TEXT,
    next      TEXT,
    found     INTEGER NOT NULL,
    announced INTEGER,
    PRIMARY KEY (place, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE reviews (
    source          TEXT NOT NULL,
    key             TEXT NOT NULL,
    place           INTEGER NOT NULL REFERENCES places,
    brand           TEXT NOT NULL,
    url             TEXT,
    published       TEXT,
    precision       TEXT,
    rating          REAL,
    rating_raw      TEXT,
    rating_worst    REAL,
    rating_best     REAL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT,
    author          TEXT,
    reply           TEXT,
    reply_published TEXT,
    verified        INTEGER,
    first_seen      TEXT NOT NULL,
    fetched         TEXT NOT NULL,
    PRIMARY KEY (source, key)
) STRICT;
CREATE INDEX reviews_of_place ON reviews (place);
CREATE INDEX reviews_of_brand ON reviews (brand, published);

CREATE TABLE readings (
    source                TEXT NOT NULL,
    key                   TEXT NOT NULL,
    version               TEXT NOT NULL,
    language              TEXT,
    departure             TEXT,
    departure_probability REAL NOT NULL,
    moment                TEXT NOT NULL,
    leaning               TEXT,
    moment_probability    REAL NOT NULL,
    tone                  REAL,
    sentiment             TEXT,
    sentiment_probability REAL,
    first                 REAL,
    last                  REAL,
    peak                  REAL,
    end                   REAL,
    reasons               TEXT NOT NULL, -- JSON: [code]
    channels              TEXT NOT NULL, -- JSON: [code]
    would_return          INTEGER,
    would_recommend       INTEGER,
    evidence              TEXT NOT NULL, -- JSON: [{start, end, judgement, cue, weight}]
    PRIMARY KEY (source, key),
    FOREIGN KEY (source, key) REFERENCES reviews ON DELETE CASCADE
) STRICT;

-- A review and what was understood of it, for whoever opens the file.
CREATE VIEW opinions AS
SELECT reviews.brand, reviews.source, reviews.key, reviews.published, reviews.rating, reviews.title, reviews.text,
       readings.departure, readings.departure_probability, readings.moment, readings.leaning,
       readings.moment_probability, readings.tone, readings.sentiment, readings.first, readings.last,
       readings.reasons, readings.channels, readings.would_return, readings.would_recommend, readings.evidence,
       readings.version, reviews.url, reviews.reply
FROM reviews JOIN readings USING (source, key);
