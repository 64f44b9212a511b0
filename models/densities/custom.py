"""A mixture that a person edits, one Gaussian at a time, and its short readable text for a link.

The text is one row of :mod:`models.values` for each Gaussian: ``"-1_0_0.1_1~1_0_0.3_0.5"``.
"""

from collections.abc import Iterable
from typing import Annotated, NamedTuple

import numpy as np
from pydantic import AfterValidator

from models.densities.base import Window
from models.densities.mixture import GaussianMixture
from models.errors import ModelError
from models.values import Spelled, read_rows, write_rows

MAX_MODES = 32
PLACE = 4.5  # largest coordinate of a mean, in size
SPREAD = (0.005, 2.0)
WEIGHT = (0.01, 100.0)

_WINDOWS = (1.5, 3.0, 5.0, 8.0, 12.5)  # steps, so that moving a mode seldom moves the axes


class Mode(NamedTuple):
    """One round Gaussian of a mixture."""

    x: float
    y: float
    sd: float
    weight: float = 1.0


def emptiest(modes: Iterable[Mode], reach: float) -> tuple[float, float]:
    """The place farthest from all means, on a grid over the square from ``-reach`` to ``reach``."""
    line = np.linspace(-reach, reach, 13)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    means = np.array([(mode.x, mode.y) for mode in modes])
    distance = np.linalg.norm(grid[:, None] - means[None], axis=2).min(1)
    x, y = grid[int(distance.argmax())]
    return float(x), float(y)


def edited(modes: Iterable[Mode]) -> GaussianMixture:
    """The mixture of round Gaussians; the weights are scaled to sum to one.

    Raises:
        ModelError: There is none or too many, or a number is out of its range.
    """
    checked = _checked(modes)
    reach = max(max(abs(mode.x), abs(mode.y)) + 4 * mode.sd for mode in checked)
    half = next(step for step in _WINDOWS if step >= reach)
    window: Window = (-half, half, -half, half)
    return GaussianMixture(
        [(mode.x, mode.y) for mode in checked],
        [mode.sd**2 for mode in checked],
        [mode.weight for mode in checked],
        name="custom",
        title="Your mixture",
        window=window,
    )


def encode_mixture(modes: Iterable[Mode]) -> str:
    """The modes as URL-safe text that :func:`decode_mixture` reads, rounded to 1e-4.

    Raises:
        ModelError: As for :func:`edited`.
    """
    return write_rows(rounded_modes(modes))


def decode_mixture(text: str) -> list[Mode]:
    """The modes in a text from :func:`encode_mixture`.

    Raises:
        ModelError: The text is not one that :func:`encode_mixture` writes.
    """
    return _checked(Mode(*row) for row in read_rows(text, 4))


def modes_of(density: GaussianMixture) -> list[Mode]:
    """The Gaussians of a mixture as modes to edit: round ones of the same mean variance."""
    variances = density.covariances.diagonal(dim1=1, dim2=2).mean(1)
    heaviest = density.weights.max()
    return [
        Mode(*(round(float(value), 4) + 0.0 for value in (*mean, variance.sqrt(), weight)))
        for mean, variance, weight in zip(
            density.means, variances, density.weights / heaviest, strict=True
        )
    ]


def rounded_modes(modes: Iterable[Mode]) -> tuple[Mode, ...]:
    """The modes as a setup keeps them, rounded to 1e-4.

    Raises:
        ModelError: As for :func:`edited`.
    """
    # Adding zero turns the rounding's -0.0 into 0.0.
    return tuple(Mode(*(round(value, 4) + 0.0 for value in mode)) for mode in _checked(modes))


#: The Gaussians of a mixture that a person edits, none where it is not edited.
Modes = Annotated[
    tuple[Mode, ...],
    Spelled(
        lambda text: tuple(decode_mixture(text)) if text else (),
        lambda modes: encode_mixture(modes) if modes else "",
    ),
    AfterValidator(lambda modes: rounded_modes(modes) if modes else ()),
]


def _checked(modes: Iterable[Mode]) -> list[Mode]:
    checked = [Mode(*mode) for mode in modes]
    if not 1 <= len(checked) <= MAX_MODES:
        raise ModelError(f"A mixture has 1 to {MAX_MODES} modes, not {len(checked)}.")
    for mode in checked:
        if not (abs(mode.x) <= PLACE and abs(mode.y) <= PLACE):
            raise ModelError(f"Each mode must lie within {-PLACE:g} to {PLACE:g}.")
        if not SPREAD[0] <= mode.sd <= SPREAD[1]:
            raise ModelError(f"Each spread must be between {SPREAD[0]:g} and {SPREAD[1]:g}.")
        if not WEIGHT[0] <= mode.weight <= WEIGHT[1]:
            raise ModelError(f"Each weight must be between {WEIGHT[0]:g} and {WEIGHT[1]:g}.")
    return checked
