"""The 2-D densities that models are trained on, each with its sampler and exact log-density.

``get("moons")`` gives one of the standard sets in the FFJORD scaling; ``drawn(strokes)`` makes a
density of what a person drew, which a setup keeps as a ``Drawing``. ``ring()``,
``grid()`` and ``two_modes()`` are the mixtures of the GAN benchmarks; ``edited(modes)`` is one that
a person edits, which a setup keeps as ``Modes``.
"""

from collections.abc import Callable
from functools import cache

from models.densities.base import (
    WINDOW,
    Density,
    Window,
    cell_areas,
    cell_axes,
    cell_centres,
    square_mesh,
)
from models.densities.blurred import blurred
from models.densities.checkerboard import Checkerboard
from models.densities.circles import circles, rings
from models.densities.curves import moons, swiss_roll, two_spirals
from models.densities.custom import (
    MAX_MODES,
    SPREAD,
    Mode,
    Modes,
    decode_mixture,
    edited,
    emptiest,
    encode_mixture,
    modes_of,
    rounded_modes,
)
from models.densities.drawn import drawn
from models.densities.links import Drawing, Stroke, decode, encode, simplified
from models.densities.mixture import GaussianMixture, eight_gaussians, grid, ring, two_modes
from models.densities.names import TITLES, Name
from models.densities.pinwheel import Pinwheel
from models.errors import ModelError

__all__ = [
    "MAX_MODES",
    "NAMES",
    "SPREAD",
    "TITLES",
    "WINDOW",
    "Density",
    "Drawing",
    "GaussianMixture",
    "Mode",
    "Modes",
    "Name",
    "Stroke",
    "Window",
    "blurred",
    "cell_areas",
    "cell_axes",
    "cell_centres",
    "decode",
    "decode_mixture",
    "drawn",
    "edited",
    "emptiest",
    "encode",
    "encode_mixture",
    "get",
    "grid",
    "modes_of",
    "ring",
    "rounded_modes",
    "simplified",
    "square_mesh",
    "two_modes",
]

_MAKERS: dict[Name, Callable[[], Density]] = {
    "eight_gaussians": eight_gaussians,
    "moons": moons,
    "checkerboard": Checkerboard,
    "two_spirals": two_spirals,
    "pinwheel": Pinwheel,
    "rings": rings,
    "circles": circles,
    "swiss_roll": swiss_roll,
}

#: The names that :func:`get` knows, in the order in which a page offers them.
NAMES = tuple(_MAKERS)


@cache
def get(name: str) -> Density:
    """The density called ``name``, one of :data:`NAMES`; the same object each time.

    Raises:
        ModelError: There is no such density; the message lists the names.
    """
    if name not in _MAKERS:
        raise ModelError(f"There is no density called {name!r}. Choose from {', '.join(NAMES)}.")
    return _MAKERS[name]()
