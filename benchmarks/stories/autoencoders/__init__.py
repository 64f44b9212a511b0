"""Claims of the stories about autoencoders."""
