"""Arrays that the browser computes at frame rate, from where handles stand: how they are said.

How each is checked and packed stands beside it.
"""

from playground.scene.computed.arrays import Activation, Bumps, Computed, Stage
from playground.scene.computed.filtered import Filtered, Roots, Shows

__all__ = ["Activation", "Bumps", "Computed", "Filtered", "Roots", "Shows", "Stage"]
