"""The pages of the chapter on autoregressive networks."""
