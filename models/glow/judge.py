"""What one frame of Glow's training shows, and its numbers.

Metrics, bits for each pixel: ``bits``, the bound on -log₂ P of the held-out pictures (at most
300), with uniform noise or with what the flow has learned to make of it, the same in every frame,
and ``error``, its standard error over the choice of pictures; its three terms, ``constant``,
-log₂ a, ``density``, the mean of -log₂ p(x + u) / M, and ``noise``, that of log₂ q(u|x) / M, 0 for
uniform noise; ``train_bits``, the bound of as many pictures that were trained on; ``middle``,
what the density alone says at the middles of the held-out pictures' cells, without noise, and
``train_middle``, the same for as many that were trained on. They are no bounds on anything: see
:mod:`models.glow.lattice`.

Views: ``samples`` (5, 20, M) uint8 grey values, draws of one z for each of :data:`TEMPERATURES`.
"""

import math

import torch

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
    x = lattice.spread(data.test, noise)
    filled, log_det = x, torch.zeros(len(x))
    if model.filling is not None:
        filled, log_det = model.filling(x)
    logs = model.log_prob(filled).double()
    held_out = lattice.bits(logs + log_det)
    learnt = lattice.bits(model.log_bound(lattice.spread(data.train[: len(x)], noise)).double())
    middles = [
        lattice.bits(model.log_prob(lattice.spread(n, torch.full_like(noise, MIDDLE))).double())
        for n in (data.test, data.train[: len(x)])
    ]
    each = lattice.pixels * math.log(2)
    numbers = {
        "bits": held_out.mean().item(),
        "error": held_out.std().item() / len(held_out) ** 0.5,
        "constant": math.log2(lattice.levels),
        "density": -logs.mean().item() / each,
        "noise": -log_det.mean().item() / each,
        "train_bits": learnt.mean().item(),
        "middle": middles[0].mean().item(),
        "train_middle": middles[1].mean().item(),
    }
    z = model.noise(SAMPLES, generator)
    drawn = [model([warm * part for part in z])[0] for warm in TEMPERATURES]
    samples = lattice.cells(torch.stack(drawn).nan_to_num(0)).to(torch.uint8)
    return numbers, {"samples": samples.numpy()}
