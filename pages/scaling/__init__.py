"""Scaling laws: lecture 13."""
