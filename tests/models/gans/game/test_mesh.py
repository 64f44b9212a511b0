"""How dense the generator's law is in the cells of the warped grid."""

import math

import numpy as np
import pytest

from models.gans.game import Noise, cell_density, latent_mesh
from models.gans.game.mesh import REACH


def test_an_unwarped_grid_is_as_dense_as_the_latent():
    mesh = latent_mesh(REACH["gaussian"]).numpy()
    density = cell_density(Noise("gaussian", 8), np.stack([mesh, 2 * mesh]))
    assert density.shape == (2, 24, 24)
    np.testing.assert_allclose(density[0], 4 * density[1], rtol=1e-4)  # twice as far, a quarter
    middle, off = density[0, 11, 16], density[0, 11, 20]
    step = 2 * REACH["gaussian"] / 24
    centre = -REACH["gaussian"] + step * (np.array([16, 20]) + 0.5)
    assert off / middle == pytest.approx(
        math.exp(0.5 * (centre[0] ** 2 - centre[1] ** 2)), rel=2e-3
    )
    assert (density[0] * step**2).sum() == pytest.approx(1)  # all of the latent's mass


def test_a_sheared_cell_keeps_its_density_and_a_stretched_one_loses_it():
    mesh = latent_mesh(REACH["uniform"]).numpy()
    noise = Noise("uniform", 8)
    flat, sheared, long = (
        cell_density(noise, mesh @ np.array(matrix).T)
        for matrix in ([[1, 0], [0, 1]], [[1, 0.7], [0, 1]], [[3, 0], [0, 1]])
    )
    np.testing.assert_allclose(sheared, flat, rtol=1e-3)
    np.testing.assert_allclose(long, flat / 3, rtol=1e-3)


def test_no_frame_has_no_cells():
    mesh = latent_mesh(REACH["gaussian"]).numpy()
    assert cell_density(Noise("gaussian", 8), np.zeros((0, *mesh.shape))).shape == (0, 24, 24)
