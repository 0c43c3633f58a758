-- What is kept of a figure over a whole month whose reviews were deleted by age: the mean of what each review says
-- (points of tone, or 0 and 1 for a share), their unbiased variance and their number, so that several months add up.
CREATE TABLE months (
    brand    TEXT NOT NULL,
    name     TEXT NOT NULL,
    month    TEXT NOT NULL, -- its first day
    words    TEXT NOT NULL, -- version of the words and weights that had read the reviews
    n        INTEGER NOT NULL,
    mean     REAL NOT NULL,
    variance REAL NOT NULL,
    PRIMARY KEY (brand, name, month)
) STRICT, WITHOUT ROWID;
