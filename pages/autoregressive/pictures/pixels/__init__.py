"""The pictures of a law of pixels, each a view of its page."""

from pages.autoregressive.pictures.pixels.costs import bits
from pages.autoregressive.pictures.pixels.drawing import drawing, finishing
from pages.autoregressive.pictures.pixels.sight import who_sees_whom
from pages.autoregressive.pictures.pixels.training import over_training

__all__ = ["bits", "drawing", "finishing", "over_training", "who_sees_whom"]
