"""Every knob of the prediction topic, a setup for each of its views."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from models.brought.column import Column
from models.errors import ModelError
from models.processes.prediction.extension import intervals
from models.processes.process import stable_pair
from models.setup import Setup, knob, seed_knob
from models.values import Numbers, Pair, Place, Row

Series = Literal["resonance", "two", "average", "sunspots", "vowel", "own"]
Method = Literal["yule_walker", "burg", "least_squares"]

SERIES = {
    "two": "AR(2), a mild swing",
    "resonance": "AR(2), a sharp resonance",
    "average": "A moving average",
    "sunspots": "Sunspots, 1700 to 2008",
    "vowel": "A vowel, synthetic",
    "own": "Your column of numbers",
}
METHODS = {"yule_walker": "Yule-Walker", "burg": "Burg", "least_squares": "Least squares"}
LEAST = 60  # values of a series: three quarters are fitted, and what is left has its 24 lags
MOST_KNOWN = 4  # autocorrelations


def _possible(known: Row) -> Row:
    if not 1 <= len(known) <= MOST_KNOWN:
        raise ModelError(f"From 1 to {MOST_KNOWN} numbers are known.")
    intervals(known)
    return known


def _stable(pair: Pair) -> Pair:
    if not stable_pair(*pair):
        raise ModelError("This place lies outside the triangle: the process grows without end.")
    return pair


class SeriesSetup(Setup):
    """A series, and how an autoregression is fitted to it."""

    series: Series = knob("two", "Series", "What is predicted.", names=SERIES)
    column: Column = knob((), "Column", "Your numbers.", hidden=True, only={"series": ("own",)})
    size: int = knob(
        400,
        "Length",
        "How many steps of the process are seen.",
        low=LEAST,
        high=2000,
        log=True,
        only={"series": ("two", "resonance", "average", "vowel")},
    )
    method: Method = knob(
        "yule_walker", "Fitted by", "How coefficients are had from data.", names=METHODS
    )
    seed: int = seed_knob(
        "Of the noise that drives the process.",
        only={"series": ("two", "resonance", "average")},
    )


class OrdersSetup(SeriesSetup):
    """All orders of a prediction, one after the other."""

    most: int = knob(12, "Highest order", "Every order up to it is fitted.", low=2, high=30, step=1)


class LatticeSetup(SeriesSetup):
    """A prediction as a lattice, stage by stage."""

    stages: int = knob(4, "Stages", "How many the lattice has.", low=1, high=6, step=1)


class AheadSetup(SeriesSetup):
    """A prediction of several steps."""

    order: int = knob(2, "Order p", "Past values used.", low=1, high=30, step=1)
    ahead: int = knob(20, "Steps ahead", "How far it looks.", low=1, high=60, step=1)


class EntropySetup(Setup):
    """A few autocorrelations, and a choice of the next."""

    known: Annotated[Numbers, AfterValidator(_possible)] = knob(
        (0.5, 0.1), "Known", "R[1], R[2], … with R[0] = 1.", hidden=True
    )
    choice: float = knob(
        0.0,
        "The next one, in its interval",
        "From the lower end of what R[M+1] may be to the upper; 0 is the middle.",
        low=-0.99,
        high=0.99,
        step=0.01,
    )


class TriangleSetup(Setup):
    """An autoregression of order 2, by its coefficients."""

    pair: Annotated[Place, AfterValidator(_stable)] = knob(
        (-0.75, 0.5), "a₁ and a₂", "The two coefficients.", hidden=True
    )


AnyPredictionSetup = OrdersSetup | LatticeSetup | AheadSetup | EntropySetup | TriangleSetup
