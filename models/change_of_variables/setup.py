"""Every knob of the change-of-variables topic."""

from typing import Annotated, Literal

import numpy as np
from pydantic import field_validator

from models.change_of_variables import text
from models.change_of_variables.spline import Spline
from models.errors import ModelError
from models.setup import Setup, among, knob

#: The six parts of the page, and what a person reads for each.
VIEWS = {
    "curve": "1-D map",
    "linear": "2×2 matrix",
    "nonlinear": "Non-linear map",
    "fold": "Many-to-one",
    "discrete": "Discrete",
    "lotus": "LOTUS",
}
MOST_POINTS = 12
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
_LINE = ("curve", "lotus")
_SMOOTH: dict[str, tuple[str, ...]] = {"view": _LINE, "map": ("spline", "affine", "exp")}
_AFFINE: dict[str, tuple[str, ...]] = {"view": _LINE, "map": ("affine",)}


class ChangeSetup(Setup):
    """One map, the law it is applied to, and where a person dragged things."""

    view: Annotated[str, among(VIEWS)] = knob(
        "curve", "View", "Which part of the page is shown.", hidden=True
    )
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
        only={"view": _LINE},
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
    layers: int = knob(
        1,
        "Times applied",
        "The flow is the curve applied so many times: f_K after ... after f₁, all the same.",
        low=1,
        high=6,
        step=1,
        only={"view": ("lotus",), "map": ("spline",)},
    )
    test_function: Literal["identity", "square", "tail", "cosine"] = knob(
        "square",
        "h(x)",
        "The function whose mean is wanted.",
        names={"identity": "x", "square": "x²", "tail": "1{x > 1}", "cosine": "cos x"},
        only={"view": ("lotus",)},
    )
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
        only={"view": ("nonlinear",)},
    )
    strength: float = knob(
        1.2,
        "Shear a",
        "How far the sine shear moves points up and down; areas stay as they are.",
        low=-2.0,
        high=2.0,
        step=0.1,
        only={"view": ("nonlinear",), "warp": ("shear",)},
    )
    radius: Literal["rayleigh", "uniform", "root"] = knob(
        "uniform",
        "Law of r",
        "θ is uniform on (−π, π); r is Rayleigh, or it ends at 2.5: uniform, or 2.5 √U.",
        names={"rayleigh": "Rayleigh", "uniform": "Uniform", "root": "√U"},
        only={"view": ("nonlinear",), "warp": ("polar",)},
    )
    fold: Literal["square", "absolute", "cosine", "plane"] = knob(
        "square",
        "Map g",
        "Several points share one image, and their densities add.",
        names={"square": "x²", "absolute": "|x|", "cosine": "cos x", "plane": "(|x₁|, x₂)"},
        only={"view": ("fold",)},
    )
    mean: float = knob(
        0.0,
        "Mean of x",
        "The law of x is N(μ, 1): away from 0 its two halves differ, and so do the pieces.",
        low=-2.0,
        high=2.0,
        step=0.1,
        only={"view": ("fold",), "fold": ("square", "absolute")},
    )
    density: PlaneName = knob(
        "gaussian",
        "Law on the plane",
        "The density before the map.",
        names=_PLANE,
        only={"view": ("linear",)},
    )
    source: PlaneName = knob(
        "gaussian",
        "Law on the plane",
        "The density before the map.",
        names=_PLANE,
        only={"view": ("nonlinear",), "warp": ("shear", "fold", "square")},
    )
    sheet: PlaneName = knob(
        "moons",
        "Law on the plane",
        "The density before the fold.",
        names=_PLANE,
        only={"view": ("fold",), "fold": ("plane",)},
    )
    jacobian: bool = knob(
        True,
        "Divide by |det J|",
        "Off, the picture shows the density of the point it came from: its mass is not 1.",
        only={"view": ("linear", "nonlinear")},
    )
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
        only={"view": ("discrete",)},
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
        only={"view": ("discrete",)},
    )
    samples: int = knob(
        5000,
        "Samples",
        "How many draws are pushed through the map: the noise falls as one over their root.",
        low=10,
        high=100_000,
        log=True,
        only={"view": ("curve", "fold", "lotus"), "fold": ("square", "absolute", "cosine")},
    )
    seed: int = knob(
        0,
        "Seed",
        "Chooses the samples; the same seed, the same samples.",
        low=0,
        high=2**31 - 1,
        seed=True,
        only={
            "view": ("curve", "linear", "nonlinear", "fold", "lotus"),
            "fold": ("square", "absolute", "cosine"),
        },
    )
    control: str = knob(
        "-3,-3,-1.2,-2,0,0.8,1.2,1.3,3,3",
        "Control points",
        "Where the curve passes: z, x, z, x, … as dragged.",
        hidden=True,
        only={"view": _LINE, "map": ("spline",)},
    )
    probe: str = knob(
        "62",
        "Strip",
        "Where the strip of mass stands, in hundredths of the drawn z axis, as dragged.",
        hidden=True,
        only={"view": ("curve",)},
    )
    matrix: str = knob(
        "1.5,0.5,-0.5,1.25",
        "Matrix",
        "The columns of A as dragged: a, c, b, d.",
        hidden=True,
        only={"view": ("linear",)},
    )
    corner: str = knob(
        "1,0.5",
        "Cell",
        "The lower left corner of the cell, as dragged.",
        hidden=True,
        only={"view": ("nonlinear",)},
    )
    cell: float = knob(
        0.6,
        "Side of the cell",
        "The smaller the cell, the better |det J| tells its area's growth.",
        low=0.01,
        high=1.0,
        hidden=True,
        only={"view": ("nonlinear",)},
    )
    level: str = knob(
        "25",
        "Level",
        "The value y whose sources are shown, in hundredths of the drawn y axis, as dragged.",
        hidden=True,
        only={"view": ("fold",), "fold": ("square", "absolute", "cosine")},
    )
    weights: str = knob(
        "1,1,2,4,2,1,1",
        "Weights",
        "The masses as dragged: whole numbers, divided by their sum.",
        hidden=True,
        only={"view": ("discrete",), "pmf": ("own",)},
    )

    @field_validator("control")
    @classmethod
    def _rising(cls, value: str) -> str:
        numbers = text.decode(value)
        if len(numbers) % 2 or not 4 <= len(numbers) <= 2 * MOST_POINTS:
            raise ModelError(f"There are 2 to {MOST_POINTS} control points, each with two numbers.")
        Spline(np.reshape(numbers, (-1, 2)))
        return value

    @field_validator("probe", "level")
    @classmethod
    def _one(cls, value: str) -> str:
        text.decode(value, 1)
        return value

    @field_validator("corner")
    @classmethod
    def _two(cls, value: str) -> str:
        text.decode(value, 2)
        return value

    @field_validator("matrix")
    @classmethod
    def _four(cls, value: str) -> str:
        text.decode(value, 4)
        return value

    @field_validator("weights")
    @classmethod
    def _masses(cls, value: str) -> str:
        numbers = text.decode(value, len(X_VALUES))
        if any(w < 0 or w != int(w) for w in numbers) or not any(numbers):
            raise ModelError("The weights are whole numbers, not all of them 0.")
        return value
