"""Autoregressive networks: P(x) = Π_d P(x_d | x_<d), from a table that bursts to pixels.

``ArSetup``, ``train`` and ``restore`` are one network of sequences; ``train_race`` trains all kinds
side by side. ``receptive_field`` and ``wiring`` probe who may look at whom. ``PixelSetup``,
``train_pixels`` and ``restore_pixels`` are one law of the pixels of images; each such law, a
``PixelCnn``, ``GatedPixelCnn``, ``Made`` or ``Nade``, has ``log_prob(x)`` in nats, ``costs(x)`` of
each pixel, and ``sample(n, generator)``, which yields after every pixel; ``pixel_field`` probes it.
"""

from models.autoregressive.pixels import (
    GatedPixelCnn,
    Made,
    Nade,
    PixelCnn,
    PixelSetup,
    pixel_field,
    restore_pixels,
    train_pixels,
)
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
    "GatedPixelCnn",
    "Made",
    "Nade",
    "PixelCnn",
    "PixelSetup",
    "RaceSetup",
    "TableSetup",
    "fading",
    "influence",
    "pixel_field",
    "receptive_field",
    "restore",
    "restore_pixels",
    "table_view",
    "train",
    "train_pixels",
    "train_race",
    "wiring",
]
