"""Autoregressive networks: P(x) = Π_d P(x_d | x_<d), from a table that bursts to pixels.

``ArSetup``, ``train`` and ``restore`` are one network of sequences; ``train_race`` trains all kinds
side by side. ``receptive_field`` and ``wiring`` probe who may look at whom.
"""

from models.autoregressive.sequences import (
    ArSetup,
    CausalConv,
    RaceSetup,
    fading,
    influence,
    receptive_field,
    restore,
    train,
    train_race,
    wiring,
)
from models.autoregressive.tables import TableSetup, table_view

__all__ = [
    "ArSetup",
    "CausalConv",
    "RaceSetup",
    "TableSetup",
    "fading",
    "influence",
    "receptive_field",
    "restore",
    "table_view",
    "train",
    "train_race",
    "wiring",
]
