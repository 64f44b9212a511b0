"""A flow wrapped round the sphere keeps its mass, by the factor of Gemici et al. 2016."""

import math
from functools import lru_cache

import numpy as np
import pytest
import torch

from models.flows import Flow, FlowSetup, restore, train
from models.flows.anatomy import sphere
from tests.models.frames import at_its_end

EQUATORS = [1.0, sphere.EQUATOR, 6.0]


def points(n: int = 40) -> torch.Tensor:
    return 3 * torch.randn(n, 2, generator=torch.Generator().manual_seed(5), dtype=torch.float64)


@lru_cache(maxsize=2)
def flow(family: str, **knobs: str) -> Flow:
    setup = FlowSetup.model_validate(
        {"family": family, "target": "moons", "layers": 3, "steps": 60, "bins": 6, **knobs}
    )
    last = at_its_end(train(setup))
    return restore(setup, last.checkpoint)


@pytest.mark.parametrize("equator", EQUATORS)
def test_the_projection_and_its_inverse(equator):
    x = points()
    y = sphere.to_sphere(x, equator)
    torch.testing.assert_close(y.square().sum(1), torch.ones(len(y), dtype=y.dtype))
    torch.testing.assert_close(sphere.to_plane(y, equator), x)
    ring = torch.tensor([[equator, 0.0], [0.0, 0.0]], dtype=torch.float64)
    expected = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, -1.0]], dtype=torch.float64)
    torch.testing.assert_close(sphere.to_sphere(ring, equator), expected)


@pytest.mark.parametrize("equator", EQUATORS)
def test_the_factor_is_that_of_the_autograd_jacobian(equator):
    for x in points(12):
        start = x.clone().requires_grad_()
        moved = sphere.to_sphere(start[None], equator)[0]
        j = torch.stack(
            [torch.autograd.grad(moved[i], start, retain_graph=True)[0] for i in range(3)]
        )
        expected = 0.5 * torch.linalg.slogdet(j.T @ j).logabsdet
        mine = sphere.half_log_det(x[None], equator)[0]
        assert mine.item() == pytest.approx(expected.item(), abs=1e-9)


@pytest.mark.parametrize("family", ["affine", "spline"])
@pytest.mark.parametrize("equator", EQUATORS)
def test_total_mass_is_one(family, equator):
    assert sphere.mass(flow(family), equator) == pytest.approx(1, abs=2e-3)


@pytest.mark.long
def test_a_flow_into_a_strip_has_no_mass_beside_it():
    bounded = flow("affine", target="U2", objective="reverse")
    assert sphere.mass(bounded) == pytest.approx(1, abs=5e-3)
    log_prob = bounded.log_prob(torch.tensor([[4.01, 0.0], [-100.0, 0.0], [3.9, 0.0]]))
    assert log_prob[:2].isneginf().all()
    assert log_prob[2].isfinite()


def test_without_the_factor_the_mass_is_wrong(monkeypatch):
    monkeypatch.setattr(sphere, "half_log_det", lambda x, equator: torch.zeros(len(x)))
    assert abs(sphere.mass(flow("affine")) - 1) > 0.2


def test_the_globe_is_a_closed_unit_sphere_with_finite_heights():
    globe = sphere.globe(flow("affine"))
    shape = (sphere.ROWS, sphere.COLUMNS)
    assert all(a.shape == shape for a in (globe.x, globe.y, globe.z, globe.density))
    np.testing.assert_allclose(globe.x**2 + globe.y**2 + globe.z**2, 1, atol=1e-9)
    np.testing.assert_allclose(globe.x[:, 0], globe.x[:, -1], atol=1e-9)
    assert np.isfinite(globe.density).all()
    assert globe.density.min() >= 0
    assert globe.mass == pytest.approx(1, abs=2e-3)
    # the picture's own sum: each cell of the globe covers cos(latitude) dlat dlon
    latitude = np.linspace(0, math.pi, sphere.ROWS)
    cells = np.sin(latitude)[:, None] * (math.pi / (sphere.ROWS - 1)) * (2 * math.pi / 180)
    assert (globe.density[:, :-1] * cells).sum() == pytest.approx(1, abs=0.02)


def test_samples_fall_where_the_density_is():
    with torch.no_grad():
        x = flow("affine").sample(20_000, torch.Generator().manual_seed(1)).double()
    south = (sphere.to_sphere(x)[:, 2] < 0).double().mean().item()
    globe = sphere.globe(flow("affine"))
    latitude = np.linspace(0, math.pi, sphere.ROWS)
    cells = np.sin(latitude)[:, None] * (math.pi / (sphere.ROWS - 1)) * (2 * math.pi / 180)
    mass = (globe.density[:, :-1] * cells)[globe.z[:, :-1] < 0].sum()
    assert mass == pytest.approx(south, abs=0.03)
