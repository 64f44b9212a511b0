"""A recording that is handed over: what is kept of it, and what is refused."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from models import flows, gans
from models.errors import ModelError
from models.measures import MEASURES, HandedSetup, hand_over, train_handed
from models.measures.experiments import handed
from models.measures.generators import Clustered, Planar


def recorded(module: Any, setup: Any) -> tuple[dict[str, Any], np.ndarray, np.ndarray]:
    frames = list(module.train(setup))
    steps = np.array([frame.step for frame in frames])
    return setup.model_dump(mode="json"), steps, np.stack([f.views["samples"] for f in frames])


GAN = gans.GanSetup(data="easy_ring", steps=40)
FLOW = flows.FlowSetup(target="moons", steps=30, batch=64)


@pytest.mark.parametrize(
    ("topic", "module", "setup"), [("gans", gans, GAN), ("flows", flows, FLOW)]
)
def test_eight_moments_of_a_recording_are_measured_against_what_it_learned(topic, module, setup):
    knobs, steps, samples = recorded(module, setup)
    kept = hand_over(topic, knobs, steps, samples)
    brought = HandedSetup(own=kept)
    assert HandedSetup.model_validate_json(brought.model_dump_json()) == brought
    what = handed(kept)
    assert len(what.steps) == 8
    assert what.steps[0] == steps[0]
    assert what.steps[-1] == steps[-1] == brought.steps
    np.testing.assert_allclose(what.samples[-1], samples[-1], rtol=1e-6)
    frames = list(train_handed(brought))
    assert [frame.step for frame in frames] == what.steps.tolist()
    again = list(train_handed(brought, frames[-2]))
    assert [frame.step for frame in again] == [brought.steps]
    np.testing.assert_array_equal(again[0].views["value"], frames[-1].views["value"])
    last = frames[-1].views
    source = (
        gans.game.mixture_of(GAN).means.numpy()
        if topic == "gans"
        else flows.target(FLOW).held_out.numpy()
    )
    np.testing.assert_allclose(last["real"].mean(0), source.mean(0), atol=0.25)
    fid = next(row for row, each in enumerate(MEASURES) if each.short == "FID")
    assert (
        frames[-1].metrics["fid"]
        == last["value"][fid]
        == MEASURES[fid].of(last["real"], last["fake"]).value
    )


def test_a_perfect_sampler_of_a_law_without_modes_is_as_good_as_one():
    def draw(size: int, seed: int) -> np.ndarray:
        return np.random.default_rng(seed).standard_normal((size, 2))

    law = Clustered.of(draw, (-4, 4, -4, 4))
    random = np.random.default_rng(0)
    moved = []
    for _ in range(8):
        real, fake = law.real(400, random), law.real(400, random)
        moved.append([each.measure(real, fake).moved for each in MEASURES])
    assert np.abs(np.mean(moved, axis=0)).max() < 2.5
    assert set(real.labels) == set(range(8))
    assert not isinstance(law, Planar)


@pytest.mark.parametrize(
    ("topic", "knobs", "samples", "sentence"),
    [
        ("vae", {}, np.zeros((2, 200, 2)), "Only recordings of the pages"),
        ("gans", {}, np.zeros((2, 16, 2)), "a hundred or more"),
        ("gans", {}, np.zeros((2, 200, 64)), "a hundred or more"),
        ("gans", {}, np.full((2, 200, 2), np.nan), "finite"),
        ("gans", {"data": "nothing"}, np.zeros((2, 200, 2)), "does not know"),
        ("flows", {"target": "drawn"}, np.zeros((2, 200, 2)), "does not know"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_a_sentence(topic, knobs, samples, sentence):
    with pytest.raises(ModelError, match=sentence):
        hand_over(topic, knobs, [0, 1], samples)


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x05\x06" + bytes(18)])
def test_letters_of_somebody_else_are_no_crash(content):
    with pytest.raises(ModelError):
        handed(content)
    with pytest.raises(ModelError):
        next(islice(train_handed(HandedSetup.model_construct(own=content, seed=0)), 1))
