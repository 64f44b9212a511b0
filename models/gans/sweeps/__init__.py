"""Several GANs at once: a duel of recipes, eight seeds, a field over two knobs."""

from models.gans.sweeps.duel import (
    TITLES,
    DuelSetup,
    Recipe,
    contestants,
    differences,
    recipes,
    train_duel,
)
from models.gans.sweeps.field import (
    NAMES,
    VALUES,
    FieldSetup,
    cell_setup,
    ends,
    interval,
    restore_cell,
    train_field,
)
from models.gans.sweeps.seeds import (
    SEEDS,
    Sweep,
    checkpoint_of,
    mean_of_seeds,
    seeds_of,
    train_seeds,
)

__all__ = [
    "NAMES",
    "SEEDS",
    "TITLES",
    "VALUES",
    "DuelSetup",
    "FieldSetup",
    "Recipe",
    "Sweep",
    "cell_setup",
    "checkpoint_of",
    "contestants",
    "differences",
    "ends",
    "interval",
    "mean_of_seeds",
    "recipes",
    "restore_cell",
    "seeds_of",
    "train_duel",
    "train_field",
    "train_seeds",
]
