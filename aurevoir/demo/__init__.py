"""Invented review sites, served on this machine, so that the real pipeline has something to read anywhere."""
