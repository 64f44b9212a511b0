"""The duel: every contestant is the GAN that it would be alone; and the cost of D as an account."""

import math
from itertools import islice

import numpy as np
import pytest
import torch

from models.frame import Frame
from models.gans import GanSetup, restore
from models.gans import train as train_one
from models.gans.exact.ledger import exact_on_grid, ledger
from models.gans.game.data import mixture_of
from models.gans.game.gan import Gan
from models.gans.game.opacity import cell_opacity
from models.gans.game.views import REACH, latent_mesh
from models.gans.sweeps.duel import TITLES, DuelSetup, contestants, differences, recipes, train

SHORT = DuelSetup(data="easy_ring", first="non_saturating", second="packed", steps=30)


@pytest.fixture(scope="module")
def trained() -> tuple[GanSetup, Frame]:
    setup = GanSetup(data="easy_ring", steps=200)
    *_, last = train_one(setup)
    return setup, last


def test_each_contestant_is_the_gan_that_it_would_be_alone() -> None:
    *_, together = train(SHORT)
    for letter, setup in contestants(SHORT).items():
        *_, alone = train_one(setup)
        np.testing.assert_array_equal(together.views[f"{letter}_samples"], alone.views["samples"])
        assert together.metrics[f"{letter}_reverse_kl"] == alone.metrics["reverse_kl"]
        assert together.metrics[f"{letter}_out"] == 0


def test_all_begin_with_the_same_generator() -> None:
    setup = SHORT.model_copy(update={"second": "minimax", "third": "packed", "fourth": "clipped"})
    first = next(train(setup))
    for letter in "BCD":
        np.testing.assert_array_equal(first.views["A_samples"], first.views[f"{letter}_samples"])


def test_a_duel_goes_on_as_if_it_had_never_stopped() -> None:
    frames = list(train(SHORT))
    resumed = list(train(SHORT, frames[4]))
    assert [frame.step for frame in resumed] == [frame.step for frame in frames[4:]]
    for name, array in frames[-1].checkpoint.items():
        np.testing.assert_array_equal(array, resumed[-1].checkpoint[name])


def test_a_newcomer_in_a_fork_trains_up_to_that_moment_first() -> None:
    frames = list(train(SHORT))
    more = SHORT.model_copy(update={"third": "least_squares"})
    resumed = list(train(more, frames[4]))
    assert [frame.step for frame in resumed] == [frame.step for frame in frames[4:]]
    *_, alone = train_one(contestants(more)["C"])
    np.testing.assert_array_equal(resumed[-1].views["C_samples"], alone.views["samples"])


def test_one_that_diverges_stays_and_the_others_go_on() -> None:
    setup = DuelSetup(
        first="maximum_likelihood", second="cured", steps=400, learning_rate=0.1, data="grid"
    )
    frames = list(train(setup))
    assert frames[-1].step == 400
    assert (frames[-1].metrics["A_out"], frames[-1].metrics["B_out"]) == (1, 0)
    assert np.isfinite(frames[-1].views["A_samples"]).all()


@pytest.mark.parametrize("recipe", TITLES)
def test_every_recipe_trains(recipe: str) -> None:
    setup = DuelSetup.model_validate({"first": recipe, "steps": 10, "data": "two_modes"})
    assert recipes(setup)["A"] == recipe
    for frame in islice(train(setup), 3):
        assert np.isfinite(frame.views["A_samples"]).all()


def test_the_cost_of_the_best_discriminator_is_ln_2_minus_jsd(
    trained: tuple[GanSetup, Frame],
) -> None:
    setup, last = trained
    gan = restore(setup, last.checkpoint)
    law = gan.law()
    account = ledger(gan, law, exact_on_grid(gan, law))
    assert account.best_cost == pytest.approx(math.log(2) - account.divergence, abs=3e-3)
    assert account.cost > account.best_cost, "no discriminator can cost less than D*"


def test_what_a_recipe_changes_is_told_knob_by_knob() -> None:
    told = differences(DuelSetup(second="gradient_penalty", third="non_saturating"))
    assert told == {
        "B": [
            "Loss: Wasserstein",
            "Penalty on D: Gradient penalty",
            "Critic steps: 5",
        ],
        "C": [],
    }
    assert len(differences(DuelSetup())["B"]) > 1, "a cure may be more than one difference"


def test_an_unwarped_grid_is_as_opaque_as_the_latent_is_dense() -> None:
    setup = GanSetup()
    mesh = latent_mesh(REACH["gaussian"]).numpy()
    opacity = cell_opacity(setup, np.stack([mesh, 2 * mesh]))
    np.testing.assert_allclose(opacity[0], opacity[1], rtol=1e-4)
    middle, off = opacity[0, 11, 16], opacity[0, 11, 20]
    step = 2 * REACH["gaussian"] / 24
    centre = -REACH["gaussian"] + step * (np.array([16, 20]) + 0.5)
    expected = math.exp(0.25 * (centre[0] ** 2 - centre[1] ** 2))
    assert off / middle == pytest.approx(expected, rel=1e-3)
    assert cell_opacity(setup, np.zeros((0, *mesh.shape))).shape == (0, 24, 24)


def test_the_gan_of_a_setup_has_its_data(trained: tuple[GanSetup, Frame]) -> None:
    setup, last = trained
    assert isinstance(restore(setup, last.checkpoint), Gan)
    points = restore(setup, last.checkpoint).generate(50, torch.Generator().manual_seed(0))
    assert points.shape == (50, 2)
    assert len(mixture_of(setup).weights) == 8
