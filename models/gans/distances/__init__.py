"""Distances between two laws: divergences with their bounds, and moving earth."""
