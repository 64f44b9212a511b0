"""What each view of the page shows, as frames: what its script prints and exports."""

from collections.abc import Iterator

from models.estimation.views import beside, bumps, counting, mixing
from models.estimation.views.setup import (
    BesideSetup,
    CountsSetup,
    DensitySetup,
    KernelSetup,
    MixtureSetup,
)
from models.frame import Frame


def density_view(setup: DensitySetup) -> Iterator[Frame]:
    """The frames of ``setup``.

    * of a :class:`CountsSetup`: those of :func:`models.estimation.views.counting.count_walk`.
    * of a :class:`MixtureSetup`: those of :mod:`models.estimation.views.mixing`: EM half-step by
      half-step, for the best of the starts, or one frame for each number of components.
    * of a :class:`KernelSetup`: one frame for each bandwidth, with its errors, or one for each
      moment of the sampling.
    * of a :class:`BesideSetup`: one for each number of points.

    Raises:
        ModelError: The data is missing, or there are too few points.
    """
    match setup:
        case CountsSetup():
            return counting.count_walk(setup)
        case MixtureSetup():
            return _mixture(setup)
        case KernelSetup():
            return _kernel(setup)
        case BesideSetup():
            return beside.beside_walk(setup)


def _mixture(setup: MixtureSetup) -> Iterator[Frame]:
    if setup.fit == "number":
        return mixing.size_walk(setup)
    if setup.fit == "restarts":
        return mixing.start_walk(setup, mixing.ends(setup)[1])
    return mixing.em_walk(setup)


def _kernel(setup: KernelSetup) -> Iterator[Frame]:
    if setup.kind == "draw":
        return bumps.draw_walk(setup)
    return bumps.error_walk(setup)
