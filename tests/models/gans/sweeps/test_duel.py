"""The duel: every contestant is the GAN that it would be alone."""

from itertools import islice

import numpy as np
import pytest

from models.gans import train
from models.gans.sweeps import TITLES, DuelSetup, contestants, differences, recipes, train_duel
from tests.models.frames import at_its_end

SHORT = DuelSetup(data="easy_ring", first="non_saturating", second="packed", steps=30)


@pytest.mark.long
def test_each_contestant_is_the_gan_that_it_would_be_alone() -> None:
    together = at_its_end(train_duel(SHORT))
    for letter, setup in contestants(SHORT).items():
        alone = at_its_end(train(setup))
        np.testing.assert_array_equal(together.views[f"{letter}_samples"], alone.views["samples"])
        assert together.metrics[f"{letter}_reverse_kl"] == alone.metrics["reverse_kl"]
        assert together.metrics[f"{letter}_out"] == 0


@pytest.mark.long
def test_all_begin_with_the_same_generator() -> None:
    setup = SHORT.model_copy(update={"second": "minimax", "third": "packed", "fourth": "clipped"})
    first = next(train_duel(setup))
    for letter in "BCD":
        np.testing.assert_array_equal(first.views["A_samples"], first.views[f"{letter}_samples"])


@pytest.mark.long
def test_a_duel_goes_on_as_if_it_had_never_stopped() -> None:
    frames = list(train_duel(SHORT))
    resumed = list(train_duel(SHORT, frames[4]))
    assert [frame.step for frame in resumed] == [frame.step for frame in frames[4:]]
    for name, array in frames[-1].checkpoint.items():
        np.testing.assert_array_equal(array, resumed[-1].checkpoint[name])


@pytest.mark.long
def test_a_newcomer_in_a_fork_trains_up_to_that_moment_first() -> None:
    frames = list(train_duel(SHORT))
    more = SHORT.model_copy(update={"third": "least_squares"})
    resumed = list(train_duel(more, frames[4]))
    assert [frame.step for frame in resumed] == [frame.step for frame in frames[4:]]
    alone = at_its_end(train(contestants(more)["C"]))
    np.testing.assert_array_equal(resumed[-1].views["C_samples"], alone.views["samples"])


@pytest.mark.long
def test_one_that_diverges_stays_and_the_others_go_on() -> None:
    setup = DuelSetup(
        first="maximum_likelihood", second="cured", steps=400, learning_rate=0.1, data="grid"
    )
    frames = list(train_duel(setup))
    assert frames[-1].step == 400
    assert (frames[-1].metrics["A_out"], frames[-1].metrics["B_out"]) == (1, 0)
    assert np.isfinite(frames[-1].views["A_samples"]).all()


@pytest.mark.parametrize("recipe", TITLES)
def test_every_recipe_trains(recipe: str) -> None:
    setup = DuelSetup.model_validate({"first": recipe, "steps": 10, "data": "two_modes"})
    assert recipes(setup)["A"] == recipe
    for frame in islice(train_duel(setup), 3):
        assert np.isfinite(frame.views["A_samples"]).all()


def test_what_a_recipe_changes_is_told_knob_by_knob() -> None:
    told = differences(DuelSetup(second="gradient_penalty", third="non_saturating"))
    assert told == {"B": ["loss", "penalty", "critic_steps"], "C": []}
    assert len(differences(DuelSetup())["B"]) > 1, "a cure may be more than one difference"
