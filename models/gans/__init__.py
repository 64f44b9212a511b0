"""Generative adversarial networks on the plane, where everything can be counted.

``GanSetup`` holds the knobs and ``PRESETS`` some that tell a story, ``train(setup)`` yields frames,
``restore(setup, checkpoint)`` gives back the two networks of any frame.
"""

from models.gans.exact.modes import ModeReport, mode_report
from models.gans.game.gan import Gan
from models.gans.game.presets import PRESETS
from models.gans.game.setup import GanSetup
from models.gans.game.training import restore, train

__all__ = ["PRESETS", "Gan", "GanSetup", "ModeReport", "mode_report", "restore", "train"]
