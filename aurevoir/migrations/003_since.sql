-- How far back a visit looked, where the user said so: what lies before it was not read, and is not known.
ALTER TABLE visits ADD COLUMN since TEXT;
