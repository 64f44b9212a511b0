"""Glow: a normalizing flow of images, exactly invertible, with its density in bits for a pixel.

``GlowSetup`` holds the knobs, ``train(setup)`` yields frames and ``restore(setup, checkpoint)``
gives back the flow of any of them. ``Glow`` has ``inverse`` from images to the parts of z,
``forward`` back, and ``log_prob``; ``Lattice`` turns densities into bits of grey values.
"""

from models.glow.baselines import gaussian, independent
from models.glow.data import Pictures, pictures
from models.glow.flow import Glow, Sizes
from models.glow.judge import TEMPERATURES
from models.glow.lattice import LEVELS, Lattice
from models.glow.setup import GlowSetup
from models.glow.training import build, restore, train

__all__ = [
    "LEVELS",
    "TEMPERATURES",
    "Glow",
    "GlowSetup",
    "Lattice",
    "Pictures",
    "Sizes",
    "build",
    "gaussian",
    "independent",
    "pictures",
    "restore",
    "train",
]
