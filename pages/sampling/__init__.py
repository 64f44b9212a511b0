"""Lecture 2: how samples are made, and how densities are guessed from them."""
