"""Show: opinions -> files. Knows neither the web nor the database."""
