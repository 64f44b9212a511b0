"""What the stories of the VQ-VAE page claim, on the small digits and on points of the plane."""

from functools import lru_cache

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.vqvae import PointsSetup, VqVaeSetup, train, train_points

KNOBS: dict[str, dict[str, object]] = {
    "plain": {},
    "rich": {"codewords": 256, "dimensions": 8, "learns": "averages", "revive": True},
    "printed": {"learns": "printed"},
    "free": {"beta": 0.0},
    "blind": {"reconstruct": False},
    "apart": {"start": "apart"},
    "revived": {"start": "apart", "revive": True},
    "averages": {"learns": "averages", "revive": True},
}


@lru_cache(maxsize=4)
def ends(name: str, seed: int) -> tuple[Frame, Frame]:
    """The first and the last moment of one of the trainings above."""
    small = {"data": "digits", "grid": "fine", "seed": seed}
    first, *_, last = train(VqVaeSetup.model_validate(small | KNOBS[name]))
    return first, last


def sharper(seed: int) -> Seen:
    """Eight dimensions and 256 codewords miss less than two and 64."""
    plain, rich = (ends(name, seed)[1].metrics["reconstruction"] for name in ("plain", "rich"))
    bits = ends("rich", seed)[1].metrics["prior_bits"]
    return Seen(
        rich < 0.7 * plain and bits < 128, f"{rich:.3f} against {plain:.3f}; {bits:.0f} bits"
    )


def printed(seed: int) -> Seen:
    """As printed no codeword moves, and the reconstruction falls all the same."""
    first, last = ends("printed", seed)
    still = np.array_equal(first.views["codebook"], last.views["codebook"])
    before, after = (each.metrics["reconstruction"] for each in (first, last))
    far = last.metrics["commitment"] / ends("plain", seed)[1].metrics["commitment"]
    return Seen(
        still and after < before / 2 and far > 10, f"{before:.2f} to {after:.2f}, {far:.0f}×"
    )


def away(seed: int) -> Seen:
    """Without commitment the encoder runs away, and few codewords are left in use."""
    metrics = ends("free", seed)[1].metrics
    ratio = metrics["commitment"] / ends("plain", seed)[1].metrics["commitment"]
    used = metrics["used"]
    return Seen(ratio > 1000 and used < 32, f"{ratio:.3g} times as far, {used:.0f} of 64 used")


def blind(seed: int) -> Seen:
    """Without reconstruction vectors and codewords agree, about nothing."""
    first, last = ends("blind", seed)
    agreed, missed = last.metrics["commitment"], last.metrics["reconstruction"]
    before = first.metrics["reconstruction"]
    return Seen(agreed < 1e-3 and missed > 0.9 * before, f"{agreed:.2g}; misses {missed:.2f}")


def dead(seed: int) -> Seen:
    """Fewer than half of the codewords that begin apart are used; all, if they start again."""
    apart, revived = (ends(name, seed)[1].metrics for name in ("apart", "revived"))
    holds = (
        apart["used"] < 32
        and revived["used"] == 64
        and revived["reconstruction"] < apart["reconstruction"]
    )
    return Seen(holds, f"{apart['used']:.0f} and {revived['used']:.0f} of 64")


def prior(seed: int) -> Seen:
    """The prior needs fewer bits than single codes."""
    metrics = ends("averages", seed)[1].metrics
    saved = metrics["entropy_bits"] - metrics["prior_bits"]
    return Seen(saved > 10 * metrics["prior_error"], f"{saved:.1f} bits fewer")


def lloyd(seed: int) -> Seen:
    """By averages it ends where Lloyd's algorithm does; by its loss no higher."""
    *_, averages = train_points(PointsSetup(seed=seed))
    *_, loss = train_points(PointsSetup(seed=seed, moves="loss", steps=2000))
    ended = averages.metrics["ended"]
    ours, adam = averages.metrics["distortion"], loss.metrics["distortion"]
    holds = abs(ours - ended) < 1e-3 * ended and adam < ended
    return Seen(holds, f"{ours:.4f}, Lloyd's {ended:.4f}, by loss {adam:.4f}")


CLAIMS = [
    Claim("More to say", "sharper by a third, fewer than 128 bits", sharper),
    Claim("As printed", "no codeword moves, vectors are drawn away, reconstruction falls", printed),
    Claim("No commitment", "the encoder runs away, fewer than half in use", away),
    Claim("No reconstruction", "agreement about nothing", blind),
    Claim("Dead codewords", "fewer than half used; all 64 with restarts, and a lower error", dead),
    Claim("A prior", "fewer bits than single codes", prior),
    Claim("Lloyd's again", "ends where Lloyd's does; the loss ends lower", lloyd),
]
