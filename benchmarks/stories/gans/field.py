"""The claims of the story of the field of GANs."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from benchmarks.stories.claim import Claim, Seen
from models.gans.sweeps import FieldSetup, train_field


@lru_cache(maxsize=4)
def _shares(setup: FieldSetup) -> NDArray[np.float32]:
    """The share of each cell at the end."""
    *_, last = train_field(setup)
    shares: NDArray[np.float32] = last.views["share"]
    return shares


def _left_loses_more(seed: int) -> Seen:
    (shares,) = _shares(FieldSetup(across="rate_ratio", seeds=16, each=1000, seed=100 * seed))
    return Seen(bool(shares[0] >= shares[-1] + 0.5), " ".join(f"{share:.2f}" for share in shares))


def _nearly_all_lose(seed: int) -> Seen:
    (shares,) = _shares(
        FieldSetup(data="ring", across="pack", seeds=32, each=1000, seed=100 * seed)
    )
    return Seen(bool(shares.min() >= 0.9), " ".join(f"{share:.2f}" for share in shares))


def _ratio_matters_more(seed: int) -> Seen:
    shares = _shares(
        FieldSetup(across="rate_ratio", down="learning_rate", seeds=4, each=600, seed=100 * seed)
    )
    across, upwards = (np.abs(np.diff(shares, axis=axis)).mean() for axis in (1, 0))
    return Seen(bool(across > upwards), f"across {across:.2f}, upwards {upwards:.2f}")


CLAIMS = [
    Claim("How often", "The cells on the left lose modes far more often.", _left_loses_more),
    Claim("Packing", "Nearly every GAN misses modes, however many are packed.", _nearly_all_lose),
    Claim("A map", "The share changes more from left to right.", _ratio_matters_more),
]
