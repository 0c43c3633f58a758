-- Reports about a sector, counted by week (its Monday): those about leaving, as an authority publishes them. No reviews.
CREATE TABLE sector_weeks (
    place    INTEGER NOT NULL REFERENCES places,
    category TEXT NOT NULL,
    week     TEXT NOT NULL,
    count    INTEGER NOT NULL,
    PRIMARY KEY (place, category, week)
) STRICT, WITHOUT ROWID;
