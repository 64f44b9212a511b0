"""Variational autoencoders: lectures 4 to 6."""
