"""Normalizing flows of the plane: a Gaussian pushed through invertible layers, exactly.

``FlowSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)``
gives back the flow of any frame.
"""

from models.flows.flow import Flow
from models.flows.planar import PlanarLayer
from models.flows.radial import RadialLayer
from models.flows.setup import FlowSetup
from models.flows.training import build, restore, train

__all__ = ["Flow", "FlowSetup", "PlanarLayer", "RadialLayer", "build", "restore", "train"]
