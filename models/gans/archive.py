"""What an archive of a GAN's training holds beside its frames, so that it explains itself."""

import numpy as np
import torch
from numpy.typing import NDArray

from models.densities import cell_centres
from models.frame import Frame
from models.gans.distances import bounds
from models.gans.distances.setup import DistanceSetup
from models.gans.game.data import mixture_of
from models.gans.game.setup import GanSetup
from models.gans.game.views import GRID
from models.gans.sweeps.duel import DuelSetup, contestants

Named = dict[str, NDArray[np.generic]]
DATA = 2000  # points of the mixture

# The axes of the views of a frame, and of the arrays below.
AXES = {
    "samples": "sample (x y)",
    "field": "y x",
    "mesh": "row column (x y)",
    "arrow_start": "arrow (x y)",
    "arrow_vector": "arrow (x y)",
    "mode_counts": "mode",
    "mode_spread": "mode",
    "data": "point (x y)",
}
DUEL_AXES = AXES | {f"{letter}_{name}": axes for letter in "ABCD" for name, axes in AXES.items()}
LINE_AXES = dict.fromkeys(("data", "model", "learned", "best"), "x") | {
    "z": "latent",
    "image": "latent",
    "push": "latent",
}
BOUND_AXES = {"learned": "divergence x"}
COMPARED_AXES = dict.fromkeys(("p", "q", "learned", "best"), "x") | {
    "dropped": "sizes",
    "uneven": "sizes",
    "first": "point (x y)",
    "second": "point (x y)",
    "plan": "before after",
}


def around(setup: GanSetup | DuelSetup, frame: Frame) -> Named:
    """``data`` (2000, 2) of the mixture, and ``x`` and ``y`` (64,), the centres of D's cells."""
    one = next(iter(contestants(setup).values())) if isinstance(setup, DuelSetup) else setup
    mixture = mixture_of(one)
    centres = cell_centres(mixture.window, GRID).reshape(GRID, GRID, 2).numpy()
    return {
        "data": mixture.sample(DATA, torch.Generator().manual_seed(0)).numpy(),
        "x": centres[0, :, 0],
        "y": centres[:, 0, 1],
    }


def around_bounds(setup: DistanceSetup, frame: Frame) -> Named:
    """``x`` (P,), where the learned statistics are shown, and the name of each ``divergence``."""
    names = [row.name for row in bounds.ROWS]
    return {"x": bounds.places(setup), "divergence": np.array(names)}
