"""A flow that loses a part of its target is told, though KL(q‖p) hardly sees it."""

import math

import pytest
import torch

from models.densities.mixture import GaussianMixture
from models.flows import FlowSetup, energies
from models.flows.anatomy import missed
from models.flows.flow import Flow
from models.flows.target import Target, target
from models.flows.training import build


class Placed(Flow):
    """A density that is given, in the place of a trained flow."""

    def __init__(self, density: GaussianMixture) -> None:
        super().__init__([])
        self.density = density

    def log_prob(self, x: torch.Tensor) -> torch.Tensor:
        return self.density.log_prob(x)


def goal() -> Target:
    return target(FlowSetup(target="two_modes"))


def test_a_mode_left_out_is_half_of_the_target():
    one = Placed(GaussianMixture([(2.5, 0.0)], 0.4**2))
    assert missed(one, goal()) == pytest.approx(0.5, abs=0.03)
    samples = one.density.sample(4096, torch.Generator().manual_seed(0))
    both = energies.two_modes()
    kl = (one.density.log_prob(samples) - both.log_prob(samples)).mean()
    assert kl == pytest.approx(math.log(2), abs=0.01), "KL(q‖p) stays small"


def test_the_target_itself_misses_nothing():
    both = Placed(GaussianMixture([(-2.5, 0.0), (2.5, 0.0)], 0.4**2))
    assert missed(both, goal()) == 0


def test_of_points_without_a_density_nothing_is_known():
    points = goal()
    unknown = Target(points.source, points.held_out, None, None)
    assert missed(build(FlowSetup(layers=1)), unknown) is None
