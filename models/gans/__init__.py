"""Generative adversarial networks on the plane, where everything can be counted.

``GanSetup`` holds the knobs and ``PRESETS`` some that tell a story, ``train(setup)`` yields frames,
``restore(setup, checkpoint)`` gives back the two networks of any frame.
"""

from models.gans.gan import Gan
from models.gans.modes import ModeReport, mode_report
from models.gans.presets import PRESETS
from models.gans.setup import GanSetup
from models.gans.training import restore, train

__all__ = ["PRESETS", "Gan", "GanSetup", "ModeReport", "mode_report", "restore", "train"]
