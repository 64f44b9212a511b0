"""f-divergences by hand: the function and its conjugate, the bound at any T, and what fits best.

The rows of the f-GAN table are :data:`models.gans.distances.DIVERGENCES`.
"""

from models.gans.divergences.bent import PLACES, Bent, bends, bent, variational
from models.gans.divergences.fit import (
    FITTED,
    Bumps,
    best_gaussian,
    bumps,
    densities_of,
    divergence,
    fit,
)
from models.gans.divergences.formula import WORDS, Formula, supremum, typed
from models.gans.divergences.own import (
    VARIATION,
    Judged,
    Tangents,
    chain,
    conjugates,
    function,
    judge,
    tangents,
)
from models.gans.divergences.setup import (
    GRIPS,
    KNOTS,
    LARGEST,
    ROW_NAMES,
    BoundSetup,
    FitSetup,
    FunctionSetup,
    TangentSetup,
)

__all__ = [
    "FITTED",
    "GRIPS",
    "KNOTS",
    "LARGEST",
    "PLACES",
    "ROW_NAMES",
    "VARIATION",
    "WORDS",
    "Bent",
    "BoundSetup",
    "Bumps",
    "FitSetup",
    "Formula",
    "FunctionSetup",
    "Judged",
    "TangentSetup",
    "Tangents",
    "bends",
    "bent",
    "best_gaussian",
    "bumps",
    "chain",
    "conjugates",
    "densities_of",
    "divergence",
    "fit",
    "function",
    "judge",
    "supremum",
    "tangents",
    "typed",
    "variational",
]
