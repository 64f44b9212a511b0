"""A sweep of small language models, really trained, and the laws that it shows."""

from models.scaling.sweep.decoder import train_decoder
from models.scaling.sweep.job import Job
from models.scaling.sweep.laws import (
    Fit,
    Foretold,
    Frontier,
    LawPlane,
    Over,
    Points,
    curve_lines,
    curve_window,
    fit,
    fit_or_none,
    foretold,
    frontier,
    law_plane,
    points,
    shape_table,
    within,
)
from models.scaling.sweep.measured import Measured, Noise
from models.scaling.sweep.plan import measured, plan, tokens
from models.scaling.sweep.setup import SweepSetup, told
from models.scaling.sweep.table import read, shipped, written
from models.scaling.sweep.training import sweep

__all__ = [
    "Fit",
    "Foretold",
    "Frontier",
    "Job",
    "LawPlane",
    "Measured",
    "Noise",
    "Over",
    "Points",
    "SweepSetup",
    "curve_lines",
    "curve_window",
    "fit",
    "fit_or_none",
    "foretold",
    "frontier",
    "law_plane",
    "measured",
    "plan",
    "points",
    "read",
    "shape_table",
    "shipped",
    "sweep",
    "tokens",
    "told",
    "train_decoder",
    "within",
    "written",
]
