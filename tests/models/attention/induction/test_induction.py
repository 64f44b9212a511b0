"""Induction needs two layers; at a fixed distance it is not induction, and one layer is enough.

A smaller alphabet and shorter sequences than the page's, so that it takes seconds; the whole,
3,000 updates on 32 symbols, is in :mod:`benchmarks.trainings.attention`.
"""

from functools import lru_cache

import pytest

from models.attention import InductionSetup, ablations, train
from models.frame import Frame
from tests.models.frames import at_its_end

SHORT = {
    "symbols": 16,
    "length": 24,
    "width": 32,
    "batch": 64,
    "steps": 400,
    "learning_rate": 5e-3,
}


def short(**knobs: object) -> InductionSetup:
    return InductionSetup.model_validate({**SHORT, **knobs})


@lru_cache(maxsize=4)
def last(setup: InductionSetup) -> Frame:
    return at_its_end(train(setup))


@pytest.mark.long
def test_two_layers_learn_to_go_on_and_one_cannot():
    two, one = last(short()), last(short(layers=1))
    assert two.metrics["accuracy"] > 0.98
    assert one.metrics["accuracy"] < 0.45
    assert one.metrics["loss"] > 1


@pytest.mark.long
def test_the_second_layer_looks_where_the_answer_stands():
    answer = last(short()).views["answer"]
    assert answer[1].max() > 0.85  # an induction head
    assert answer[0].max() < 0.3


@pytest.mark.long
def test_at_a_fixed_period_one_layer_is_enough():
    fixed = last(short(period="fixed", layers=1))
    assert fixed.metrics["accuracy"] > 0.98


@pytest.mark.long
def test_without_its_first_layer_the_second_cannot_search():
    setup = short()
    frame = last(setup)
    table = ablations(setup, frame.checkpoint)
    assert (table > frame.metrics["loss"]).all()
    assert table.max() > 5 * frame.metrics["loss"]
