"""The pictures of tasks with a theorem."""

from pages.attention.pictures.theorems.addition import added
from pages.attention.pictures.theorems.carry import carried
from pages.attention.pictures.theorems.chains import in_context
from pages.attention.pictures.theorems.words import kept_in_mind

__all__ = ["added", "carried", "in_context", "kept_in_mind"]
