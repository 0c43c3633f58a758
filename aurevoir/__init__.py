"""The application: what ties the three stages together, and the front door."""

__version__ = "0.1.0"
