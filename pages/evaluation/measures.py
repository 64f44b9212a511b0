"""Measuring a generator: the 23 measures of the notes, what each sees, and its bias."""

from collections.abc import Callable
from typing import Any

from models.frame import over_time
from models.measures import (
    BattleSetup,
    BiasSetup,
    DesiderataSetup,
    MatrixSetup,
    MeasureSetup,
    different_bins,
    frechet,
    measure_view,
    mmd,
    train_battles,
    train_bias,
    train_desiderata,
    train_matrix,
    two_sample,
)
from models.measures.handed import PLANAR, HandedSetup, train_handed, unpacked
from pages.evaluation.pictures.measures import handed, one
from pages.evaluation.pictures.measures.battles import battles
from pages.evaluation.pictures.measures.bias import bias
from pages.evaluation.pictures.measures.matrix import matrix
from pages.evaluation.pictures.measures.wishes import wishes
from pages.evaluation.stories.measures import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("measures")
VIEWS = {
    "one": "One generator",
    "matrix": "Who sees what",
    "wishes": "Desiderata",
    "bias": "Bias over n",
    "battles": "Battles",
    "handed": "A training",
}
SETUPS: dict[str, type[Any]] = {
    "one": MeasureSetup,
    "matrix": MatrixSetup,
    "wishes": DesiderataSetup,
    "bias": BiasSetup,
    "battles": BattleSetup,
    "handed": HandedSetup,
}
TRAIN: dict[str, Callable[..., Any]] = {
    "matrix": train_matrix,
    "wishes": train_desiderata,
    "bias": train_bias,
    "battles": train_battles,
    "handed": train_handed,
}
ONE = dict.fromkeys(("value", "error", "perfect", "moved"), "frame measure")
CLOUDS = {"real": "point (x y)", "fake": "fault point (x y)"}
PICTURES = {"real": "picture y x", "fake": "fault picture y x"}


HANDED = dict.fromkeys(("value", "error", "perfect", "moved"), "measure") | {"window": "side"}
BATTLES = {
    "wins": "generator discriminator",
    "samples": "player point (x y)",
    "real": "point (x y)",
    **dict.fromkeys(
        ("generators", "discriminators", "shares", "ratios", "frechet", "moments"), "player"
    ),
}


def axes_of_one(setup: MeasureSetup) -> dict[str, str]:
    """What the axes of one generator's arrays are."""
    kind = "picture y x" if setup.data == "digits" else "point (x y)"
    return ONE | dict.fromkeys(("real", "fake"), f"frame {kind}")


def axes_of_run(setup: Any) -> dict[str, str]:
    """What the axes of a run's arrays are."""
    match setup:
        case MatrixSetup():
            return MATRIX | (PICTURES if setup.data == "digits" else CLOUDS)
        case DesiderataSetup():
            return dict.fromkeys(("number", "fulfilled"), "measure wish")
        case BattleSetup():
            return BATTLES
        case HandedSetup():
            planar = not setup.own or unpacked(setup.own).topic in PLANAR
            kind = "point (x y)" if planar else "picture y x"
            return HANDED | dict.fromkeys(("real", "fake"), kind)
        case _:
            return BIAS


MATRIX = {
    "moved": "measure fault",
    "perfect": "sampler measure",
    "centre": "measure",
    "means": "fault measure",
    "values": "fault experiment measure",
}
JUDGES = (frechet, mmd, two_sample, different_bins)  # some of the 23, as the code that ran
BIAS = dict.fromkeys(("sizes", "mean", "low", "high", "error", "perfect", "theory"), "size")


def view(screen: live.Screen[Any]) -> None:
    """The picture of what was trained, which is that of its own setup."""
    match screen.setup:
        case MatrixSetup():
            matrix(screen)
        case BiasSetup():
            bias(screen)
        case DesiderataSetup():
            wishes(screen)
        case BattleSetup():
            battles(screen)
        case HandedSetup():
            handed.recording(screen)


def brings(setup: Any) -> None:
    """Where a recording is brought."""
    if isinstance(setup, HandedSetup):
        handed.brings()


opened = page.opened(TOPIC, SETUPS, views=VIEWS, brings=brings)
if opened.view == "one":
    opened.computed(
        one.shown,
        STATIONS,
        page.Data(lambda setup: over_time(list(measure_view(setup))), measure_view, axes_of_one),
        code=JUDGES,
        below=one.below,
    )
else:
    opened.trained(
        TRAIN[opened.view],
        view,
        STATIONS,
        axes_of_run,
        code=(TRAIN[opened.view], *JUDGES),
        story=lambda: handed.STORY if opened.view == "handed" else None,
        first=handed.wanted,
        meanwhile=handed.missing,
    )
