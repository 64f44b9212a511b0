"""The pictures of the pages on autoregressive networks."""
