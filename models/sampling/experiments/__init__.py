"""What the methods are tried on: for each its knobs, its draws, and the numbers of these."""

from models.sampling.experiments.contest import ContestSetup, contested
from models.sampling.experiments.inverse import Fall, FallSetup, falls
from models.sampling.experiments.plane import PlaneSetup, thrown_pairs
from models.sampling.experiments.race import Races, RaceSetup, run_races
from models.sampling.experiments.side import Side, SideSetup, side_by_side
from models.sampling.experiments.throw import (
    CubeSetup,
    Throws,
    ThrowSetup,
    through_dimensions,
    throw_points,
)
from models.sampling.experiments.walk import Ground, WalkSetup, walked

__all__ = [
    "ContestSetup",
    "CubeSetup",
    "Fall",
    "FallSetup",
    "Ground",
    "PlaneSetup",
    "RaceSetup",
    "Races",
    "Side",
    "SideSetup",
    "ThrowSetup",
    "Throws",
    "WalkSetup",
    "contested",
    "falls",
    "run_races",
    "side_by_side",
    "through_dimensions",
    "throw_points",
    "thrown_pairs",
    "walked",
]
