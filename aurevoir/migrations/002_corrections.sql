-- What a person says of a review: a judgement left null was not corrected. It belongs to the review, not to its reading:
-- reading again, or scraping again, leaves it.
CREATE TABLE corrections (
    source       TEXT NOT NULL,
    key          TEXT NOT NULL,
    kind         TEXT, -- a kind of departure, "none" or "arrival"
    moment       TEXT,
    first        TEXT, -- neg, pos, mixed or none
    last         TEXT,
    tone         TEXT,
    reasons      TEXT, -- JSON: [code]
    note         TEXT,
    "by"         TEXT,
    corrected_at TEXT NOT NULL,
    words        TEXT NOT NULL, -- SHA-256 of the words that the person read, to tell whether they have changed since
    PRIMARY KEY (source, key),
    FOREIGN KEY (source, key) REFERENCES reviews ON DELETE CASCADE
) STRICT;

-- As before, with what a person said beside what the program read.
DROP VIEW opinions;
CREATE VIEW opinions AS
SELECT reviews.brand, reviews.source, reviews.key, reviews.published, reviews.rating, reviews.title, reviews.text,
       readings.departure, readings.departure_probability, readings.moment, readings.leaning,
       readings.moment_probability, readings.tone, readings.sentiment, readings.first, readings.last,
       readings.reasons, readings.channels, readings.would_return, readings.would_recommend, readings.evidence,
       readings.version, reviews.url, reviews.reply,
       corrections.kind AS person_kind, corrections.moment AS person_moment, corrections.first AS person_first,
       corrections.last AS person_last, corrections.tone AS person_tone, corrections.reasons AS person_reasons
FROM reviews JOIN readings USING (source, key) LEFT JOIN corrections USING (source, key);
