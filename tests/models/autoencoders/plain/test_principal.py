"""PCA in closed form, the angles between subspaces, and what a linear autoencoder learns of it."""

import numpy as np
import pytest
import torch

from models.autoencoders.plain import (
    Principal,
    UndercompleteSetup,
    build,
    data_of,
    inside,
    principal,
    principal_angles,
    restore,
    rotation,
    share_worse,
    squared_error,
    train,
)
from models.images import images
from tests.models.frames import at_its_end

REFERENCE = {1: 3.994420, 2: 3.355253, 5: 2.135612, 8: 1.530448, 10: 1.228574, 16: 0.706796}
HELD_OUT = {2: 3.36701, 5: 2.23727, 10: 1.29323, 16: 0.77712}


@pytest.mark.parametrize(("codes", "error"), REFERENCE.items())
def test_the_residual_is_the_sum_of_the_eigenvalues_left_out(codes, error):
    digits = images("digits")
    x = torch.cat((digits.train, digits.test)).numpy()
    found = Principal(x, codes)
    assert found.residual == pytest.approx(error, abs=1e-5)
    assert found.error(x) == pytest.approx(error, abs=1e-5)
    assert found.spectrum.sum() == pytest.approx(4.6932763, abs=1e-6)


@pytest.mark.parametrize(("codes", "error"), HELD_OUT.items())
def test_held_out_digits_are_judged_by_the_directions_of_the_others(codes, error):
    setup = UndercompleteSetup(latents=codes)
    assert principal(setup).error(data_of(setup).test) == pytest.approx(error, abs=1e-4)


def test_angles_of_known_subspaces():
    tilt = np.radians(20)
    flat = np.eye(4)[:2]
    turned = np.array([[1, 0, 0, 0], [0, np.cos(tilt), np.sin(tilt), 0]])
    np.testing.assert_allclose(principal_angles(flat, turned), [0, 20], atol=1e-9)
    mixed = np.array([[1.0, 1.0], [0.3, -2.0]]) @ flat  # the same plane by other directions
    np.testing.assert_allclose(principal_angles(flat, mixed), [0, 0], atol=1e-9)
    np.testing.assert_allclose(principal_angles(np.eye(4)[:1], np.eye(4)[3:]), [90])


def test_the_rows_of_a_rotation_add_up_to_one_inside_of_the_subspace():
    turn = np.array([[0.6, 0.8, 0.0], [-0.8, 0.6, 0.0]])
    np.testing.assert_allclose(rotation(turn, np.eye(3)[:2]), [[0.36, 0.64], [0.64, 0.36]])
    outside = np.array([[0.6, 0.0, 0.8]])
    np.testing.assert_allclose(inside(rotation(outside, np.eye(3)[:2])), 0.36)


@pytest.mark.long
@pytest.mark.parametrize("codes", [2, 10])
def test_a_linear_autoencoder_learns_the_principal_subspace_and_not_its_axes(codes):
    setup = UndercompleteSetup(network="linear", latents=codes, hold_out=False, steps=1000)
    last = at_its_end(train(setup))
    assert last.metrics["sse"] == pytest.approx(REFERENCE[codes], rel=0.005)
    assert last.metrics["sse"] >= REFERENCE[codes] - 1e-4
    assert last.metrics["angle"] < 1
    along = rotation(last.views["atoms"], principal(setup).directions)
    np.testing.assert_allclose(along.sum(axis=1), 1, atol=1e-3)
    assert along.max(axis=1).min() < 0.99, "the axes were found as well"


def test_how_many_held_out_images_are_worse():
    setup = UndercompleteSetup()
    model, x = build(setup), data_of(setup).test
    with torch.no_grad():
        each = ((model(x) - x) ** 2).sum(dim=1)
    assert share_worse(setup, model, 0.0) == 1
    assert share_worse(setup, model, float(each.max())) == 0
    assert share_worse(setup, model, float(each.median())) == pytest.approx(0.5, abs=0.01)
    assert squared_error([[0.0, 0.0], [1.0, 1.0]], [[3.0, 4.0], [1.0, 0.0]]) == 13


@pytest.mark.long
@pytest.mark.parametrize(("codes", "least"), [(2, 3.36701), (10, 1.293)])
def test_a_nonlinear_code_beats_pca_on_held_out_digits(codes, least):
    setup = UndercompleteSetup(latents=codes)
    last = at_its_end(train(setup))
    assert last.metrics["test_sse"] < 0.8 * least
    model = restore(setup, last.checkpoint)
    x = images("digits").test
    with torch.no_grad():
        again = model(x)
    assert squared_error(x, again) == pytest.approx(last.metrics["test_sse"], rel=1e-5)
