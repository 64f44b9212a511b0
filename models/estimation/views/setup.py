"""Every knob of the density-estimation topic, view by view."""

from typing import Annotated, Literal, TypeAlias

from models.brought.column import Column
from models.brought.points import OwnPoints
from models.densities.links import Drawing
from models.setup import Only, Setup, knob, seed_knob
from models.values import Places, within

Symbols = Literal["letters", "die", "colours"]
Source = Literal[
    "blobs",
    "eight_gaussians",
    "moons",
    "checkerboard",
    "two_spirals",
    "pinwheel",
    "rings",
    "swiss_roll",
    "drawn",
    "csv",
]
Law = Literal["normal", "humps", "skewed", "claw", "column"]
Rule = Literal["own", "silverman", "cross_validated", "best"]

MOST_POINTS = 2000

_SEED: int = seed_knob("Chooses the sample and the start; the same seed, the same picture.")

_POINTS: int = knob(
    200,
    "Points",
    "How many of them the estimate sees.",
    low=1,
    high=MOST_POINTS,
    log=True,
)


def _source(*only: Only) -> Source:
    chosen: Source = knob(
        "blobs",
        "Data",
        "Where the points come from: a law of the plane, a shape you draw, or your table.",
        names={
            "blobs": "Three Gaussians",
            "eight_gaussians": "Eight Gaussians",
            "moons": "Two moons",
            "checkerboard": "Checkerboard",
            "two_spirals": "Two spirals",
            "pinwheel": "Pinwheel",
            "rings": "Four rings",
            "swiss_roll": "Swiss roll",
            "drawn": "Your drawing",
            "csv": "Your table (CSV)",
        },
        only=only,
    )
    return chosen


_SOURCE = _source()

_DRAWING: Drawing = knob(
    (),
    "Drawing",
    "The strokes of your drawing; used when the data is your drawing.",
    hidden=True,
)

_TABLE: OwnPoints = knob(
    None,
    "Table",
    "Your own points, standardised; used when the data is your table.",
    hidden=True,
)


class CountsSetup(Setup):
    """Symbols that are drawn and counted."""

    symbols: Symbols = knob(
        "letters",
        "Data",
        "What is drawn and counted: some symbols are rare, and so not seen for a long time.",
        names={
            "letters": "Letters of English",
            "die": "A loaded die",
            "colours": "Three colours",
        },
    )
    draws: int = knob(
        200,
        "Symbols drawn",
        "How many are seen before the law is guessed.",
        low=1,
        high=10_000,
        log=True,
    )
    alpha: float = knob(
        0.0,
        "Added to each count, α",
        "With 0 the estimate is the most likely one; with 1 it is Laplace's rule. It is the mean "
        "under a Dirichlet posterior whose prior has seen each symbol α times.",
        low=0.0,
        high=5.0,
        step=0.05,
    )
    seed: int = _SEED


class MixtureSetup(Setup):
    """Points of the plane, and a mixture of Gaussians for them."""

    source: Source = _SOURCE
    fit: Literal["em", "hard", "restarts", "number"] = knob(
        "em",
        "What to see",
        "One fit in slow motion; the same data as vector quantization; the best and the worst of "
        "several starts; or how many components the data wants.",
        names={
            "em": "EM, half-step by half-step",
            "hard": "Soft beside hard (Lloyd)",
            "restarts": "Best and worst of the starts",
            "number": "How many components?",
        },
    )
    points: int = _POINTS
    components: int = knob(
        3,
        "Components",
        "How many Gaussians the mixture has.",
        low=1,
        high=10,
        step=1,
        only={"fit": ("em", "hard", "restarts")},
    )
    restarts: int = knob(
        12,
        "Restarts",
        "How many are tried; the best and the worst end are kept side by side.",
        low=2,
        high=24,
        step=1,
        only={"fit": ("restarts",)},
    )
    seed: int = _SEED
    own: Annotated[Places, within(100)] = knob(
        (),
        "Own means",
        "The means of the components as you dragged them.",
        hidden=True,
    )
    drawing: Drawing = _DRAWING
    table: OwnPoints = _TABLE


class KernelSetup(Setup):
    """Points, and a bump for each."""

    kind: Literal["line", "plane", "draw"] = knob(
        "line",
        "What to see",
        "Bumps on the line with the error over the bandwidth; the same in the plane; or how to "
        "sample from the estimate.",
        names={"line": "On the line", "plane": "In the plane", "draw": "Sampling from it"},
    )
    law: Law = knob(
        "normal",
        "Law",
        "Where the points come from. The mixtures are those of Marron and Wand (1992).",
        names={
            "normal": "Normal",
            "humps": "Two humps",
            "skewed": "Strongly skewed",
            "claw": "A claw",
            "column": "Your column (CSV)",
        },
        only={"kind": ("line", "draw")},
    )
    source: Source = _source({"kind": ("plane",)})
    points: int = _POINTS
    rule: Rule = knob(
        "silverman",
        "Bandwidth",
        "How wide each bump is: by hand, by Silverman's rule for normal data, by leaving each "
        "point out once, or where the exact error is lowest, if the law is known.",
        names={
            "own": "By hand",
            "silverman": "Silverman's rule",
            "cross_validated": "Cross-validation",
            "best": "Lowest exact error",
        },
    )
    bandwidth: float = knob(
        0.3,
        "h",
        "Standard deviation of each bump; drag the handle under the curve of errors.",
        low=0.0,
        high=3.0,
        step=0.005,
        only={"rule": ("own",)},
    )
    seed: int = _SEED
    drawing: Drawing = _DRAWING
    table: OwnPoints = _TABLE
    column: Column = knob(
        (),
        "Column",
        "Your own numbers; used when the law is your column.",
        hidden=True,
    )


class BesideSetup(Setup):
    """Points of the plane, and several estimates from them."""

    source: Source = _SOURCE
    points: int = _POINTS
    components: int = knob(
        3,
        "Components",
        "How many Gaussians the mixture has.",
        low=1,
        high=10,
        step=1,
    )
    neighbours: int = knob(
        10,
        "Neighbours k",
        "How far away the k-th nearest point is tells the density.",
        low=1,
        high=100,
        log=True,
    )
    cells: int = knob(
        16,
        "Cells of the histogram",
        "Along each axis: many are empty, few are coarse.",
        low=2,
        high=64,
        step=1,
    )
    steps: int = knob(
        600,
        "Training steps of the flow",
        "With few points a long training learns them by heart.",
        low=50,
        high=4000,
        log=True,
    )
    seed: int = _SEED
    drawing: Drawing = _DRAWING
    table: OwnPoints = _TABLE


PlaneSetup: TypeAlias = MixtureSetup | KernelSetup | BesideSetup
DensitySetup: TypeAlias = CountsSetup | MixtureSetup | KernelSetup | BesideSetup
