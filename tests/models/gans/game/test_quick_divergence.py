"""The divergence beside every frame, of generators whose law is known."""

import math
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch.special import xlogy

from models.densities import cell_centres
from models.gans import GanSetup
from models.gans.game.data import mixture_of
from models.gans.game.views import js

GRAIN = 0.012  # of 2,304 latents


def of_push(setup: GanSetup, push: Any) -> float:
    gan: Any = SimpleNamespace(mixture=mixture_of(setup), setup=setup, push=push)
    return js(gan)


@pytest.mark.parametrize("spread", [0.5, 1.5])
@pytest.mark.parametrize("data", ["two_modes", "easy_ring", "ring"])
def test_it_is_a_lower_bound(data, spread):
    setup = GanSetup(data=data)
    places = cell_centres((-8.0, 8.0, -8.0, 8.0), 800).double()
    p = mixture_of(setup).log_prob(places).exp() * 0.02**2
    q = torch.exp(-0.5 * (places / spread).square().sum(1)) / (2 * math.pi * spread**2) * 0.02**2
    middle = (p + q) / 2
    exact = 0.5 * float((xlogy(p, p / middle) + xlogy(q, q / middle)).nan_to_num(0).sum())

    assert 0.8 * exact < of_push(setup, lambda z: spread * z) < exact


@pytest.mark.parametrize("sd", [0.05, 0.2, 0.7, 1.5])
def test_of_equal_laws_it_is_the_grain_of_the_latents(sd):
    setup = GanSetup.model_validate({"data": "custom", "mixture": ((0.0, 0.0, sd, 1.0),)})
    assert 0 < of_push(setup, lambda z: sd * z) < GRAIN
