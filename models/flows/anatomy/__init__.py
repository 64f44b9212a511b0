"""A trained flow opened up: its layers, a point's account, what it misses, a flow on the sphere."""

from models.flows.anatomy import filament, sphere
from models.flows.anatomy.archive import AXES, around
from models.flows.anatomy.layers import (
    Account,
    Layers,
    account,
    cell_density,
    fine,
    peak_density,
    push,
    push_samples,
    unroll,
)
from models.flows.anatomy.missed import NOTED, missed

__all__ = [
    "AXES",
    "NOTED",
    "Account",
    "Layers",
    "account",
    "around",
    "cell_density",
    "filament",
    "fine",
    "missed",
    "peak_density",
    "push",
    "push_samples",
    "sphere",
    "unroll",
]
