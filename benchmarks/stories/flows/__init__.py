"""Claims of the stories about flows."""
