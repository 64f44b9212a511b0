"""A line that the browser computes at frame rate from the poles and zeros that a person drags.

    poles = scene.Handles("poles", xy, "model", shared="page:poles")       # in one scene
    line = scene.Filtered("impulse", Roots("page:poles", xy), Roots("page:zeros", uv), 40)

L(z) = Π (1 - zero / z) / Π (1 - pole / z). A root on the real axis at first stays on it and is one
root; any other stands for itself and its conjugate. A pole that is dragged out of the unit circle
counts as its mirror image inside, which has the same spectrum but for a factor.
"""

from dataclasses import dataclass
from typing import Literal

from numpy.typing import ArrayLike

Shows = Literal["output", "impulse", "inverse", "correlation", "spectrum", "poles", "zeros"]


@dataclass(frozen=True, eq=False)
class Roots:
    """Handles that stand for the roots of a polynomial.

    Attributes:
        handles: Their ``shared`` name.
        start: (N, 2), where they stand before they are drawn; N may be 0.
    """

    handles: str
    start: ArrayLike


@dataclass(frozen=True, eq=False)
class Filtered:
    """What is drawn of a filter, in the place of the lines of a :class:`Paths`.

    Attributes:
        shows: "output", the filtered ``noise`` in units of its standard deviation; stems of the
            "impulse" response, of the "inverse" filter's and of the "correlation" R[m] / R[0]; the
            "spectrum" S(ω) in decibels over 0..π; crosses at all "poles", circles at all "zeros".
        poles: Of the filter.
        zeros: Of the filter.
        count: How many numbers are drawn, from 0 on, or places of the spectrum.
        noise: (n,), n >= count: the last ``count`` of what it becomes are drawn.
    """

    shows: Shows
    poles: Roots
    zeros: Roots
    count: int
    noise: ArrayLike = ()
