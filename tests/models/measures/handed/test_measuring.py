"""A training that is handed over, by its recording or by its setup: what is kept, and measured."""

from itertools import islice
from typing import Any

import numpy as np
import pytest

from models import autoencoders, flows, gans, glow, vqvae
from models.autoregressive import pixels
from models.errors import ModelError
from models.frame import Frame
from models.images import images
from models.measures import MEASURES
from models.measures.generators import Clustered, Planar, scans
from models.measures.handed import MOMENTS, TRAINED, HandedSetup, hand_over, train_handed, unpacked

GAN = gans.GanSetup(data="easy_ring", steps=40)
FLOW = flows.FlowSetup(target="moons", steps=30, batch=64)
OF_PICTURES: dict[str, Any] = {
    "vae": autoencoders.VaeSetup(data="digits", steps=10, batch=16),
    "vqvae": vqvae.VqVaeSetup(data="digits", steps=10, batch=16),
    "pixels": pixels.PixelSetup(data="digits", steps=10, batch=16, family="made", levels=2),
    "glow": glow.GlowSetup(data="digits", steps=10, batch=16),
}
FID = next(row for row, each in enumerate(MEASURES) if each.short == "FID")


@pytest.mark.long
@pytest.mark.parametrize(
    ("topic", "module", "setup"), [("gans", gans, GAN), ("flows", flows, FLOW)]
)
def test_eight_moments_of_a_recording_are_measured_against_what_it_learned(topic, module, setup):
    moments = list(module.train(setup))
    brought = HandedSetup(own=hand_over(topic, setup.model_dump(mode="json"), moments))
    assert HandedSetup.model_validate_json(brought.model_dump_json()) == brought
    what = unpacked(brought.own)
    assert len(what.steps) == MOMENTS == 8
    assert what.steps[0] == moments[0].step
    assert what.steps[-1] == moments[-1].step == brought.steps
    last_samples = moments[-1].views["samples"][: what.samples.shape[1]]
    np.testing.assert_allclose(what.samples[-1], last_samples, rtol=1e-6)
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
    assert (
        frames[-1].metrics["fid"]
        == last["value"][FID]
        == MEASURES[FID].of(last["real"], last["fake"]).value
    )


@pytest.mark.long
def test_a_link_is_trained_here_and_measured_as_its_recording_would_be():
    knobs = GAN.model_dump(mode="json")
    linked = HandedSetup(own=hand_over("gans", knobs))
    assert linked.steps == GAN.steps
    frames = list(train_handed(linked))
    assert len(frames) == MOMENTS
    assert frames[0].step == 0
    assert frames[-1].step == GAN.steps
    recorded = HandedSetup(own=hand_over("gans", knobs, list(gans.train(GAN))))
    last = list(train_handed(recorded))[-1]
    np.testing.assert_allclose(frames[-1].views["fake"], last.views["fake"], atol=1e-5)
    again = [frame.step for frame in train_handed(linked, frames[-3])]
    assert again == [frame.step for frame in frames[-2:]]


@pytest.mark.long
@pytest.mark.parametrize("topic", OF_PICTURES)
def test_pictures_are_drawn_anew_from_the_checkpoints(topic):
    setup = OF_PICTURES[topic]
    first, *_, last = list(TRAINED[topic].train(setup))
    brought = HandedSetup(own=hand_over(topic, setup.model_dump(mode="json"), [first, last]))
    what = unpacked(brought.own)
    assert what.samples.shape == (2, 200, 8, 8)
    assert what.steps.tolist() == [first.step, last.step]
    assert 0 <= what.samples.min() < what.samples.max() <= 1
    assert np.ptp(what.samples, axis=1).max() > 0.02, "all pictures of a moment are the same"
    assert np.abs(what.samples[1] - what.samples[0]).max() > 0.002, "the training changed nothing"
    frames = list(train_handed(brought))
    assert np.isfinite(frames[-1].views["value"]).all()
    real = frames[-1].views["real"]
    assert real.shape == (200, 8, 8)
    grey = images("digits").train.numpy().reshape(-1, 8, 8)
    if topic == "pixels":
        assert set(np.unique(real)) == {0, 1}
        np.testing.assert_allclose(real.mean(0), (grey >= 0.5).mean(0), atol=0.2)
    else:
        known = {each.tobytes() for each in grey.astype(np.float64)}
        assert all(each.tobytes() in known for each in real)
    assert frames[-1].metrics["fid"] == frames[-1].views["value"][FID]


@pytest.mark.long
def test_scans_that_are_judged_as_generated_are_those_of_a_perfect_sampler():
    law, random = scans("digits"), np.random.default_rng(0)
    moved = []
    for _ in range(6):
        shuffled = random.permutation(len(law.pictures))
        real = law.judged(law.pictures[shuffled[:200]])
        fake = law.judged(law.pictures[shuffled[200:400]])
        moved.append([each.measure(real, fake).moved for each in MEASURES])
    assert np.abs(np.mean(moved, axis=0)).max() < 3
    judged = law.judged(law.pictures).labels
    assert (judged == law.labels).mean() > 0.85


@pytest.mark.long
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


def frames_of(samples: np.ndarray) -> list[Frame]:
    return [Frame(step, {}, {"samples": each}) for step, each in enumerate(samples)]


@pytest.mark.parametrize(
    ("topic", "knobs", "moments", "sentence"),
    [
        ("plain", {}, frames_of(np.zeros((2, 200, 2))), "Only trainings of the pages"),
        ("gans", {}, frames_of(np.zeros((2, 16, 2))), "a hundred or more"),
        ("gans", {}, frames_of(np.zeros((2, 200, 64))), "a hundred or more"),
        ("gans", {}, [Frame(0, {})], "a hundred or more"),
        ("gans", {}, frames_of(np.full((2, 200, 2), np.nan)), "finite"),
        ("gans", {"data": "nothing"}, frames_of(np.zeros((2, 200, 2))), "does not know"),
        ("flows", {"target": "drawn"}, frames_of(np.zeros((2, 200, 2))), "raw"),
        ("vae", {"data": "moons"}, [Frame(0, {})], "autoencoders of images"),
        ("glow", {"data": "digits"}, [Frame(0, {})], "train again"),
        ("pixels", {"steps": -1}, [], "does not know"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_a_sentence(topic, knobs, moments, sentence):
    with pytest.raises(ModelError, match=sentence):
        hand_over(topic, knobs, moments)


@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x05\x06" + bytes(18)])
def test_letters_of_somebody_else_are_no_crash(content):
    with pytest.raises(ModelError):
        unpacked(content)
    with pytest.raises(ModelError):
        next(islice(train_handed(HandedSetup.model_construct(own=content, seed=0)), 1))
