"""Adversarial networks, their distances and their games: lectures 7 to 9."""
