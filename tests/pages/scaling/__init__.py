"""The pages on random processes."""
