"""Every knob of the change-of-variables topic: one setup for each of its six views."""

from collections.abc import Sequence
from typing import Annotated, Literal, TypeAlias

from pydantic import AfterValidator

from models.change_of_variables.spline import Spline
from models.errors import ModelError
from models.setup import Only, Setup, knob, seed_knob
from models.values import AS_NUMBERS, AS_PLACES, Number, Pair, Place, Places, within

MOST_POINTS = 12
LARGEST = 100.0  # of what is dragged
X_VALUES = range(-3, 4)  # the values of the discrete random variable

PlaneName = Literal["gaussian", "square", "eight_gaussians", "moons", "checkerboard", "rings"]
_PLANE = {
    "gaussian": "N(0, I)",
    "square": "Uniform square",
    "eight_gaussians": "Eight Gaussians",
    "moons": "Two moons",
    "checkerboard": "Checkerboard",
    "rings": "Four rings",
}
_AFFINE: dict[str, tuple[str, ...]] = {"map": ("affine",)}
_SPLINE: dict[str, tuple[str, ...]] = {"map": ("spline",)}
_SMOOTH: dict[str, tuple[str, ...]] = {"map": ("spline", "affine", "exp")}
_FOLDED_LINE: dict[str, tuple[str, ...]] = {"fold": ("square", "absolute", "cosine")}


def _rising(points: tuple[Pair, ...]) -> tuple[Pair, ...]:
    if not 2 <= len(points) <= MOST_POINTS:
        raise ModelError(f"There are 2 to {MOST_POINTS} control points.")
    Spline(points)
    return points


def _masses(weights: tuple[int, ...]) -> tuple[int, ...]:
    if len(weights) != len(X_VALUES) or min(weights) < 0 or not any(weights):
        raise ModelError(f"There are {len(X_VALUES)} weights from 0 on, not all of them 0.")
    return weights


def _samples(only: Only | Sequence[Only] = ()) -> int:
    return knob(
        5000,
        "Samples",
        "How many draws are pushed through the map: the noise falls as one over their root.",
        low=10,
        high=100_000,
        log=True,
        only=only,
    )


def _seed(only: Only | Sequence[Only] = ()) -> int:
    return seed_knob("Chooses the samples; the same seed, the same samples.", only=only)


def _jacobian() -> bool:
    return knob(
        True,
        "Divide by |det J|",
        "Off, the picture shows the density of the point it came from: its mass is not 1.",
    )


def _law_on_the_plane(
    default: PlaneName = "gaussian",
    help: str = "The density before the map.",
    only: Only | Sequence[Only] = (),
) -> PlaneName:
    return knob(default, "Law on the plane", help, names=_PLANE, only=only)


class LineSetup(Setup):
    """A law on the line and a one-to-one map of it."""

    map: Literal["spline", "affine", "exp", "normal", "beta"] = knob(
        "spline",
        "Map g",
        "The one-to-one map of the line: a curve you drag, or one whose result has a name.",
        names={
            "spline": "A curve you drag",
            "affine": "Straight line",
            "exp": "Exponential",
            "normal": "Quantiles of N(0, 1)",
            "beta": "Quantiles of Beta(2, 5)",
        },
    )
    slope: float = knob(
        -1.5,
        "Slope",
        "A negative slope turns the axis round; the density needs its absolute value.",
        low=-3.0,
        high=3.0,
        step=0.1,
        only=_AFFINE,
    )
    shift: float = knob(
        1.0,
        "Shift",
        "Moves everything, and changes no density's height.",
        low=-3.0,
        high=3.0,
        step=0.1,
        only=_AFFINE,
    )
    base: Literal["gaussian", "uniform", "two"] = knob(
        "gaussian",
        "Law of z",
        "The law before the map; the uniform one is on (−2, 2).",
        names={"gaussian": "N(0, 1)", "uniform": "Uniform", "two": "Two bumps"},
        only=_SMOOTH,
    )
    control: Annotated[Places, within(LARGEST), AfterValidator(_rising)] = knob(
        ((-3.0, -3.0), (-1.2, -2.0), (0.0, 0.8), (1.2, 1.3), (3.0, 3.0)),
        "Control points",
        "Where the curve passes: each (z, x) as dragged.",
        hidden=True,
        only=_SPLINE,
    )


class CurveSetup(LineSetup):
    """The density of the image, with the factor and without."""

    samples: int = _samples()
    seed: int = _seed()
    probe: Annotated[Number, within(LARGEST)] = knob(
        62.0,
        "Strip",
        "Where the strip of mass stands, in hundredths of the drawn z axis, as dragged.",
        hidden=True,
    )


class LotusSetup(LineSetup):
    """A mean under the law of the image, from samples of the law before the map."""

    layers: int = knob(
        1,
        "Times applied",
        "The flow is the curve applied so many times: f_K after ... after f₁, all the same.",
        low=1,
        high=6,
        step=1,
        only=_SPLINE,
    )
    test_function: Literal["identity", "square", "tail", "cosine"] = knob(
        "square",
        "h(x)",
        "The function whose mean is wanted.",
        names={"identity": "x", "square": "x²", "tail": "1{x > 1}", "cosine": "cos x"},
    )
    samples: int = _samples()
    seed: int = _seed()


class LinearSetup(Setup):
    """A law on the plane under a matrix."""

    density: PlaneName = _law_on_the_plane()
    jacobian: bool = _jacobian()
    seed: int = _seed()
    matrix: Annotated[tuple[Pair, Pair], AS_PLACES, within(LARGEST)] = knob(
        ((1.5, 0.5), (-0.5, 1.25)),
        "Matrix",
        "The columns of A as dragged: (a, c) and (b, d).",
        hidden=True,
    )


class WarpSetup(Setup):
    """A law on the plane under a non-linear map, and a cell that it bends."""

    warp: Literal["polar", "shear", "fold", "square"] = knob(
        "polar",
        "Map g",
        "The map of the plane: two are one-to-one, two lay the plane on itself twice.",
        names={
            "polar": "Polar (r cos θ, r sin θ)",
            "shear": "Shear (x, y + a sin 2x)",
            "fold": "Fold (x², y)",
            "square": "Square (x² − y², 2xy)",
        },
    )
    strength: float = knob(
        1.2,
        "Shear a",
        "How far the sine shear moves points up and down; areas stay as they are.",
        low=-2.0,
        high=2.0,
        step=0.1,
        only={"warp": ("shear",)},
    )
    radius: Literal["rayleigh", "uniform", "root"] = knob(
        "uniform",
        "Law of r",
        "θ is uniform on (−π, π); r is Rayleigh, or it ends at 2.5: uniform, or 2.5 √U.",
        names={"rayleigh": "Rayleigh", "uniform": "Uniform", "root": "√U"},
        only={"warp": ("polar",)},
    )
    source: PlaneName = _law_on_the_plane(only={"warp": ("shear", "fold", "square")})
    jacobian: bool = _jacobian()
    seed: int = _seed()
    corner: Annotated[Place, within(LARGEST)] = knob(
        (1.0, 0.5),
        "Cell",
        "The lower left corner of the cell, as dragged.",
        hidden=True,
    )
    cell: float = knob(
        0.6,
        "Side of the cell",
        "The smaller the cell, the better |det J| tells its area's growth.",
        low=0.01,
        high=1.0,
        hidden=True,
    )


class FoldSetup(Setup):
    """A law under a map that takes every value several times."""

    fold: Literal["square", "absolute", "cosine", "plane"] = knob(
        "square",
        "Map g",
        "Several points share one image, and their densities add.",
        names={"square": "x²", "absolute": "|x|", "cosine": "cos x", "plane": "(|x₁|, x₂)"},
    )
    mean: float = knob(
        0.0,
        "Mean of x",
        "The law of x is N(μ, 1): away from 0 its two halves differ, and so do the pieces.",
        low=-2.0,
        high=2.0,
        step=0.1,
        only={"fold": ("square", "absolute")},
    )
    sheet: PlaneName = _law_on_the_plane(
        "moons", "The density before the fold.", only={"fold": ("plane",)}
    )
    samples: int = _samples(_FOLDED_LINE)
    seed: int = _seed(_FOLDED_LINE)
    level: Annotated[Number, within(LARGEST)] = knob(
        25.0,
        "Level",
        "The value y whose sources are shown, in hundredths of the drawn y axis, as dragged.",
        hidden=True,
        only=_FOLDED_LINE,
    )


class DiscreteSetup(Setup):
    """Masses on whole numbers, and a map that lets them meet."""

    pmf: Literal["uniform", "binomial", "triangle", "own"] = knob(
        "binomial",
        "Law of x",
        "The masses on the whole numbers from −3 to 3.",
        names={
            "uniform": "Uniform",
            "binomial": "Binomial",
            "triangle": "Triangle",
            "own": "As you drag it",
        },
    )
    rule: Literal["double", "square", "absolute", "modulo", "sign"] = knob(
        "square",
        "Map f",
        "The first is one-to-one and only renames the values; the others let masses meet.",
        names={
            "double": "2x + 1",
            "square": "x²",
            "absolute": "|x|",
            "modulo": "x mod 3",
            "sign": "sign of x",
        },
    )
    weights: Annotated[tuple[int, ...], AS_NUMBERS, within(LARGEST), AfterValidator(_masses)] = (
        knob(
            (1, 1, 2, 4, 2, 1, 1),
            "Weights",
            "The masses as dragged: whole numbers, divided by their sum.",
            hidden=True,
            only={"pmf": ("own",)},
        )
    )


#: The setup of any view.
ChangeSetup: TypeAlias = (
    CurveSetup | LinearSetup | WarpSetup | FoldSetup | DiscreteSetup | LotusSetup
)
