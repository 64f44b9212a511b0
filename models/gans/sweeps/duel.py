"""Two to four GANs side by side: the same data and seed, and what each recipe changes is told.

Their first weights are equal wherever their networks have the same shape.

They train in step with each other, so that one time axis shows all of them, whatever each one's
step costs. One that diverges stays where it was last seen, and the others go on.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from models.errors import Diverged
from models.frame import Frame, Start
from models.gans.game import MIXTURES, GanSetup, Mixture
from models.gans.game import train as train_one
from models.setup import Setup, knob, rate_knob, seed_knob, steps_knob
from models.training.in_step import joined, part

Recipe = Literal[
    "minimax",
    "non_saturating",
    "maximum_likelihood",
    "least_squares",
    "unrolled",
    "packed",
    "clipped",
    "gradient_penalty",
    "r1",
    "spectral",
    "critic_steps",
    "averaged",
    "cured",
]
Opponent = Literal["nobody", Recipe]

TITLES: dict[str, str] = {
    "minimax": "Minimax",
    "non_saturating": "Non-saturating",
    "maximum_likelihood": "Maximum likelihood",
    "least_squares": "Least squares",
    "unrolled": "Unrolled, k = 5",
    "packed": "Packed, m = 3",
    "clipped": "Wasserstein, clipped",
    "gradient_penalty": "Wasserstein, gradient penalty",
    "r1": "Non-saturating + R1",
    "spectral": "Spectral normalisation",
    "critic_steps": "5 critic steps",
    "averaged": "Averaged generator",
    "cured": "Relativistic + R1 + R2",
}
_CHANGES: dict[Recipe, dict[str, Any]] = {
    "minimax": {"loss": "minimax"},
    "non_saturating": {},
    "maximum_likelihood": {"loss": "maximum_likelihood"},
    "least_squares": {"loss": "least_squares"},
    "unrolled": {"unroll": 5},
    "packed": {"pack": 3},
    "clipped": {"loss": "wasserstein", "penalty": "clip", "critic_steps": 5},
    "gradient_penalty": {
        "loss": "wasserstein",
        "penalty": "gradient",
        "penalty_weight": 0.1,
        "critic_steps": 5,
    },
    "r1": {"penalty": "r1", "penalty_weight": 0.1},
    "spectral": {"spectral": True},
    "critic_steps": {"critic_steps": 5},
    "averaged": {"ema": 0.99},
    "cured": {
        "loss": "relativistic",
        "penalty": "r1_r2",
        "penalty_weight": 0.02,
        "learning_rate": 2e-3,
        "decay": True,
        "rate_ratio": 1.0,
        "beta1": 0.0,
    },
}


class DuelSetup(Setup):
    """Who trains beside whom, and on what."""

    data: Mixture = knob(
        "ring",
        "Data",
        "The density that all of them imitate.",
        names=MIXTURES,
    )
    first: Recipe = knob("non_saturating", "A", "The first of the GANs.", names=TITLES)
    second: Recipe = knob("cured", "B", "The GAN beside it.", names=TITLES)
    third: Opponent = knob(
        "nobody", "C", "A third one, if wanted.", names={"nobody": "Nobody"} | TITLES
    )
    fourth: Opponent = knob(
        "nobody", "D", "A fourth one, if wanted.", names={"nobody": "Nobody"} | TITLES
    )
    steps: int = steps_knob(3000, "Updates of each generator.", high=50000)
    learning_rate: float = rate_knob(
        1e-3,
        "Size of Adam's first updates; twice that for the relativistic pair.",
        label="Generator's learning rate",
        high=0.1,
        rare=True,
    )
    rate_ratio: float = knob(
        1.0,
        "Discriminator's rate, times",
        "The discriminators' learning rate as a multiple of the generators'; the relativistic "
        "pair keeps its own pace.",
        low=0.05,
        high=20.0,
        log=True,
        rare=True,
    )
    beta1: float = knob(
        0.0,
        "Adam's β₁",
        "Share of the running mean of gradients that an update keeps; in a game, momentum makes "
        "the players overshoot. The relativistic pair keeps its own.",
        low=0.0,
        high=0.95,
        step=0.05,
        rare=True,
        formerly=("momentum",),
    )
    seed: int = seed_knob(
        "The same for all: their data, noise and, where the shapes agree, first weights."
    )


def contestants(setup: DuelSetup) -> dict[str, GanSetup]:
    """The GAN behind each letter, in order."""
    return {letter: gan(recipe, setup) for letter, recipe in recipes(setup).items()}


def recipes(setup: DuelSetup) -> dict[str, Recipe]:
    """Who stands at which letter."""
    chosen = {"A": setup.first, "B": setup.second, "C": setup.third, "D": setup.fourth}
    return {letter: each for letter, each in chosen.items() if each != "nobody"}


def gan(recipe: Recipe, setup: DuelSetup) -> GanSetup:
    """One recipe's GAN, with all that the duel holds in common."""
    common = {
        name: getattr(setup, name) for name in ("data", "steps", "seed", "rate_ratio", "beta1")
    }
    changes = dict(_CHANGES[recipe])
    rate = setup.learning_rate * changes.pop("learning_rate", 1e-3) / 1e-3
    return GanSetup.model_validate(common | {"learning_rate": min(rate, 0.1)} | changes)


def differences(setup: DuelSetup) -> dict[str, list[str]]:
    """For every letter but A, the knobs in which its GAN differs from A's."""
    first, *others = contestants(setup).items()
    return {
        letter: [
            name for name in GanSetup.model_fields if getattr(pair, name) != getattr(first[1], name)
        ]
        for letter, pair in others
    }


def train_duel(setup: DuelSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train all contestants in step with each other.

    A frame has the metrics, views and checkpoints of :func:`models.gans.train` for each letter,
    such as ``A_reverse_kl``, and the metric ``A_out``: 1 once it has diverged. In a fork a
    contestant that ``start`` does not know trains up to that moment first.

    Raises:
        ModelError: ``start`` is of other architectures; or, as Diverged, all have diverged.
    """
    letters = contestants(setup)
    games = [_enduring(each, letter, start) for letter, each in letters.items()]
    for moment in zip(*games, strict=False):
        if all(frame.metrics["out"] for frame in moment):
            raise Diverged(max(frame.step for frame in moment), "parameters")
        yield joined(dict(zip(letters, moment, strict=True)))


def _enduring(setup: GanSetup, letter: str, start: Start | None) -> Iterator[Frame]:
    """A training that stays at its last frame when it diverges."""
    own = start and part(start, letter)
    known = own is None or own.checkpoint
    games = train_one(setup, own) if start is None or known else _late(setup, start.step)
    last = None
    try:
        for last in games:
            yield _marked(last, out=False)
    except Diverged:
        if last is None:
            raise
        while True:
            yield _marked(last, out=True)


def _late(setup: GanSetup, step: int) -> Iterator[Frame]:
    """A training from its beginning, of which only what is seen from ``step`` on is told."""
    last: Frame | None = None
    for frame in train_one(setup):
        if frame.step > step and last is not None and last.step <= step:
            yield last
        if frame.step > step:
            yield frame
        last = frame


def _marked(frame: Frame, *, out: bool) -> Frame:
    return replace(frame, metrics={**frame.metrics, "out": float(out)})
