"""Attention and transformers: lectures 12 and 13."""
