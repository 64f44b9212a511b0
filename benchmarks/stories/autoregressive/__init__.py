"""Claims of the stories about autoregressive models."""
