"""What one frame of a VQ-VAE's training shows, and its numbers.

Metrics, all of the held-out images (at most 300):

* ``reconstruction``, ``codebook``, ``commitment``: the three terms for an image (the last two are
  one number; they differ in what they pull at); ``error``, the standard error of the first;
  ``committed``, the third with its β, and ``loss``, all three, switched on or not;
* ``reach``: half the side of a square around all vectors on the plane, one of few sizes;
* ``used``: codewords that are nearest to anything; ``perplexity``: 2 to the entropy of their usage;
* ``fixed_bits``, ``entropy_bits``, ``prior_bits``: what an image's codes take with log₂ K for each,
  with an entropy code for single codes, and by the prior; ``prior_error``, its standard error. The
  entropy is that of these images, so it flatters a little.

Views: ``codebook`` (K, d); ``usage`` (K,), shares of the cells; ``codes`` (8, g, g) and
``reconstructions`` (8, side²) of the first held-out images; ``cost`` (8, g, g), bits of each code
by the prior; ``pulls`` (3, 3), norms of gradients, see :func:`models.vqvae.loss.pulls`; ``samples``
(16, side²), codes of the prior decoded, and ``independent`` (16, side²), each code drawn by itself.
On the plane (of the two directions in which vectors vary most, where there are more):
``axes`` (2, d); ``vectors`` (600, 2), what the encoder gives for cells of held-out images, and
``nearest`` (600,), their codes; ``codewords`` (K, 2); ``cells``, their Voronoi cells as lines;
``held`` (g², 2), the vectors of the first image; ``at`` and ``arrows`` (g², 2), its codewords and
where reconstruction pulls them; the longest arrow is an eighth of the square's side.
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor

from models.frame import Arrays
from models.images import Images
from models.vqvae.cells import cells, reach
from models.vqvae.loss import descent, pulls, terms
from models.vqvae.model import VqVae
from models.vqvae.setup import VqVaeSetup

TESTED = 300
SHOWN = 8
SAMPLES = 16
VECTORS = 600
PULLED = 32  # images behind the norms of gradients
LONGEST = 0.25  # arrow, in units of the reach

_SMALL = 1e-12
_LN2 = math.log(2)


def judge(model: VqVae, setup: VqVaeSetup, data: Images) -> tuple[Mapping[str, float], Arrays]:
    """Metrics and views of a model as it is now."""
    tested = data.test[:TESTED]
    with torch.no_grad():
        found = terms(model, tested)
        cost = -model.prior.log_prob(found.codes) / _LN2  # (n, g, g), bits
    size = len(model.quantizer.codebook)
    usage = torch.bincount(found.codes.flatten(), minlength=size) / found.codes.numel()
    entropy = -torch.special.xlogy(usage, usage).sum().item() / _LN2
    bits, places = cost.flatten(1).sum(dim=1), model.prior.side**2
    numbers = {
        "reconstruction": found.reconstruction.mean().item(),
        "error": found.reconstruction.std().item() / math.sqrt(len(tested)),
        "codebook": found.codebook.mean().item(),
        "commitment": found.commitment.mean().item(),
        "committed": setup.beta * found.commitment.mean().item(),
        "loss": (found.reconstruction + found.codebook + setup.beta * found.commitment)
        .mean()
        .item(),
        "reach": reach(found.z @ directions(found.z.flatten(0, 2)).T),
        "used": float((usage > 0).sum()),
        "perplexity": 2.0**entropy,
        "fixed_bits": model.bits,
        "entropy_bits": entropy * places,
        "prior_bits": bits.mean().item(),
        "prior_error": bits.std().item() / math.sqrt(len(bits)),
    }
    some = data.test[:SHOWN]
    with torch.no_grad():
        shown = {
            "codebook": model.quantizer.codebook,
            "usage": usage,
            "codes": found.codes[:SHOWN],
            "cost": cost[:SHOWN],
            "reconstructions": model(some)[0],
            **_drawn(model, usage),
        }
    shown["pulls"] = pulls(model, data.test[:PULLED], setup.learns)
    shown |= _plane(model, found.z, found.codes, some[:1])
    return numbers, {name: each.detach().numpy().copy() for name, each in shown.items()}


def _drawn(model: VqVae, usage: Tensor) -> dict[str, Tensor]:
    """Images from the prior, and from codes that know nothing of each other."""
    generator = torch.Generator().manual_seed(0)
    side = model.prior.side
    alone = torch.multinomial(usage, SAMPLES * side * side, replacement=True, generator=generator)
    return {
        "samples": model.sample(SAMPLES, generator),
        "independent": model.decode(alone.reshape(SAMPLES, side, side)),
    }


def directions(z: Tensor) -> Tensor:
    """Where vectors (n, d) vary most: two orthonormal rows (2, d); the axes themselves if d ≤ 2."""
    d = z.shape[1]
    if d <= 2:
        return torch.eye(2)[:, :d]
    principal: Tensor = torch.linalg.eigh(torch.cov(z.T))[1].T.flip(0)  # (d, d), rows
    return principal[:2]


def _plane(model: VqVae, z: Tensor, codes: Tensor, first: Tensor) -> dict[str, Tensor]:
    flat = z.detach().flatten(0, 2)  # (n g², d)
    axes = directions(flat)
    step = max(1, len(flat) // VECTORS)
    some, nearest = flat[::step][:VECTORS], codes.flatten()[::step][:VECTORS]
    book = model.quantizer.codebook.detach() @ axes.T
    at, arrows = (each.flatten(0, 2) @ axes.T for each in descent(model, first))
    places = some @ axes.T
    longest = arrows.norm(dim=1).max().clamp_min(_SMALL)
    return {
        "axes": axes,
        "vectors": places,
        "nearest": nearest,
        "codewords": book,
        "cells": cells(book, places),
        "held": z.detach()[0].flatten(0, 1) @ axes.T,
        "at": at,
        "arrows": arrows * (LONGEST * reach(places) / longest),
    }
