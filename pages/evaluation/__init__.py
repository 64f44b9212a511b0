"""Judging a generator: what it costs to turn its law into that of the data."""
