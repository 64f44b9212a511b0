"""Training Glow: what it reaches, what happens without noise, forks and checkpoints."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.frame import Frame
from models.glow import (
    TEMPERATURES,
    GlowSetup,
    build,
    gaussian,
    independent,
    pictures,
    restore,
    train,
)
from models.glow.training import learner
from tests.models.frames import at_its_end, same

BRIEF = GlowSetup(width=8, flow_steps=2, steps=10, batch=16)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    return list(train(BRIEF))


@pytest.mark.long
def test_it_soon_says_more_of_digits_than_simple_models() -> None:
    last = at_its_end(train(GlowSetup(steps=150)))
    assert last.metrics["bits"] + 3 * last.metrics["error"] < independent("digits").bits
    assert last.metrics["bits"] < gaussian("digits").bits - 0.5


@pytest.mark.long
def test_without_noise_the_density_runs_away_and_the_bound_with_noise_does_not() -> None:
    with_noise = at_its_end(train(GlowSetup(steps=150, flow_steps=2)))
    without = at_its_end(train(GlowSetup(steps=150, flow_steps=2, dequantization="none")))
    assert without.metrics["middle"] < with_noise.metrics["middle"] - 0.3
    assert without.metrics["bits"] > with_noise.metrics["bits"] + 0.3


@pytest.mark.long
def test_the_same_seed_trains_the_same_flow(frames: list[Frame]) -> None:
    assert all(same(*pair) for pair in zip(frames, train(BRIEF), strict=True))
    other = at_its_end(train(BRIEF.model_copy(update={"seed": 1})))
    assert other.metrics["bits"] != frames[-1].metrics["bits"]


def test_a_training_goes_on_as_if_it_had_never_stopped(frames: list[Frame]) -> None:
    begin = frames[4]
    again = list(train(BRIEF, begin))
    assert same(again[-1], frames[-1])
    assert again[0].metrics == begin.metrics


@pytest.mark.long
@pytest.mark.parametrize("kind", ["lu", "free"])
def test_a_checkpoint_brings_back_the_flow(kind: str) -> None:
    setup = BRIEF.model_copy(update={"mixing": kind})
    frame = list(train(setup))[3]
    model, data = restore(setup, frame.checkpoint), pictures("digits")
    noise = data.lattice.noise(len(data.test), torch.Generator().manual_seed(0))
    with torch.no_grad():
        found = data.lattice.bits(model.log_prob(data.lattice.spread(data.test, noise)))
    assert found.mean().item() == pytest.approx(frame.metrics["bits"], abs=1e-5)


def test_a_checkpoint_of_another_flow_is_refused(frames: list[Frame]) -> None:
    with pytest.raises(ModelError, match="another flow"):
        restore(BRIEF.model_copy(update={"flow_steps": 3}), frames[0].checkpoint)


def test_a_fork_takes_another_seed_over_without_another_flow(frames: list[Frame]) -> None:
    """Permutations and signs of LU are not chosen by the seed."""
    other = BRIEF.model_copy(update={"seed": 5})
    first = next(iter(train(other, frames[-1])))
    assert first.metrics == frames[-1].metrics


def test_samples_are_grey_values_colder_ones_nearer_to_each_other(frames: list[Frame]) -> None:
    samples = frames[-1].views["samples"]
    assert samples.shape == (len(TEMPERATURES), 20, 64)
    assert samples.dtype == np.uint8
    assert samples.max() <= 16
    spreads = samples.astype(float).std(axis=1).mean(axis=1)
    assert spreads[0] < spreads[-1]


@pytest.mark.long
def test_an_update_goes_down_the_likelihood_s_gradient() -> None:
    training = learner(BRIEF.model_copy(update={"steps": 60}))
    losses = [float(training.advance(step)) for step in range(60)]
    assert np.mean(losses[-10:]) < np.mean(losses[:10]) - 0.1  # nats for each pixel
    data = pictures("digits")
    x = data.lattice.spread(data.train[:64], torch.full((64, 64), 0.5))
    with torch.no_grad():
        assert training.model.log_prob(x).mean() > build(BRIEF).log_prob(x).mean()


def test_the_seed_chooses_the_order_of_the_data() -> None:
    first, other = (
        learner(BRIEF.model_copy(update={"seed": seed})).streams[0][0] for seed in (0, 1)
    )
    assert not torch.equal(first, other)


def test_noise_fills_the_cells_and_without_it_all_lie_in_their_middles() -> None:
    lattice = pictures("digits").lattice
    noisy = learner(BRIEF).streams[0][0] * lattice.levels
    bare = learner(BRIEF.model_copy(update={"dequantization": "none"})).streams[0][0]
    within = noisy - noisy.floor()
    assert within.mean().item() == pytest.approx(0.5, abs=0.05)
    assert within.std().item() == pytest.approx(12**-0.5, abs=0.05)
    bare = bare * lattice.levels
    assert torch.allclose(bare - bare.floor(), torch.full_like(bare, 0.5), atol=1e-4)


def test_independent_pixels_are_a_law_of_every_pixel() -> None:
    data = pictures("digits")
    n, test = data.train.numpy().astype(int), data.test.numpy().astype(int)
    seen = np.stack([np.bincount(column, minlength=17) for column in n.T])  # (64, 17)
    share = (seen + 0.1) / (seen + 0.1).sum(axis=1, keepdims=True)
    each = -np.log2(share[np.arange(64), test]).mean(axis=1)
    assert independent("digits").bits == pytest.approx(each.mean(), rel=1e-6)
