"""Generative adversarial networks, where everything can be counted.

``GanSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)`` gives
back the two networks of any frame; ``RECIPES`` are setups of the literature. The rooms:

* ``game``: that GAN, on the plane;
* ``players``: its two networks, their losses and gradients;
* ``exact``: the law of its samples, the optimal discriminator, its modes;
* ``sweeps``: several GANs at once;
* ``distances``: what a discriminator measures;
* ``divergences``: f-divergences that are bent, fitted or written by hand;
* ``line``: a GAN between numbers.
"""

from models.gans.exact import ModeReport, mode_report
from models.gans.game import RECIPES, Gan, GanSetup, restore, train

__all__ = ["RECIPES", "Gan", "GanSetup", "ModeReport", "mode_report", "restore", "train"]
