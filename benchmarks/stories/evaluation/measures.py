"""What the story of the measures claims."""

from functools import cache
from typing import Any

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.measures import (
    MEASURES,
    BattleSetup,
    BiasSetup,
    DesiderataSetup,
    MatrixSetup,
    MeasureSetup,
    measure_view,
    train_battles,
    train_bias,
    train_desiderata,
    train_matrix,
)
from models.measures.experiments import CONTESTANTS, WISHES, worse

ROWS = {each.short: row for row, each in enumerate(MEASURES)}


@cache
def _last(setup: MeasureSetup) -> Frame:
    *_, last = measure_view(setup)
    return last


def _told(setup: MeasureSetup, *names: str) -> tuple[dict[str, float], str]:
    """How many noises to the worse some measures moved."""
    noises = worse(_last(setup).views["moved"])
    found = {name: float(noises[ROWS[name]]) for name in names}
    return found, ", ".join(f"{name} {value:+.1f}" for name, value in found.items())


def _perfect(seed: int) -> Seen:
    noises = np.abs(_last(MeasureSetup(seed=seed)).views["moved"])
    beyond = int((noises >= 3).sum())
    return Seen(beyond <= 2, f"{beyond} of 23 beyond 3 noises, the largest {noises.max():.1f}")


def _dropped(seed: int) -> Seen:
    setup = MeasureSetup(drop=0.25, seed=seed)
    score = float(_last(setup).views["value"][ROWS["IS"]])
    found, text = _told(setup, "Likelihood", "FID")
    holds = 5.3 < score < 5.9 and min(found.values()) > 3
    return Seen(holds, f"IS {score:.2f}, {text}")


def _hardly(seed: int) -> Seen:
    found, text = _told(MeasureSetup(drop=0.25, seed=seed), "Birthday", "Win rate")
    return Seen(max(found.values()) < 3, text)


def _known(seed: int) -> Seen:
    setup = MeasureSetup(memorise=1.0, seed=seed)
    found, text = _told(setup, "Birthday", "Coverage", "Reconstr.")
    share = float(_last(setup).views["value"][ROWS["Retrieval"]])
    return Seen(min(found.values()) > 3 and share > 0.6, f"{text}, retrieval {share:.2f}")


def _narrow(seed: int) -> Seen:
    setup = MeasureSetup(shrink=0.8, seed=seed)
    found, text = _told(setup, "IS", "Coverage", "Reconstr.")
    holds = abs(found["IS"]) < 3 and found["Coverage"] > 3 and found["Reconstr."] > 3
    return Seen(holds, text)


def _minds(seed: int) -> Seen:
    noises = worse(_last(MeasureSetup(data="digits", shift=0.25, seed=seed)).views["moved"])
    count = int((noises >= 3).sum())
    return Seen(3 * count >= 2 * len(noises), f"{count} of {len(noises)} mind half a pixel")


@cache
def _end(kind: str, seed: int) -> Frame:
    trains: dict[str, Any] = {
        "matrix": (train_matrix, MatrixSetup),
        "wishes": (train_desiderata, DesiderataSetup),
        "bias": (train_bias, BiasSetup),
        "battles": (train_battles, BattleSetup),
    }
    train, setup = trains[kind]
    *_, last = train(setup(seed=seed))
    found: Frame = last
    return found


def _matrix(seed: int) -> Seen:
    seen = worse(_end("matrix", seed).views["moved"].T).T >= 3
    text = f"{seen.sum()} cells, fullest row {seen.sum(1).max()}, columns {seen.sum(0).tolist()}"
    return Seen(bool(seen.all(1).sum() <= 1 and seen.any(0).all()), text)


def _wishes(seed: int) -> Seen:
    kept = _end("wishes", seed).views["fulfilled"] == 1
    latent = int(kept[:, WISHES.index("latent")].sum())
    text = f"latent space {latent}, best row {kept.sum(1).max()} of 7, {kept.sum()} in all"
    return Seen(bool(latent == 0 and not kept.all(1).any()), text)


def _bias(seed: int) -> Seen:
    views = _end("bias", seed).views
    off = np.abs(views["mean"] / views["theory"] - 1)
    return Seen(bool(off.max() < 0.15), f"at most {100 * off.max():.0f} % off the closed form")


def _tournament(seed: int) -> Seen:
    skill = _end("battles", seed).views["generators"]
    text = f"first {skill[0]:.0f}, last {skill[CONTESTANTS - 1]:.0f}, perfect {skill[-1]:.0f}"
    return Seen(bool(skill[0] < skill[-2] and skill[:-1].max() < skill[-1]), text)


CLAIMS = [
    Claim("A perfect sampler", "at most two of 23 bars go beyond 3 noises", _perfect),
    Claim("Modes dropped", "IS near 5.6; the likelihood and FID see it", _dropped),
    Claim("Modes dropped", "birthday paradox and win rate hardly mind", _hardly),
    Claim("Learned by heart", "birthday, coverage, reconstruction; retrieval over .6", _known),
    Claim("Narrow modes", "IS finds nothing; coverage and reconstruction see it", _narrow),
    Claim("Digits", "at least two thirds of the measures cry out", _minds),
    Claim("Who sees what", "at most one row is filled, no column is empty", _matrix),
    Claim("Seven wishes", "no row is green throughout, the latent space is empty", _wishes),
    Claim("The bias of FID", "within 15 % of the closed form at every size", _bias),
    Claim("A tournament", "the last beats the first, all lose to perfection", _tournament),
]
