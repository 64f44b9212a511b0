"""Claims of the stories about sampling."""
