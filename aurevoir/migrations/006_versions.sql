-- What a review said before its author edited it: one row a wording, whatever often it came back.
CREATE TABLE versions (
    id       INTEGER PRIMARY KEY,
    source   TEXT NOT NULL,
    key      TEXT NOT NULL,
    title    TEXT NOT NULL,
    text     TEXT NOT NULL,
    rating   REAL,
    fetched  TEXT NOT NULL, -- when it was last brought in with these words
    replaced TEXT NOT NULL, -- when other words came in their place
    FOREIGN KEY (source, key) REFERENCES reviews ON DELETE CASCADE
) STRICT;
CREATE INDEX versions_of_review ON versions (source, key);

-- A review that a source which lists everything no longer lists: first missed, then removed, out of the figures.
ALTER TABLE reviews ADD COLUMN missing TEXT; -- when a full crawl first missed it; null once it is met again
ALTER TABLE reviews ADD COLUMN removed TEXT; -- when a full crawl of a later day missed it too; null likewise
ALTER TABLE visits ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

-- As before, without the reviews that were removed.
DROP VIEW opinions;
CREATE VIEW opinions AS
SELECT reviews.brand, reviews.source, reviews.key, reviews.published, reviews.rating, reviews.title, reviews.text,
       readings.departure, readings.departure_probability, readings.moment, readings.leaning,
       readings.moment_probability, readings.tone, readings.sentiment, readings.first, readings.last,
       readings.reasons, readings.channels, readings.would_return, readings.would_recommend, readings.evidence,
       readings.version, reviews.url, reviews.reply,
       corrections.kind AS person_kind, corrections.moment AS person_moment, corrections.first AS person_first,
       corrections.last AS person_last, corrections.tone AS person_tone, corrections.reasons AS person_reasons
FROM reviews JOIN readings USING (source, key) LEFT JOIN corrections USING (source, key)
WHERE reviews.removed IS NULL;
