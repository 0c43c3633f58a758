-- Views for whoever opens the file: docs/store.md tells what each is for.

-- As before, with the language and the first sight.
DROP VIEW opinions;
CREATE VIEW opinions AS
SELECT reviews.brand, reviews.source, reviews.key, reviews.published, reviews.rating, reviews.title, reviews.text,
       readings.departure, readings.departure_probability, readings.moment, readings.leaning,
       readings.moment_probability, readings.tone, readings.sentiment, readings.first, readings.last,
       readings.reasons, readings.channels, readings.would_return, readings.would_recommend, readings.evidence,
       readings.version, reviews.url, reviews.reply,
       corrections.kind AS person_kind, corrections.moment AS person_moment, corrections.first AS person_first,
       corrections.last AS person_last, corrections.tone AS person_tone, corrections.reasons AS person_reasons,
       coalesce(readings.language, reviews.language) AS language, reviews.first_seen
FROM reviews JOIN readings USING (source, key) LEFT JOIN corrections USING (source, key)
WHERE reviews.removed IS NULL;

-- Reviews that speak of a departure; what a person said stands in the place of what the program read.
CREATE VIEW departures AS
SELECT brand, source, key, published, rating, language, coalesce(person_kind, departure) AS kind,
       coalesce(person_moment, moment) AS moment, coalesce(person_tone, sentiment) AS sentiment, tone,
       coalesce(person_reasons, reasons) AS reasons, title, text, reply, url, first_seen
FROM opinions
WHERE coalesce(person_kind, departure, 'none') NOT IN ('none', 'arrival');

-- One row a review and reason.
CREATE VIEW reasons AS
SELECT opinions.brand, opinions.source, opinions.key, opinions.published, reason.value AS reason,
       coalesce(person_moment, moment) AS moment, coalesce(person_tone, sentiment) AS sentiment
FROM opinions, json_each(coalesce(person_reasons, reasons)) AS reason;

-- How each place stood at its last visit.
CREATE VIEW place_health AS
SELECT places.brand, places.source, places.address, visits.visited, visits.outcome, visits.found, visits.new,
       visits.announced, visits.requests, visits.seconds, visits.reason,
       (SELECT max(visited) FROM visits AS good WHERE good.place = places.id
        AND good.outcome IN ('reviews', 'context', 'empty', 'unchanged')) AS last_read,
       (SELECT count(*) FROM reviews WHERE reviews.place = places.id AND removed IS NULL) AS kept
FROM places JOIN visits ON visits.id = (SELECT max(id) FROM visits WHERE place = places.id);

-- What the site told after each run; figures of two versions of the words are not comparable.
CREATE VIEW told_figures AS
SELECT runs.id AS run, coalesce(runs.finished, runs.started) AS ended, figures.brand, figures.name, figures.value,
       figures.low, figures.high, figures.n, figures.words
FROM figures JOIN runs ON runs.id = figures.run;
