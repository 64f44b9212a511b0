"""Autoregressive networks: lectures 10-11."""
