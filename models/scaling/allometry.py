"""Brain against body: the oldest power law of the notes, on real animals."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from models.scaling.power_law import Floats

DINOSAURS = ("Diplodocus", "Triceratops", "Brachiosaurus")


class Animals(NamedTuple):
    """A table of species.

    Attributes:
        species: (n,) names.
        body: (n,) kilograms.
        brain: (n,) grams.
    """

    species: tuple[str, ...]
    body: Floats
    brain: Floats

    def without(self, *names: str) -> "Animals":
        """The table without some species."""
        kept = [i for i, name in enumerate(self.species) if name not in names]
        return Animals(tuple(self.species[i] for i in kept), self.body[kept], self.brain[kept])


def mammals() -> Animals:
    """62 mammals (Allison and Cicchetti, Science 194, 1976, through Weisberg, 1985)."""
    return _read("mammals")


def with_dinosaurs() -> Animals:
    """28 animals, three of them dinosaurs (Rousseeuw and Leroy, 1987, p. 57)."""
    return _read("animals")


@cache
def _read(name: str) -> Animals:
    lines = files("models.scaling").joinpath(f"{name}.csv").read_text().splitlines()[1:]
    species, body, brain = zip(*(line.split(",") for line in lines), strict=True)
    return Animals(species, np.array(body, dtype=np.float64), np.array(brain, dtype=np.float64))


class Published(NamedTuple):
    """An exponent of the literature: of what, over what, and who says so."""

    what: str
    over: str
    exponent: str
    source: str


ELSEWHERE = (
    Published(
        "white matter ∝ grey matter",
        "across mammals",
        "1.23",
        "Zhang and Sejnowski 2000: 10 × the grey matter has 17 × the white",
    ),
    Published(
        "cortex mass ∝ its neurons",
        "across rodents",
        "1.688",
        "Herculano-Houzel's tables (PMC4228857): neurons grow larger",
    ),
    Published(
        "cortex mass ∝ its neurons",
        "across primates",
        "1.087",
        "the same: nearly linear, neurons stay as they are",
    ),
    Published("energy of a brain ∝ its volume", "across mammals", "0.86", "Karbowski 2007"),
    Published(
        "energy of a body ∝ its mass", "across mammals", "0.75", "Kleiber; disputed, .73-.80"
    ),
    Published("heart rate ∝ mass", "across mammals", "−0.25", "from the same quarter powers"),
    Published(
        "mass ∝ flipper length",
        "within a species: Adélie penguins",
        "1.66",
        "OLS; r² is .21 alone, so RMA gives 3.60: noise in x attenuates",
    ),
)
