"""Measures that compare generators with each other."""

from models.measures.tournaments.battles import (
    battle,
    discovered,
    relative_score,
    skills,
    win_rate,
    wins,
)

__all__ = ["battle", "discovered", "relative_score", "skills", "win_rate", "wins"]
