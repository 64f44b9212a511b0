"""Claims of the stories about random processes."""
