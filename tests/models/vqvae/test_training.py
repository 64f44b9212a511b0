"""Training a VQ-VAE: what it reaches, what each missing term breaks, forks and checkpoints."""

import numpy as np
import pytest
import torch

from models.errors import ModelError
from models.frame import Frame
from models.images import images
from models.vqvae import VqVaeSetup, build, restore, terms, train
from models.vqvae.training import learner
from tests.models.frames import at_its_end, rarely

BRIEF = VqVaeSetup(data="digits", grid="fine", width=8, codewords=16, steps=10, batch=16)
WORTH = VqVaeSetup(data="digits", grid="fine", steps=300)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    return list(train(BRIEF))


@pytest.fixture(scope="module")
def last() -> Frame:
    return at_its_end(train(WORTH))


@pytest.mark.long
def test_it_learns_to_draw_the_digits(last: Frame) -> None:
    """A mean image misses 4.7; after 300 updates 96 bits of codes leave less than a sixth."""
    spread = float(images("digits").test.var(dim=0).sum())
    assert last.metrics["reconstruction"] < spread / 6
    assert last.metrics["used"] > 60


@pytest.mark.long
def test_the_prior_needs_fewer_bits_than_single_codes(last: Frame) -> None:
    numbers = last.metrics
    assert numbers["prior_bits"] + 10 * numbers["prior_error"] < numbers["entropy_bits"]
    assert numbers["entropy_bits"] < numbers["fixed_bits"] == 96


@pytest.mark.long
def test_as_printed_no_codeword_ever_moves() -> None:
    first, *_, end = rarely(train(WORTH.model_copy(update={"learns": "printed", "steps": 60})))
    assert np.array_equal(first.views["codebook"], end.views["codebook"])
    assert end.metrics["reconstruction"] < first.metrics["reconstruction"]


@pytest.mark.long
def test_without_commitment_the_encoder_runs_away(last: Frame) -> None:
    end = at_its_end(train(WORTH.model_copy(update={"beta": 0.0})))
    assert end.metrics["commitment"] > 1000 * last.metrics["commitment"]


@pytest.mark.long
def test_without_reconstruction_codes_agree_about_nothing() -> None:
    end = at_its_end(train(WORTH.model_copy(update={"reconstruct": False, "steps": 100})))
    assert end.metrics["commitment"] < 1e-2
    assert end.metrics["reconstruction"] > 4


@pytest.mark.long
def test_codewords_that_begin_apart_die_unless_they_may_start_again() -> None:
    apart = WORTH.model_copy(update={"start": "apart", "steps": 150})
    dead = at_its_end(train(apart))
    alive = at_its_end(train(apart.model_copy(update={"revive": True})))
    assert dead.metrics["used"] < 40 < 60 < alive.metrics["used"]


@pytest.mark.long
@pytest.mark.parametrize("knobs", [{}, {"learns": "averages", "revive": True}])
def test_a_fork_goes_on_as_if_nothing_had_happened(knobs: dict[str, object]) -> None:
    setup = BRIEF.model_copy(update=knobs)
    frames = list(train(setup))
    again = at_its_end(train(setup, start=frames[len(frames) // 2]))
    for name, values in frames[-1].checkpoint.items():
        assert np.array_equal(again.checkpoint[name], values), name


def test_restored_it_is_the_model_of_that_frame(frames: list[Frame]) -> None:
    end = frames[-1]
    model = restore(BRIEF, end.checkpoint)
    with torch.no_grad():
        found = terms(model, images("digits").test)
    assert found.reconstruction.mean().item() == pytest.approx(end.metrics["reconstruction"])
    assert np.array_equal(found.codes[:8].numpy(), end.views["codes"])
    counted = np.bincount(found.codes.flatten().numpy(), minlength=16) / found.codes.numel()
    assert end.views["usage"] == pytest.approx(counted)
    nats = -(counted[counted > 0] * np.log(counted[counted > 0])).sum()
    assert end.metrics["perplexity"] == pytest.approx(np.exp(nats), rel=1e-4)
    assert end.metrics["used"] == (counted > 0).sum()


@pytest.mark.parametrize(
    "other", [{"codewords": 17}, {"dimensions": 3}, {"grid": "coarse"}, {"width": 16}]
)
def test_another_architecture_is_refused(frames: list[Frame], other: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="another VQ-VAE"):
        restore(BRIEF.model_copy(update=other), frames[-1].checkpoint)


def test_the_first_update_is_adams_by_an_independent_step() -> None:
    """Adam's first step moves every parameter by the rate against the sign of its gradient."""
    trained, model = learner(BRIEF), build(BRIEF)
    before = torch.nn.utils.parameters_to_vector(model.parameters()).detach()
    trained.advance(0)
    moved = trained.adam.values - before
    rate = trained.schedule(0)
    where = trained.adam.gradient.abs() > 1e-4
    expected = -rate * trained.adam.gradient.sign()
    assert torch.allclose(moved[where], expected[where], rtol=1e-2)


@pytest.mark.long
@pytest.mark.parametrize(("dimensions", "grid"), [(1, "coarse"), (2, "coarse"), (5, "fine")])
def test_every_shape_can_be_trained_and_drawn(dimensions: int, grid: str) -> None:
    setup = VqVaeSetup.model_validate(
        {"data": "digits", "steps": 10, "dimensions": dimensions, "grid": grid, "codewords": 2}
    )
    first, *_, end = rarely(train(setup))
    assert end.views["axes"].shape == (2, dimensions)
    assert all(first.views[name].shape == end.views[name].shape for name in end.views)
    side = 2 if grid == "coarse" else 4
    assert end.views["codes"].shape == (8, side, side)
