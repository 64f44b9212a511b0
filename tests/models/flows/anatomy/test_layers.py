"""How dense a flow is in the cells of the warped base grid."""

import numpy as np
import pytest
import torch

from models.flows import anatomy
from models.flows.families import Standardise
from models.flows.flow import Flow
from models.flows.views import MESH, REACH, base_mesh


def test_a_cell_is_as_dense_as_the_flow_around_its_middle():
    flow = Flow([Standardise(torch.tensor([1.0, -2.0]), torch.tensor([0.5, 3.0]))])
    with torch.no_grad():
        mesh = flow(base_mesh().reshape(-1, 2))[0].reshape(MESH, MESH, 2)
        middles = (mesh[:-1, :-1] + mesh[1:, 1:]) / 2
        there = flow.log_prob(middles.reshape(-1, 2)).exp().reshape(MESH - 1, MESH - 1)
    # The mean over a cell differs from its middle by h²/24 of the curvature, which x² - 1 bounds.
    bound = 2 * (REACH**2 - 1) * (2 * REACH / (MESH - 1)) ** 2 / 24
    np.testing.assert_allclose(anatomy.cell_density(mesh.numpy()), there.numpy(), rtol=bound)


def test_all_of_the_mass_is_in_the_cells_however_they_are_sheared():
    mesh = base_mesh().numpy() @ np.array([[1.0, 0.8], [0.0, 1.0]])
    area = (2 * REACH / (MESH - 1)) ** 2
    within = 1 - 2 * torch.special.ndtr(torch.tensor(-REACH, dtype=torch.float64)).item()
    mass = (anatomy.cell_density(np.stack([mesh, 3 * mesh])) * area).sum(axis=(1, 2))
    assert mass == pytest.approx([within**2, within**2 / 9], rel=1e-4)
