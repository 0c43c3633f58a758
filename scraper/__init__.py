"""Bring public reviews in: address -> Review. Knows nothing of sentiment or pages."""
