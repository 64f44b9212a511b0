"""Densities after noise: exact where they say so, and refused where nothing is known."""

import pytest
import torch

from models import densities
from models.errors import ModelError


@pytest.mark.long
@pytest.mark.parametrize("name", ["eight_gaussians", "moons", "two_spirals", "circles"])
def test_a_blurred_density_is_the_mean_of_the_clean_one_under_the_noise(name):
    clean, sigma = densities.get(name), 0.5
    places = torch.tensor([[0.3, -0.7], [2.0, 1.0], [-1.4, 2.2]], dtype=torch.float64)
    line = torch.linspace(-5, 5, 201, dtype=torch.float64)
    steps = torch.cartesian_prod(line, line)
    weights = torch.exp(-0.5 * steps.square().sum(dim=1))
    weights /= weights.sum()
    density = densities.blurred(clean, sigma)
    for place, told in zip(places, density.log_prob(places), strict=True):
        mean = (weights * clean.log_prob(place + sigma * steps).exp()).sum()
        assert told.exp().item() == pytest.approx(mean.item(), rel=1e-3)
    assert density.window == clean.window


def test_other_noise_is_refused():
    with pytest.raises(ModelError, match="Gaussian noise"):
        densities.blurred(densities.get("checkerboard"), 0.1)
