"""Which point of the plane is looked at, until a person chooses another one."""

from models.autoencoders import PlaneSetup

# Where something is to be seen, in trainings with any seed:
_STARTS = {
    "moons": (0.0, 0.5),  # between the moons: both gaps are some tenths of a nat
    "eight_gaussians": (1.4, 0.6),  # within the circle of modes, where the encoder was never asked
    "circles": (2.25, 0.0),  # between the circles
    "pinwheel": (1.0, 1.0),  # on an arm
}
_HOLLOW = (1.85, 0.4)  # of a moon: two pieces of a thread through it explain this point


def first_input(setup: PlaneSetup) -> tuple[float, float]:
    """A point whose posterior is worth a look, such as one between two arms of the data."""
    if setup.data == "moons" and setup.latents == 1:
        return _HOLLOW
    return _STARTS.get(setup.data, (0.5, 0.5))
