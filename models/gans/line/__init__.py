"""A GAN on a line: the figure of the notes, trained."""

from models.gans.line.law import WINDOW, centres, pushed_density
from models.gans.line.setup import LineSetup
from models.gans.line.training import LineGan, restore_line, train_line

__all__ = [
    "WINDOW",
    "LineGan",
    "LineSetup",
    "centres",
    "pushed_density",
    "restore_line",
    "train_line",
]
