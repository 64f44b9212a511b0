"""Normalizing flows of the plane: a Gaussian pushed through invertible layers, exactly.

``FlowSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)``
gives back the flow of any frame.
"""

from models.flows import energies, variational
from models.flows.families import PlanarLayer, RadialLayer
from models.flows.flow import Flow
from models.flows.setup import FlowSetup
from models.flows.target import Target, missing, target
from models.flows.training import build, restore, train
from models.flows.variational import JUDGES, judges

__all__ = [
    "JUDGES",
    "Flow",
    "FlowSetup",
    "PlanarLayer",
    "RadialLayer",
    "Target",
    "build",
    "energies",
    "judges",
    "missing",
    "restore",
    "target",
    "train",
    "variational",
]
