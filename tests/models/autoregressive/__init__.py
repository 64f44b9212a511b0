"""Autoregressive networks."""
