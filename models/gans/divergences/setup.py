"""Every knob of the divergences: one setup for each view."""

from typing import Annotated, Literal

from pydantic import AfterValidator

from models.errors import ModelError
from models.gans.distances import DIVERGENCES
from models.gans.divergences.formula import Formula, Typed
from models.setup import Setup, knob
from models.values import Numbers, Row, within

KNOTS = (0.0, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0)  # where one's own f is held
GRIPS = tuple(-4.0 + 1.25 * number for number in range(9))  # where T is held, from -4 to 6
LARGEST = 20.0

RowName = Literal[
    "kl",
    "reverse_kl",
    "pearson",
    "hellinger",
    "jensen_shannon",
    "standard_js",
    "gan",
    "own",
    "typed",
]
ROW_NAMES = {name: row.title for name, row in DIVERGENCES.items()} | {
    "own": "Your own f, dragged",
    "typed": "Your own f, typed",
}


def _as_many(count: int) -> AfterValidator:
    def check(values: Row) -> Row:
        if values and len(values) != count:
            raise ModelError(f"There are {count} values.")
        return values

    return AfterValidator(check)


class FunctionSetup(Setup):
    """A convex f, and what belongs to it."""

    divergence: RowName = knob(
        "kl",
        "Divergence",
        "Its f: a row of the f-GAN table, a curve you drag, which begins as total variation, or a "
        "formula that you type.",
        names=ROW_NAMES,
    )
    normal: bool = knob(
        False,
        "Without slope at 1",
        "Takes f′(1)(u − 1) off f: another function and another conjugate, the same divergence.",
    )
    own: Annotated[Numbers, within(LARGEST), _as_many(len(KNOTS))] = knob(
        (),
        "Your f",
        "Its value at each knot, as dragged; |u − 1|/2 at first.",
        hidden=True,
        only={"divergence": ("own",)},
    )
    formula: Typed = knob(
        Formula("u*log(u) - u + 1"),
        "Formula of f",
        "A function of u, as typed.",
        hidden=True,
        only={"divergence": ("typed",)},
    )


class TangentSetup(FunctionSetup):
    """f with a tangent, and its conjugate."""

    at: float = knob(
        2.0,
        "Tangent at u",
        "The ratio p/q at which the tangent touches f; drag its handle too.",
        low=0.0,
        high=KNOTS[-1],
        step=0.05,
    )


class BoundSetup(FunctionSetup):
    """Two laws, and a function T between them."""

    q_mean: float = knob(1.0, "Mean of Q", "P is N(0, 1).", low=-2.0, high=4.0, step=0.05)
    q_width: float = knob(
        1.0, "Width of Q", "Standard deviation of Q; that of P is 1.", low=0.8, high=2.0, step=0.05
    )
    begin: Literal["constant", "best"] = knob(
        "constant",
        "T begins as",
        "What is dragged: the constant f′(1), which knows nothing, or the best T* = f′(p/q).",
        names={"constant": "Constant f′(1)", "best": "Best T*"},
    )
    bend: Annotated[Numbers, within(LARGEST), _as_many(len(GRIPS))] = knob(
        (), "T as dragged", "What is added at each grip.", hidden=True
    )


class FitSetup(Setup):
    """A law of two bumps, and the Gaussian that each divergence likes best."""

    apart: float = knob(
        4.0, "Distance of the bumps", "Between their means.", low=0.0, high=6.0, step=0.1
    )
    right_share: float = knob(
        0.6, "Share of the right bump", "Its mass.", low=0.05, high=0.95, step=0.05
    )
    bump: float = knob(
        0.6, "Width of a bump", "Standard deviation of each.", low=0.3, high=1.5, step=0.05
    )
