"""What the stories of the collapse page claim."""

from functools import lru_cache

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.autoencoders import CollapseSetup, restore, train
from models.autoencoders.bounds import ceiling
from models.autoencoders.linear import Survival, survival
from models.autoencoders.model import source
from models.frame import Frame

LITTLE = 0.1  # nats: bars that do not stand well above zero


@lru_cache(maxsize=4)
def ended(setup: CollapseSetup) -> Frame:
    """The last frame of a training."""
    *_, last = train(setup)
    return last


def sorted_kl(setup: CollapseSetup) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The KL of every latent, the largest first."""
    return np.sort(ended(setup).views["kl_per_dim"].astype(np.float64))[::-1]


def survived(setup: CollapseSetup) -> Survival:
    """A trained linear model beside its closed form."""
    return survival(setup, restore(setup, ended(setup).checkpoint))


def most_used(seed: int) -> Seen:
    """β = 1: nearly all of the sixteen."""
    setup = CollapseSetup(beta=1.0, seed=seed)
    kl = sorted_kl(setup)
    count, times = int((kl > LITTLE).sum()), float(kl.sum()) / ceiling(len(source(setup).tested))
    return Seen(12 <= count <= 16 and times > 2, f"{count} bars, rate {times:.1f} times ln n")


def few_left(seed: int) -> Seen:
    """β = 16: about four carry nearly everything, fewer than a linear model would keep."""
    kl = sorted_kl(CollapseSetup(beta=16.0, seed=seed))
    share, count = float(kl[:4].sum() / kl.sum()), int((kl > LITTLE).sum())
    return Seen(share > 0.9 and count < 8, f"four carry {share:.0%}, {count} bars above 0.1")


def as_predicted(seed: int) -> Seen:
    """Linear networks keep what lies above the line."""
    found = [
        survived(CollapseSetup(network="linear", latents=32, beta=beta, seed=seed))
        for beta in (4.0, 50.0)
    ]
    return Seen(
        all(each.active == each.predicted for each in found) and found[1].predicted == 3,
        ", ".join(f"{each.active} of {each.predicted} predicted" for each in found),
    )


def nothing_left(seed: int) -> Seen:
    """Above the whole spectrum, and at β = 1 most are kept."""
    knobs = {"network": "linear", "latents": 32, "sigma": 0.15, "seed": seed}
    high, low = (CollapseSetup.model_validate(knobs | {"beta": beta}) for beta in (50.0, 1.0))
    rate, kept = ended(high).metrics["rate"], survived(low).active
    return Seen(rate < 1e-3 and kept > 16, f"rate {rate:.1e}; with β = 1 {kept} of 32 are kept")


def told_apart(seed: int) -> Seen:
    """InfoVAE: the information is near its ceiling, the cloud has the prior's spread."""
    setup = CollapseSetup(
        latents=2, objective="infovae", alpha=0.9, lam=100.0, sigma=0.15, seed=seed
    )
    last = ended(setup)
    told, most = last.metrics["information"], ceiling(len(source(setup).tested))
    codes, sd = float(last.views["latents"].std()), float(np.sqrt(last.views["latent_var"]).mean())
    return Seen(
        told > most - 0.5 and 0.8 < codes < 1.25 and sd < 0.05,
        f"I {told:.2f} of at most {most:.2f}, sd of codes {codes:.2f}, of q {sd:.3f}",
    )


CLAIMS = [
    Claim("β = 1", "some fourteen bars; the rate is several times ln n", most_used),
    Claim("β = 16", "about four latents carry nearly everything, fewer than eight", few_left),
    Claim(
        "Linear", "every direction above the line is learned, none below; 3 at β = 50", as_predicted
    ),
    Claim("Collapse", "every posterior is the prior; β = 1 would keep most", nothing_left),
    Claim(
        "InfoVAE", "nearly all that can be measured of the information; spread and dots", told_apart
    ),
]
