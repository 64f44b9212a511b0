"""What the standard densities of the plane are called: in a setup, and for a person."""

from typing import Literal

Name = Literal[
    "eight_gaussians",
    "moons",
    "checkerboard",
    "two_spirals",
    "pinwheel",
    "rings",
    "circles",
    "swiss_roll",
]
TITLES: dict[str, str] = {
    "eight_gaussians": "Eight Gaussians",
    "moons": "Two moons",
    "checkerboard": "Checkerboard",
    "two_spirals": "Two spirals",
    "pinwheel": "Pinwheel",
    "rings": "Four rings",
    "circles": "Two circles",
    "swiss_roll": "Swiss roll",
}
