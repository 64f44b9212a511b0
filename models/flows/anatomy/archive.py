"""What an archive of a flow's training holds beside its frames, so that it explains itself."""

import numpy as np
import torch

from models.densities import cell_axes
from models.flows.anatomy.layers import fine
from models.flows.setup import FlowSetup
from models.flows.target import target
from models.flows.training import restore
from models.flows.views import GRID
from models.frame import Arrays, Frame

# The axes of the views of a frame, and of the arrays below.
AXES = {
    "samples": "sample (x y)",
    "density": "y x",
    "mesh": "row column (x y)",
    "data": "point (x y)",
    "log_prob": "point",
    "log_det": "point layer",
    "at_step": "",
}


@torch.no_grad()
def around(setup: FlowSetup, frame: Frame) -> Arrays:
    """The data of a setup, the centres of the density's cells, and the account of every point.

    Returns:
        ``data`` (m, 2), held out; ``log_prob`` (m,), log q of them in nats by the flow of the
        frame; ``log_det`` (m, K+1), log|det J_k| of its layers at them, from noise to data,
        the standardisation last; ``at_step`` (), the frame's, of which these two are; ``x`` and
        ``y`` (96,), the cells' centres.
    """
    goal, flow = target(setup), fine(restore(setup, frame.checkpoint)).double()
    points = goal.held_out.double()
    here, log_dets = points, []
    for layer in reversed(flow.layers):
        here, log_det = layer.inverse(here)
        log_dets.append(-log_det)
    x, y = cell_axes(goal.window, GRID)
    return {
        "data": goal.held_out.numpy(),
        "log_prob": flow.log_prob(points).numpy(),
        "log_det": np.stack([each.numpy() for each in reversed(log_dets)], axis=-1),
        "at_step": np.array(frame.step),
        "x": x.numpy(),
        "y": y.numpy(),
    }
