"""How likely a flow finds pictures: a bound, a better one, and pictures unlike all it has seen."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor

from models.glow.data import Pictures
from models.glow.flow import Glow
from models.glow.lattice import Lattice

Floats = NDArray[np.float64]

AT_ONCE = 512  # pictures that pass through the flow together


@torch.no_grad()
def bits_of(
    model: Glow, lattice: Lattice, pictures: ArrayLike, draws: int = 8, seed: int = 0
) -> Floats:
    """Bits for each pixel (n,) of pictures (n, M) in [0, 1]: the mean over so many noises."""
    logs = _logs(model, lattice, lattice.whole(_rows(pictures)), draws, seed)
    return lattice.bits(logs).mean(dim=0).numpy()


@dataclass(frozen=True, eq=False)
class Tighter:
    """Bounds on -log₂ P for each pixel, from k noises a picture.

    Attributes:
        draws: (J,) the numbers k: 1, 2, 4, …; the first is the bound that is trained.
        bits: (J,) the mean over the pictures; it falls with k, towards the exact value.
        error: (J,) its standard error over the choice of pictures.
    """

    draws: NDArray[np.int64]
    bits: Floats
    error: Floats


@torch.no_grad()
def tighter(model: Glow, data: Pictures, pictures: int, most: int, seed: int = 0) -> Tighter:
    """Importance-weighted bounds (Burda et al. 2016) of the first held-out pictures.

    log P(n) = log E_u p((n + u) a) a^M, and the mean of k densities inside the logarithm is a
    bound that rises with k. Each bound averages over all ``most`` noises, in groups of k.

    Args:
        model: The flow.
        data: Its pictures.
        pictures: How many of the held-out ones, at least two.
        most: The largest k, a power of two.
        seed: Chooses the noise.
    """
    logs = _logs(model, data.lattice, data.test[:pictures], most, seed)  # (most, n)
    sizes = [2**power for power in range(most.bit_length())]
    means, errors = [], []
    for k in sizes:
        grouped = torch.logsumexp(logs.reshape(most // k, k, -1), dim=1) - math.log(k)
        each = data.lattice.bits(grouped).mean(dim=0)  # (n,)
        means.append(each.mean().item())
        errors.append(each.std().item() / math.sqrt(len(each)))
    return Tighter(np.array(sizes), np.array(means), np.array(errors))


def _logs(model: Glow, lattice: Lattice, n: Tensor, draws: int, seed: int) -> Tensor:
    """Densities as :meth:`Glow.log_bound` has them, (draws, n), of grey values (n, M): double."""
    generator = torch.Generator().manual_seed(seed)
    rows = torch.arange(draws * len(n)) % max(1, len(n))
    found = [
        model.log_bound(lattice.spread(n[some], lattice.noise(len(some), generator)))
        for some in torch.split(rows, AT_ONCE)
    ]
    return torch.cat(found).double().reshape(draws, len(n))


def strangers(data: Pictures, seed: int = 0) -> dict[str, Floats]:
    """Pictures (M,) in [0, 1] that no one drew, by their names; two are made of a held-out one."""
    lattice, generator = data.lattice, torch.Generator().manual_seed(seed)
    noise = (lattice.levels * lattice.noise(1, generator)[0]).floor()
    first = data.test[0]
    mixed = first[torch.randperm(lattice.pixels, generator=generator)]
    shown = {
        "empty": torch.zeros(lattice.pixels),
        "half ink": torch.full((lattice.pixels,), float(lattice.levels // 2)),
        "full ink": torch.full((lattice.pixels,), float(lattice.levels - 1)),
        "shuffled": mixed,
        "inverted": lattice.levels - 1 - first,
        "noise": noise,
    }
    return {name: lattice.grey(n).numpy().astype(np.float64) for name, n in shown.items()}


def readable(bits: Sequence[float] | Floats, usual: float) -> float:
    """Up to where bars of ``bits`` are drawn: far enough for all, or five times the usual."""
    return min(1.05 * float(np.max(bits)), 5 * usual)


def share_less_likely(bits: float, others: Sequence[float] | Floats) -> float:
    """Share of ``others`` that cost more bits."""
    return float((np.asarray(others) > bits).mean())


def _rows(pictures: ArrayLike) -> Tensor:
    return torch.as_tensor(np.array(pictures, dtype=np.float32))


def held_out_bits(model: Glow, data: Pictures) -> Floats:
    """Bits for each pixel (n,) of the held-out pictures, each with one noise."""
    return bits_of(model, data.lattice, data.lattice.grey(data.test).numpy(), 1)
