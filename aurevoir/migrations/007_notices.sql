-- What a webhook was told and still holds: each thing is told once, and again only when it has ended and comes back.
CREATE TABLE notices (
    name TEXT PRIMARY KEY,
    told TEXT NOT NULL -- when
) STRICT, WITHOUT ROWID;
