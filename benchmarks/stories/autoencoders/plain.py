"""What the stories of the page of plain autoencoders claim."""

from functools import lru_cache
from typing import Any

import numpy as np
import torch

from benchmarks.stories.claim import Claim, Seen
from models.autoencoders.plain import (
    AutoencoderSetup,
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
    UndercompleteSetup,
    data_of,
    hole,
    linear_denoiser,
    principal,
    rivals,
    rotation,
    seen,
    squared_error,
    train,
    train_rival,
)
from models.frame import Frame


@lru_cache(maxsize=16)
def ended(setup: AutoencoderSetup) -> Frame:
    """A training at its end."""
    *_, last = train(setup)
    return last


def beats_pca(seed: int) -> Seen:
    """Two numbers of a network against two of PCA, on digits of other writers."""
    setup = UndercompleteSetup(seed=seed)
    found, best = ended(setup).metrics, principal(setup).error(data_of(setup).test)
    return Seen(found["test_sse"] < best, f"{found['test_sse']:.3f}, PCA {best:.3f}")


def classes_part(seed: int) -> Seen:
    """How often the nearest code is of the same class."""
    setup = UndercompleteSetup(seed=seed)
    codes = torch.from_numpy(ended(setup).views["codes"])
    labels = data_of(setup).labels[: len(codes)].numpy()
    apart = torch.cdist(codes, codes).fill_diagonal_(np.inf)
    same = float((labels[apart.argmin(dim=1).numpy()] == labels).mean())
    return Seen(same > 0.6, f"{same:.0%} next to their own class")


def overfits(seed: int) -> Seen:
    """The error of digits trained on against that of held-out ones."""
    found = ended(UndercompleteSetup(seed=seed)).metrics
    return Seen(
        found["sse"] < 0.85 * found["test_sse"], f"{found['sse']:.2f} < {found['test_sse']:.2f}"
    )


def is_pca(seed: int) -> Seen:
    """The subspace is found, the axes are not."""
    setup = UndercompleteSetup(network="linear", latents=5, steps=500, seed=seed)
    frame, best = ended(setup), principal(setup)
    angle, off = frame.metrics["angle"], frame.metrics["sse"] / best.residual - 1
    axes = float(rotation(frame.views["atoms"], best.directions).max(axis=1).min())
    return Seen(
        angle < 1 and off < 0.005 and axes < 0.9,
        f"angle {angle:.4f}°, error {off:+.5%}, an axis lies within cos² {axes:.2f} of its own",
    )


def bends(data: str) -> Any:
    """A line of one number against PCA's."""

    def see(seed: int) -> Seen:
        steps = 4000 if data == "knot" else 2000
        setup = UndercompleteSetup.model_validate(
            {"data": data, "latents": 1, "steps": steps, "seed": seed}
        )
        found, best = ended(setup).metrics["test_sse"], principal(setup).residual
        return Seen(found < 0.3 * best, f"{found:.3f}, PCA's line {best:.3f}")

    return see


def follows_the_score(seed: int) -> Seen:
    """R² of the steps at corrupted points."""
    found = ended(DenoisingSetup(seed=seed)).metrics["r_squared"]
    return Seen(found >= 0.95, f"R² {found:.4f}")


def restores(seed: int) -> Seen:
    """Held-out digits against the best linear denoiser."""
    setup = DenoisingSetup(data="digits", sigma=0.5, latents=32, width=128, seed=seed)
    x = data_of(setup).test
    linear = squared_error(x, linear_denoiser(setup)(seen(setup, x)))
    found = ended(setup).metrics["test_sse"]
    return Seen(found < linear, f"{found:.3f}, linear {linear:.3f}")


def mostly_zero(seed: int) -> Seen:
    """The share of a code that is not 0."""
    found = ended(SparseSetup(seed=seed)).metrics["active"]
    return Seen(found < 0.15, f"{found:.1%} of a code are not 0")


def quieter(seed: int) -> Seen:
    """The mean activity at the end, and at the start."""
    setup = SparseSetup(penalty="kl", seed=seed)
    first, last = next(iter(train(setup))).metrics["active"], ended(setup).metrics["active"]
    return Seen(last < 0.5 * first, f"{first:.2f} -> {last:.2f}, wanted {setup.activity}")


def deep(seed: int) -> Seen:
    """How much farther from any digit it is midway than at both ends, of all kinds and a VAE."""
    found = {}
    for name, setup in rivals(UndercompleteSetup(seed=seed)).items():
        *_, last = train_rival(setup)
        found[name] = hole(setup, last.checkpoint)
    told = ", ".join(f"{name} {each.depth:.2f}" for name, each in found.items())
    return Seen(all(each.depth > 3 * each.error for each in found.values()), told)


def around_the_circles(seed: int) -> Seen:
    """How far the steepest direction of f is that of the data."""
    found = ended(ContractiveSetup(seed=seed)).metrics["along"]
    return Seen(found > 0.7, f"cos² {found:.2f}, by chance 0.5")


CLAIMS = [
    Claim("Two numbers", "the error on held-out digits falls below PCA's", beats_pca),
    Claim("Two numbers", "the classes part without having been told", classes_part),
    Claim("Two numbers", "the error of digits trained on is far lower", overfits),
    Claim("Linear is PCA", "PCA's error and subspace, and not its axes", is_pca),
    Claim("A line through moons", "it bends through both moons, PCA's is straight", bends("moons")),
    Claim("A knot in space", "the line follows the knot", bends("knot")),
    Claim("Back to the data", "it moves places nearly as the score says", follows_the_score),
    Claim("Digits restored", "better than the best linear denoiser", restores),
    Claim("Strokes as atoms", "nearly nine tenths of a code are 0", mostly_zero),
    Claim("A wanted activity", "the mean activity comes down", quieter),
    Claim("Side by side", "a hole between the clusters of every kind, the VAE's too", deep),
    Claim("A price on change", "around the circles rather than across", around_the_circles),
]
