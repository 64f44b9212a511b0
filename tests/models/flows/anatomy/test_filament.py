"""The thread between two modes: measured rightly, thinner with depth, never gone."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import norm

from models.densities import GaussianMixture
from models.flows import FlowSetup, restore, train
from models.flows.anatomy import filament
from tests.models.frames import at_its_end


def test_mass_of_gaussians_is_that_of_the_normal_distribution():
    broad = GaussianMixture([(0.3, -0.2)], 1.5**2)
    expected = norm.cdf(1.0, 0.3, 1.5) - norm.cdf(-0.5, 0.3, 1.5)
    assert filament.mass(broad, (-0.5, 1.0)) == pytest.approx(expected, abs=1e-9)
    edge = filament.BETWEEN[1]
    between = norm.cdf((edge - 2.5) / 0.4) - norm.cdf((-edge - 2.5) / 0.4)
    assert filament.of_target() == pytest.approx(between, rel=1e-6)
    assert filament.of_target() < 1e-5


@pytest.mark.long
def test_mass_of_a_flow_is_the_share_of_its_samples():
    setup = FlowSetup(family="glow", target="two_modes", layers=2, steps=60, batch=128)
    last = at_its_end(train(setup))
    flow = restore(setup, last.checkpoint)
    thread = filament.mass(flow)
    with torch.no_grad():
        x = flow.sample(200_000, torch.Generator().manual_seed(2))[:, 0]
    share = ((x > filament.BETWEEN[0]) & (x < filament.BETWEEN[1])).double().mean().item()
    assert thread == pytest.approx(share, abs=5 * math.sqrt(share / 200_000))


@pytest.mark.long
def test_the_thread_falls_with_depth_and_never_vanishes():
    masses = []
    for layers in (1, 2, 4):
        setup = FlowSetup(family="glow", target="two_modes", layers=layers, steps=400, batch=256)
        last = at_its_end(train(setup))
        masses.append(filament.mass(restore(setup, last.checkpoint)))
    assert (np.diff(masses) < 0).all()
    assert masses[0] > 0.03 > 0.015 > masses[-1] > 100 * filament.of_target() > 0
