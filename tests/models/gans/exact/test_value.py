"""The value of the game, as a cost of the best discriminator and as a divergence."""

import math

import pytest

from models.gans import GanSetup, restore, train
from models.gans.exact import best_cost, jensen_shannon, optimal_on_grid
from tests.models.frames import at_its_end

CELLS = 128


@pytest.mark.long
def test_the_cost_of_the_best_discriminator_is_ln_2_minus_jsd():
    setup = GanSetup(data="easy_ring", steps=200)
    last = at_its_end(train(setup))
    gan = restore(setup, last.checkpoint)
    law, window = gan.law(), gan.mixture.window
    best = best_cost(optimal_on_grid(law, gan.mixture, window, CELLS), window)
    divergence = jensen_shannon(law, gan.mixture, window, CELLS)
    assert best == pytest.approx(math.log(2) - divergence, abs=3e-3)
    assert 0.05 < divergence < 0.6, "neither alike nor apart: both terms are put to the test"
    assert gan.cost(10_000) > best, "no discriminator can cost less than D*"
