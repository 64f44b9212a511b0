"""The pictures of transformers as engines, one file for each look."""

from pages.attention.pictures.engines.answers import answers
from pages.attention.pictures.engines.changed import changed
from pages.attention.pictures.engines.learning import counted, learning, there
from pages.attention.pictures.engines.rates import rates

__all__ = ["answers", "changed", "counted", "learning", "rates", "there"]
