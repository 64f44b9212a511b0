"""The two networks, what they minimise, and how the gradients of both are found."""

from models.gans.players.analytic import Analytic
from models.gans.players.autograd import Autograd
from models.gans.players.engine import Engine, engine
from models.gans.players.losses import OBJECTIVES, Loss, Objective, log_ratio
from models.gans.players.perceptrons import SLOPE, Activation, evaluate, one_of, split
from models.gans.players.players import OTHER, Players, Shape
from models.gans.players.rules import WEIGHED, Penalty, Rules
from models.gans.players.spectral import normalised

__all__ = [
    "OBJECTIVES",
    "OTHER",
    "SLOPE",
    "WEIGHED",
    "Activation",
    "Analytic",
    "Autograd",
    "Engine",
    "Loss",
    "Objective",
    "Penalty",
    "Players",
    "Rules",
    "Shape",
    "engine",
    "evaluate",
    "log_ratio",
    "normalised",
    "one_of",
    "split",
]
