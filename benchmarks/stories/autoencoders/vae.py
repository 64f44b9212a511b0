"""What the stories of the latent-space page claim: of the small digits, and of MNIST if here."""

from collections.abc import Callable
from functools import lru_cache, partial

import numpy as np
import torch

from benchmarks.stories.claim import Claim, Seen
from models.autoencoders import VaeSetup, restore, train
from models.autoencoders.bounds import Difference, gap
from models.autoencoders.model import Data, source
from models.frame import Frame
from models.wheels import MNIST

SETS: tuple[Data, ...] = ("digits", "mnist") if MNIST.here else ("digits",)
NOISY: dict[str, object] = {"learned": False, "sigma": 0.35}
KNOBS: dict[str, dict[str, object]] = {
    "autoencoder": {"beta": 0.001},
    "elbo": {},
    "beta 4": {"beta": 4.0},
    "collapse": NOISY | {"beta": 50.0},
    "infovae": NOISY | {"objective": "infovae", "alpha": 0.9, "lam": 100.0},
    "noisy elbo": NOISY,
}


@lru_cache(maxsize=8)
def ended(data: Data, name: str, seed: int) -> tuple[VaeSetup, Frame]:
    """One of the trainings above at its end."""
    setup = VaeSetup.model_validate({"data": data, "seed": seed} | KNOBS[name])
    *_, last = train(setup)
    return setup, last


def lead(data: Data, name: str, seed: int) -> Difference:
    """By how much the inputs trained on are explained better than held-out ones."""
    setup, last = ended(data, name, seed)
    images = source(setup)
    return gap(restore(setup, last.checkpoint), images.shown, images.tested)


def ellipse(frame: Frame) -> float:
    """The mean standard deviation of q(z|x)."""
    return float(np.sqrt(frame.views["latent_var"]).mean())


def dots(data: Data, seed: int) -> Seen:
    """Codes beyond the prior's rings, each a dot."""
    _, last = ended(data, "autoencoder", seed)
    radius = np.linalg.norm(last.views["latents"], axis=1)
    outside, sd = float((radius > 2).mean()), ellipse(last)
    return Seen(
        outside > 0.3 and radius.max() > 6 and sd < 0.01,
        f"{outside:.0%} beyond 2 sd, farthest {radius.max():.1f}, mean sd of q {sd:.4f}",
    )


def holes(data: Data, seed: int) -> Seen:
    """Decoded draws of the prior are farther from any training image than reconstructions."""
    setup, last = ended(data, "autoencoder", seed)
    model, images = restore(setup, last.checkpoint), source(setup)
    with torch.no_grad():
        z = torch.randn(300, 2, generator=torch.Generator().manual_seed(0))
        drawn, again = model.decode(z), model.decode(model.encode(images.shown[:300])[0])
        one, other = (torch.cdist(x, images.train).amin(dim=1).mean() for x in (drawn, again))
    return Seen(
        bool(one > 1.02 * other), f"distance of draws {one:.2f}, of reconstructions {other:.2f}"
    )


def side_by_side(data: Data, seed: int) -> Seen:
    """The nearest code is mostly of the same class, and the cloud has about the prior's size."""
    setup, last = ended(data, "elbo", seed)
    labels = source(setup).labels[:600].numpy()
    codes = torch.from_numpy(last.views["latents"])
    apart = torch.cdist(codes, codes).fill_diagonal_(np.inf)
    same, sd = float((labels[apart.argmin(dim=1).numpy()] == labels).mean()), float(codes.std())
    return Seen(same > 0.6 and 0.8 < sd < 2, f"{same:.0%} next to their own class, sd {sd:.2f}")


def softer(data: Data, seed: int) -> Seen:
    """β = 4: larger ellipses, less information."""
    (_, one), (_, four) = ended(data, "elbo", seed), ended(data, "beta 4", seed)
    told = [frame.metrics["information"] for frame in (one, four)]
    return Seen(
        ellipse(four) > ellipse(one) and told[1] < told[0],
        f"sd {ellipse(one):.3f} -> {ellipse(four):.3f}, I {told[0]:.2f} -> {told[1]:.2f}",
    )


def overfits_less(data: Data, seed: int) -> Seen:
    """β = 4: a smaller lead of the images trained on."""
    one, four = lead(data, "elbo", seed), lead(data, "beta 4", seed)
    return Seen(four.mean < one.mean, f"lead {one.mean:.1f} -> {four.mean:.1f} nats")


def overfits(data: Data, seed: int) -> Seen:
    """β = 1: the images trained on lead by more than the error."""
    found = lead(data, "elbo", seed)
    return Seen(found.real and found.mean > 0, f"lead {found.mean:.1f} ± {found.error:.1f} nats")


def collapsed(data: Data, seed: int) -> Seen:
    """No latent is left."""
    numbers = ended(data, "collapse", seed)[1].metrics
    return Seen(
        numbers["active_units"] == 0 and numbers["rate"] < 0.01, f"rate {numbers['rate']:.5f}"
    )


def informed(data: Data, seed: int) -> Seen:
    """InfoVAE beside the ELBO with the same noise: more information and rate, a lower bound."""
    info, plain = (ended(data, name, seed)[1].metrics for name in ("infovae", "noisy elbo"))
    return Seen(
        info["information"] > plain["information"]
        and info["rate"] > plain["rate"]
        and info["test_elbo"] < plain["test_elbo"],
        f"I {plain['information']:.2f} -> {info['information']:.2f}, rate {plain['rate']:.2f} -> "
        f"{info['rate']:.2f}, ELBO {plain['test_elbo']:.1f} -> {info['test_elbo']:.1f}",
    )


def spread(data: Data, seed: int) -> Seen:
    """InfoVAE's cloud has the prior's spread, and its ellipses are small in it."""
    _, last = ended(data, "infovae", seed)
    sd, small = float(last.views["latents"].std()), ellipse(last)
    return Seen(0.8 < sd < 1.25 and small < 0.1, f"sd of codes {sd:.2f}, of q {small:.3f}")


LOOKS: list[tuple[str, str, Callable[[Data, int], Seen]]] = [
    ("Autoencoder limit", "they spread far beyond the prior's rings, each a dot", dots),
    ("Autoencoder limit", "samples of the prior are worse than reconstructions", holes),
    (
        "ELBO",
        "the codes gather around the prior's disc, and classes lie side by side",
        side_by_side,
    ),
    ("ELBO", "the networks overfit (told under the numbers)", overfits),
    ("β = 4", "the ellipses grow, and less is told apart", softer),
    ("β = 4", "the networks also overfit less", overfits_less),
    ("Collapse", "both latents switch off", collapsed),
    ("InfoVAE", "a higher rate buys information, at a lower bound", informed),
    ("InfoVAE", "the cloud takes the prior's spread, each image a small ellipse", spread),
]
CLAIMS = [
    Claim(story, f"{says} ({data})", partial(look, data))
    for data in SETS
    for story, says, look in LOOKS
]
