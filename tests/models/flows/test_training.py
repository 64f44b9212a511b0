"""Trainings of flows: what they reach, and that any moment can be gone back to and on from."""

import itertools
import json
import math
from collections.abc import Generator
from functools import lru_cache

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models import densities
from models.brought import Points
from models.errors import Diverged, ModelError
from models.flows import FlowSetup, build, restore, train
from models.flows.target import target
from models.flows.training import learner
from models.flows.views import GRID, MESH, SAMPLES, base_points
from models.frame import FRAMES, Frame, moments
from tests.models.frames import rarely, same

SMALL = {"layers": 2, "hidden": 8, "bins": 6, "batch": 64, "steps": 60}

# Steps, and the gap to the entropy in nats that the default setup promises after them: a third of
# its budget or less is enough.
GAPS = {
    "moons": (1200, 0.01),
    "checkerboard": (1200, 0.04),
    "eight_gaussians": (600, 0.03),
    "pinwheel": (600, 0.04),
    "two_spirals": (600, 0.08),
    "rings": (600, 0.15),
}


def small(**knobs: object) -> FlowSetup:
    return FlowSetup.model_validate({**SMALL, **knobs})


@lru_cache(maxsize=16)
def trained(setup: FlowSetup) -> tuple[Frame, ...]:
    return tuple(train(setup))


@lru_cache(maxsize=16)
def well_trained(setup: FlowSetup) -> tuple[Frame, ...]:
    return rarely(train(setup))


def view(frame: Frame, name: str) -> NDArray[np.float32]:
    return np.asarray(frame.views[name], dtype=np.float32)


@pytest.mark.long
@pytest.mark.parametrize("name", GAPS)
def test_default_spline_flow_comes_close_to_the_entropy(name):
    steps, most = GAPS[name]
    setup = FlowSetup.model_validate({"target": name, "steps": steps})
    frames = well_trained(setup)
    last = frames[-1].metrics
    assert last["gap"] < most
    for frame in frames:
        assert frame.metrics["gap"] > -4 * frame.metrics["gap_error"]
    entropy = densities.get(name).entropy
    assert last["nll"] == pytest.approx(entropy + last["gap"], abs=1e-9)

    # a second opinion on fresh points, through the readable model
    flow, source = restore(setup, frames[-1].checkpoint), target(setup)
    x = source.source.sample(4096, torch.Generator().manual_seed(99))
    with torch.no_grad():
        difference = densities.get(name).log_prob(x) - flow.log_prob(x)
    assert difference.mean().item() == pytest.approx(
        last["gap"], abs=4 * (last["gap_error"] + difference.std().item() / 64)
    )

    # all of the mass is there, and nearly all of it on the shown window
    x0, x1, y0, y1 = source.window
    with torch.no_grad():
        mass = flow.log_prob(densities.cell_centres(source.window, 400)).exp().mean().item()
    assert mass * (x1 - x0) * (y1 - y0) == pytest.approx(1, abs=1e-2)


@pytest.mark.long
@pytest.mark.parametrize("name", ["eight_gaussians", "checkerboard"])
def test_affine_coupling_is_visibly_worse(name):
    setup = FlowSetup.model_validate({"target": name, "steps": GAPS[name][0]})
    affine, spline = (
        well_trained(setup.model_copy(update={"family": family})) for family in ("affine", "spline")
    )
    assert affine[-1].metrics["gap"] > 2 * spline[-1].metrics["gap"]
    assert affine[-1].metrics["gap"] < affine[0].metrics["gap"] / 2  # but it does learn


@pytest.mark.long
@pytest.mark.parametrize("family", ["spline", "affine"])
def test_trained_flow_is_still_invertible(family):
    setup = FlowSetup.model_validate({"family": family, "steps": 600})
    flow = restore(setup, well_trained(setup)[-1].checkpoint)
    with torch.no_grad():
        z = base_points()
        single = (flow.inverse(flow(z)[0])[0] - z).abs()
        flow = flow.double()
        exact = (flow.inverse(flow(z.double())[0])[0] - z).abs()
    assert single.max() < 1e-4
    assert exact.max() < 1e-10


@pytest.mark.long
def test_frames_are_dense_at_first_and_end_with_the_last_step():
    frames = trained(small())
    steps = [frame.step for frame in frames]
    assert steps[:3] == [0, 1, 2]
    assert steps[-1] == 60
    assert steps == sorted(set(steps))
    for budget in (10, 999, 20_000):
        chosen = moments(budget)
        gaps = np.diff([0, *chosen])
        assert chosen[-1] == budget
        assert len(chosen) <= FRAMES
        assert gaps[-1] >= gaps[0]


@pytest.mark.long
def test_frames_have_the_promised_arrays():
    for frame in trained(small()):
        assert {k: (v.shape, v.dtype.name) for k, v in frame.views.items()} == {
            "samples": ((SAMPLES, 2), "float32"),
            "density": ((GRID, GRID), "float32"),
            "mesh": ((MESH, MESH, 2), "float32"),
        }
        assert all(array.dtype == np.float32 for array in frame.checkpoint.values())
        assert set(frame.metrics) == {"nll", "gap", "gap_error"}


def test_checkpoints_of_a_default_training_are_small():
    frame = next(train(FlowSetup()))
    assert (FRAMES + 1) * sum(array.nbytes for array in frame.checkpoint.values()) < 25e6


def test_first_frame_is_the_gaussian_with_the_moments_of_the_data():
    setup = small()
    first = trained(setup)[0]
    mean, scale = target(setup).moments()
    expected = mean + scale * base_points()
    assert np.abs(view(first, "samples") - expected.numpy()).max() < 0.05
    x = target(setup).held_out
    squares = ((x - mean) / scale).square().sum(dim=1) / 2
    gaussian = (squares + scale.log().sum()).mean().item() + math.log(2 * math.pi)
    luck = first.metrics["nll"] - first.metrics["gap"] - densities.get("eight_gaussians").entropy
    assert luck == pytest.approx(0, abs=1e-9)
    assert first.metrics["nll"] == pytest.approx(gaussian, abs=0.05)


@pytest.mark.long
@pytest.mark.parametrize("family", ["spline", "affine"])
def test_the_same_setup_gives_the_same_frames_and_leaves_the_global_generator_alone(family):
    before = torch.get_rng_state()
    one = list(train(small(family=family)))
    two = list(train(small(family=family)))
    assert all(same(a, b) for a, b in zip(one, two, strict=True))
    assert torch.equal(before, torch.get_rng_state())
    other = list(train(small(family=family, seed=1)))
    assert not same(one[-1], other[-1])


@pytest.mark.parametrize("family", ["spline", "affine"])
def test_any_frame_can_be_restored_even_from_a_file(family, tmp_path):
    setup = small(family=family)
    for number, frame in enumerate(trained(setup)[::12]):
        file = tmp_path / f"{number}.npz"
        np.savez(file, *frame.checkpoint.values())
        with np.load(file) as stored:
            flow = restore(setup, dict(zip(frame.checkpoint, stored.values(), strict=True)))
        with torch.no_grad():
            samples = flow(base_points())[0].numpy()
            density = (
                flow.log_prob(densities.cell_centres(target(setup).window, GRID)).exp().numpy()
            )
        np.testing.assert_allclose(samples, view(frame, "samples"), atol=1e-5)
        np.testing.assert_allclose(density.reshape(GRID, GRID), view(frame, "density"), atol=1e-5)


@pytest.mark.long
@pytest.mark.parametrize("family", ["spline", "affine"])
def test_going_on_from_a_frame_equals_never_having_stopped(family):
    setup = small(family=family)
    whole = trained(setup)
    for place in (0, 7, len(whole) // 2, len(whole) - 1):
        resumed = list(train(setup, start=whole[place]))
        assert all(same(a, b) for a, b in zip(resumed, whole[place:], strict=True))


@pytest.mark.long
def test_a_fork_goes_its_own_way_from_the_same_state():
    setup = small()
    whole = trained(setup)
    start = whole[20]
    fork = list(train(small(learning_rate=1e-3, batch=128), start=start))
    assert fork[0].step == start.step
    assert np.array_equal(fork[0].checkpoint["parameters"], start.checkpoint["parameters"])
    assert fork[-1].step == 60
    assert not same(fork[-1], whole[-1])

    other = list(train(small(target="moons", steps=100), start=start))
    assert other[-1].step == 100
    assert other[-1].metrics["gap"] < other[0].metrics["gap"]


def test_a_start_of_another_architecture_is_a_sentence():
    start = trained(small())[-1]
    with pytest.raises(ModelError, match="another flow"):
        next(train(small(layers=3), start=start))
    with pytest.raises(ModelError, match="another flow"):
        restore(small(family="affine"), start.checkpoint)


@pytest.mark.long
def test_an_absurd_learning_rate_ends_as_a_sentence_after_the_good_frames():
    frames: list[Frame] = []
    with pytest.raises(Diverged, match="Lower the learning rate") as ended:
        frames.extend(train(FlowSetup(learning_rate=1.0, steps=400)))
    assert frames[0].step == 0
    assert 0 < ended.value.step <= 400
    for frame in frames:
        assert all(np.isfinite(value) for value in frame.metrics.values())


def test_learning_rate_rises_shortly_and_falls_to_zero():
    setup = FlowSetup()
    schedule = learner(setup).schedule
    rates = [schedule(step) for step in range(setup.steps)]
    assert max(rates) == pytest.approx(setup.learning_rate, rel=1e-3)
    assert rates[0] < 0.1 * setup.learning_rate
    assert 0 < rates[-1] < 1e-4 * setup.learning_rate


@pytest.mark.long
def test_a_table_trains_without_a_known_density():
    table = np.random.default_rng(0).normal(size=(300, 2)).astype(np.float32)
    points = Points(table, np.zeros(2), np.ones(2))
    frames = list(train(small(target="csv", points=points)))
    assert set(frames[-1].metrics) == {"nll"}
    assert frames[-1].metrics["nll"] == pytest.approx(2.84, abs=0.4)  # ln 2πe for N(0, I)


@pytest.mark.long
def test_a_drawing_is_learnt():
    line = np.linspace((-2.0, -2.0), (2.0, 2.0), 20)
    setup = small(target="drawn", drawing=densities.simplified([line]), steps=150)
    frames = list(train(setup))
    assert frames[-1].metrics["gap"] < frames[0].metrics["gap"] / 2


def test_a_setup_survives_json():
    setup = FlowSetup(target="rings", learning_rate=3e-3)
    assert FlowSetup.model_validate(json.loads(setup.model_dump_json())) == setup


def test_training_can_be_abandoned():
    frames = train(FlowSetup())
    taken = list(itertools.islice(frames, 3))
    assert isinstance(frames, Generator)
    frames.close()
    assert [frame.step for frame in taken] == [0, *moments(FlowSetup().steps)[:2]]


def test_an_untrained_flow_equals_the_first_frame():
    setup = small()
    flow = build(setup)
    with torch.no_grad():
        samples = flow(base_points())[0].numpy()
    np.testing.assert_allclose(samples, view(trained(setup)[0], "samples"), atol=1e-6)
