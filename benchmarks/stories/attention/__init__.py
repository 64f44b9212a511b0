"""Claims of the stories about attention."""
