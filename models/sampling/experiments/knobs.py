"""What the experiments on sampling have in common: how many draws, and by which chance."""

from models.setup import knob


def draws(default: int, low: int = 100, high: int = 100_000) -> int:
    """How many draws the numbers are made from."""
    words = "From how many draws the numbers are made; the picture shows the first of them."
    return knob(default, "Draws", words, low=low, high=high, log=True)


def seed() -> int:
    """Which random numbers."""
    return knob(0, "Seed", "The same seed, the same draws.", low=0, high=9999, seed=True)
