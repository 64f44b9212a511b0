"""What one frame of Glow's training shows, and its numbers.

Metrics, bits for each pixel: ``bits``, the bound on -log₂ P of the held-out pictures (at most
300) with uniform noise, the same noise in every frame, and ``error``, its standard error over the
choice of pictures; its two terms, ``constant``, -log₂ a, and ``density``, the mean of
-log₂ p(x + u) / M; ``train_bits``, the bound of as many pictures that were trained on; ``middle``,
what the density alone says at the middles of the held-out pictures' cells, without noise. That is
no bound on anything: see :mod:`models.glow.lattice`.

Views: ``samples`` (5, 20, M) uint8 grey values, draws of one z for each of :data:`TEMPERATURES`.
"""

import math

import torch
from torch import Tensor

from models.frame import Arrays
from models.glow.data import MIDDLE, Pictures
from models.glow.flow import Glow

TEMPERATURES = (0.3, 0.5, 0.7, 0.85, 1.0)
SAMPLES = 20


@torch.no_grad()
def judge(model: Glow, data: Pictures) -> tuple[dict[str, float], Arrays]:
    """Metrics and views of a flow as it is now."""
    lattice, generator = data.lattice, torch.Generator().manual_seed(0)
    noise = lattice.noise(len(data.test), generator)
    logs = _logs(model, data, data.test, noise)
    held_out = lattice.bits(logs)
    learnt = _logs(model, data, data.train[: len(data.test)], noise)
    middle = _logs(model, data, data.test, torch.full_like(noise, MIDDLE))
    numbers = {
        "bits": held_out.mean().item(),
        "error": held_out.std().item() / len(held_out) ** 0.5,
        "constant": math.log2(lattice.levels),
        "density": -logs.mean().item() / (lattice.pixels * math.log(2)),
        "train_bits": lattice.bits(learnt).mean().item(),
        "middle": lattice.bits(middle).mean().item(),
    }
    z = model.noise(SAMPLES, generator)
    drawn = [model([warm * part for part in z])[0] for warm in TEMPERATURES]
    samples = lattice.cells(torch.stack(drawn).nan_to_num(0)).to(torch.uint8)
    return numbers, {"samples": samples.numpy()}


def _logs(model: Glow, data: Pictures, n: Tensor, noise: Tensor) -> Tensor:
    """ln p (n,) of grey values (n, M) with noise (n, M), in double precision."""
    return model.log_prob(data.lattice.spread(n, noise)).double()
