"""What stands beside the frames of a training when it is taken home."""

import math

import numpy as np
import pytest
import torch

from models.flows import FlowSetup, restore, train
from models.flows.anatomy import AXES, around
from tests.models.frames import at_its_end


@pytest.mark.long
def test_the_log_dets_of_every_layer_add_up_to_the_density():
    """The notes, section 1.2: ln q_K(x_K) = ln q_0(x_0) - Σ_k ln|det ∂f_k/∂x_{k-1}|."""
    setup = FlowSetup(layers=3, steps=20)
    last = at_its_end(train(setup))
    found = around(setup, last)
    flow = restore(setup, last.checkpoint).double()
    with torch.no_grad():
        z = flow.inverse(torch.from_numpy(found["data"]).double())[0].numpy()
    base = -0.5 * (z**2).sum(axis=1) - math.log(2 * math.pi)
    assert found["log_det"].shape == (len(z), 4)  # the last one standardises
    np.testing.assert_allclose(base - found["log_det"].sum(axis=1), found["log_prob"], atol=1e-6)


def test_the_grid_is_that_of_the_density():
    setup = FlowSetup(steps=10)
    first = next(iter(train(setup)))
    found = around(setup, first)
    assert first.views["density"].shape == (len(found["y"]), len(found["x"]))
    cell = (found["x"][1] - found["x"][0]) * (found["y"][1] - found["y"][0])
    assert 0.5 < first.views["density"].sum() * cell < 1.01
    assert set(AXES) > set(first.views)
