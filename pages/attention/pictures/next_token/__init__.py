"""The pictures of the page of the next token, one file for each view."""
