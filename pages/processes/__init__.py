"""Random processes: lectures 10-11."""
