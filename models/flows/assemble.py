"""The untrained flow of a setup: layers of its family, and the fixed last one."""

import torch
from torch import Tensor, nn

from models.flows import energies
from models.flows.families import (
    Bounded,
    Standardise,
    affine_couplings,
    glow_steps,
    planar_layers,
    radial_layers,
    spline_couplings,
    time_slices,
)
from models.flows.flow import Flow
from models.flows.setup import BOUNDED, FlowSetup

FIELD_WIDTH = 2  # times the hidden width, as its field has one hidden layer where others have two


def assemble(setup: FlowSetup, mean: Tensor, scale: Tensor) -> Flow:
    """The untrained flow of ``setup`` for data of the given mean and spread, each (2,)."""
    trained = _layers(setup, torch.Generator().manual_seed(setup.seed))
    if setup.target in BOUNDED:
        return Flow([*trained, Bounded(mean, scale, energies.EDGE)])
    return Flow([*trained, Standardise(mean, scale)])


def _layers(setup: FlowSetup, generator: torch.Generator) -> list[nn.Module]:
    """The layers of the family that a setup names, in its dimensions."""
    match setup.family:
        case "planar":
            # Only one direction is in closed form: the one that the training goes through.
            return planar_layers(setup.layers, generator, flipped=setup.objective == "forward")
        case "radial":
            return radial_layers(setup.layers, generator)
        case "affine":
            return affine_couplings(setup.layers, setup.hidden, generator)
        case "spline":
            return spline_couplings(setup.layers, setup.hidden, setup.bins, generator)
        case "glow":
            return glow_steps(setup.layers, setup.hidden, generator)
        case "continuous":
            return time_slices(setup.layers, FIELD_WIDTH * setup.hidden, generator)
