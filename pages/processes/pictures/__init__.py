"""The pictures of the pages on random processes."""
