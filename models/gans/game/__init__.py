"""A GAN on the plane: what it is trained on, its training, and what each moment shows."""

from models.gans.game.data import Noise, Standardised, mixture_of, noise_of
from models.gans.game.gan import COMPARED, JUDGED, Gan, fixed_latents, fixed_points
from models.gans.game.mesh import cell_density, latent_mesh
from models.gans.game.recipes import RECIPES
from models.gans.game.setup import LOSSES, MIXTURES, PENALTIES, GanSetup, Mixture
from models.gans.game.slow_motion import Moment, slow_motion
from models.gans.game.training import FRAMES, Player, Training, frame_of, restore, train
from models.gans.game.turns import Turns, play, take_turns
from models.gans.game.views import GRID, js, surroundings

__all__ = [
    "COMPARED",
    "FRAMES",
    "GRID",
    "JUDGED",
    "LOSSES",
    "MIXTURES",
    "PENALTIES",
    "RECIPES",
    "Gan",
    "GanSetup",
    "Mixture",
    "Moment",
    "Noise",
    "Player",
    "Standardised",
    "Training",
    "Turns",
    "cell_density",
    "fixed_latents",
    "fixed_points",
    "frame_of",
    "js",
    "latent_mesh",
    "mixture_of",
    "noise_of",
    "play",
    "restore",
    "slow_motion",
    "surroundings",
    "take_turns",
    "train",
]
