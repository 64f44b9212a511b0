"""The luck of what judges, which no training has."""

import torch

from models.setup import LAST_SEED

SEED = LAST_SEED + 1  # no knob can name it


def held_out(number: int = 0) -> torch.Generator:
    """The generator of held-out draws, the same every time; of another ``number`` other draws.

    torch keeps the low 32 bits of a seed, and a batch has a seed too, made of the run's (see
    :class:`models.training.batches.Batches`): no run of a seed below 600,000 has in its first
    200,000 steps a batch of this luck.
    """
    return torch.Generator().manual_seed(SEED + number)
