"""Looking into a decoder: who speaks for a token, and which heads find what was said before."""

from models.language.looking.anatomy import STRIP, Anatomy, anatomy
from models.language.looking.parts import Parts, parts
from models.language.looking.repeats import Repeats, repeats

__all__ = ["STRIP", "Anatomy", "Parts", "Repeats", "anatomy", "parts", "repeats"]
