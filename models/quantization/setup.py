"""Every knob of the quantization topics: scalar and vector."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from models.brought.column import Column
from models.densities import Drawing
from models.quantization.sources.piecewise import Heights
from models.setup import Only, Setup, knob, seed_knob
from models.values import Numbers, Places

ScalarSource = Literal["gaussian", "laplacian", "uniform", "mixture", "drawn", "column"]
ScalarStart = Literal["even", "random", "companded", "split", "own"]
CloudName = Literal["gaussian", "correlated", "ring", "square", "moons", "colours", "drawn"]

#: Codewords whose gains are measured while somebody waits.
MOST_GAINED = 64

_MIXTURE: dict[str, tuple[str, ...]] = {"source": ("mixture",)}


class ScalarSetup(Setup):
    """One source, one quantizer of it, and the Lloyd-Max algorithm from one start."""

    source: ScalarSource = knob(
        "gaussian",
        "Source",
        "The law of the numbers to quantize: a textbook one, one you draw, or a table's column.",
        names={
            "gaussian": "Gaussian",
            "laplacian": "Laplacian",
            "uniform": "Uniform",
            "mixture": "Two Gaussians",
            "drawn": "Your drawing",
            "column": "Your column (CSV)",
        },
    )
    levels: int = knob(
        4,
        "Levels",
        "How many numbers the quantizer may answer with; doubling them costs one more bit.",
        low=1,
        high=64,
        step=1,
    )
    start: ScalarStart = knob(
        "even",
        "Start",
        "Step 1 of the algorithm, an arbitrary choice: here the even one, a random one, the one "
        "that is best at high rate, or so many levels for each part of the mixture.",
        names={
            "even": "Even",
            "random": "Random",
            "companded": "Companded (Panter-Dite)",
            "split": "Split between the parts",
            "own": "As you drag them",
        },
    )
    left_levels: int = knob(
        3,
        "Levels on the left",
        "How many of the levels start on the left part: with equal parts a lopsided start ends in "
        "a bad optimum.",
        low=0,
        high=64,
        step=1,
        only={"start": ("split",)},
    )
    procedure: Literal["corrected", "printed"] = knob(
        "corrected",
        "Steps repeated",
        "The notes print “repeat 1, 2”, which never moves; it has to be 2 and 3.",
        names={"corrected": "2 and 3 (right)", "printed": "1 and 2 (as printed)"},
        rare=True,
    )
    uniform: bool = knob(
        True,
        "Even steps beside it",
        "Shows the best quantizer whose levels are evenly spaced.",
    )
    left_mean: float = knob(
        -2.0,
        "Left mean",
        "Where the left Gaussian of the mixture lies.",
        low=-4.0,
        high=4.0,
        step=0.1,
        only=_MIXTURE,
    )
    right_mean: float = knob(
        2.0,
        "Right mean",
        "Where the right Gaussian of the mixture lies.",
        low=-4.0,
        high=4.0,
        step=0.1,
        only=_MIXTURE,
    )
    left_sd: float = knob(
        0.3,
        "Left width",
        "Standard deviation of the left Gaussian.",
        low=0.1,
        high=2.0,
        step=0.05,
        only=_MIXTURE,
    )
    right_sd: float = knob(
        0.3,
        "Right width",
        "Standard deviation of the right Gaussian.",
        low=0.1,
        high=2.0,
        step=0.05,
        only=_MIXTURE,
    )
    left_weight: float = knob(
        0.5,
        "Left share",
        "Probability of the left Gaussian.",
        low=0.01,
        high=0.99,
        step=0.01,
        only=_MIXTURE,
    )
    law: Literal["smooth", "discrete"] = knob(
        "smooth",
        "Column as",
        "A density smoothed from the column, or exactly its numbers, each with equal mass.",
        names={"smooth": "A smooth density", "discrete": "Its numbers as they are"},
        only={"source": ("column",)},
    )
    seed: int = seed_knob(
        "Chooses the random start; the same seed, the same start.",
        only={"start": ("random",)},
    )
    drawing: Heights = knob(
        (),
        "Drawing",
        "The heights of the density you drew; used when the source is your drawing.",
        hidden=True,
    )
    column: Column = knob(
        (),
        "Column",
        "Your own numbers; used when the source is your column.",
        hidden=True,
    )
    own: Numbers = knob(
        (),
        "Own levels",
        "The levels as you dragged them; used when the start is your own.",
        hidden=True,
    )
    own_boundaries: Numbers = knob(
        (),
        "Own boundaries",
        "The boundaries as you dragged them; midway between your own levels when empty.",
        hidden=True,
    )


PictureName = Literal["china", "flower", "own"]


def _picture(only: Only | Sequence[Only] = ()) -> PictureName:
    return knob(
        "china",
        "Picture",
        "Whose colours are quantized.",
        names={"china": "Temple", "flower": "Flower", "own": "Your upload"},
        only=only,
    )


def _size() -> int:
    return knob(
        16,
        "Codewords",
        "How many cells the points are cut into; doubling them costs one more bit for each point. "
        "The three advantages are measured with 64 at most.",
        low=1,
        high=256,
        log=True,
    )


class VectorSetup(Setup):
    """Points in the plane, a codebook for them, and Lloyd's algorithm from one start."""

    source: CloudName = knob(
        "gaussian",
        "Source",
        "What to quantize: a law of two numbers, the colours of a picture, or what you draw.",
        names={
            "gaussian": "Gaussian",
            "correlated": "Correlated Gaussian",
            "ring": "Ring",
            "square": "Uniform square",
            "moons": "Two moons",
            "colours": "Colours of a picture",
            "drawn": "Your drawing",
        },
    )
    correlation: float = knob(
        0.9,
        "Correlation",
        "How much one coordinate says about the other: the memory that a codebook can use.",
        low=-0.99,
        high=0.99,
        step=0.01,
        only={"source": ("correlated",)},
    )
    picture: PictureName = _picture(only={"source": ("colours",)})
    points: int = knob(
        4000,
        "Points",
        "Few points are fast, but the codebook fits their noise; many come close to the law "
        "itself.",
        low=50,
        high=20000,
        log=True,
    )
    size: int = _size()
    method: Literal["random", "kmeans++", "splitting", "lattice"] = knob(
        "random",
        "Start",
        "Where the codewords begin: it decides the optimum they end in.",
        names={
            "random": "Random points",
            "kmeans++": "k-means++",
            "splitting": "Splitting (LBG)",
            "lattice": "On a lattice",
        },
    )
    repair: bool = knob(
        False,
        "Repair empty cells",
        "Moves a codeword that no point uses to the point that is furthest from its own.",
    )
    seed: int = seed_knob("Chooses the points and the start; the same seed, the same run.")
    drawing: Drawing = knob(
        (),
        "Drawing",
        "The strokes of your drawing; used when the points are your drawing.",
        hidden=True,
    )
    own: Places = knob(
        (),
        "Own codebook",
        "The codewords as you dragged them; none where the method says where they begin.",
        hidden=True,
    )


class RestartsSetup(VectorSetup):
    """The same algorithm on the same points, from many starts."""

    restarts: int = knob(
        8,
        "Restarts",
        "How many seeds are tried; the best and the worst end are kept side by side.",
        low=1,
        high=48,
        step=1,
    )


class GainsSetup(Setup):
    """What a codebook gains over two scalar quantizers."""

    size: int = _size()


class PictureSetup(Setup):
    """A picture in as many colours as there are codewords."""

    picture: PictureName = _picture()
    size: int = _size()


#: The setup of any use of a codebook.
AnyVectorSetup: TypeAlias = VectorSetup | RestartsSetup | GainsSetup | PictureSetup
