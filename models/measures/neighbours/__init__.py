"""Measures by neighbours: doubles, who is next to whom, and how near the nearest is."""

from models.measures.neighbours.birthday import birthday, doubles, support
from models.measures.neighbours.reconstruction import reconstruction
from models.measures.neighbours.retrieval import retrieval

__all__ = ["birthday", "doubles", "reconstruction", "retrieval", "support"]
