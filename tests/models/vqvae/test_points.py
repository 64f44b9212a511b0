"""Without an encoder the codebook is a vector quantizer: Lloyd's algorithm, and its optima."""

import numpy as np
import pytest

from models.errors import ModelError
from models.quantization import RestartsSetup, VectorSetup, vector_walk
from models.vqvae import (
    PointsSetup,
    as_points,
    as_vectors,
    lloyd_after,
    restore_points,
    train_points,
)
from tests.models.frames import at_its_end

BOOKS = {4: 0.72676, 8: 0.40241, 16: 0.21520}  # numbers for the Gaussian itself, section 5.2


@pytest.mark.parametrize("codewords", [4, 16])
def test_averages_without_a_past_are_lloyds_iterations(codewords: int) -> None:
    setup = PointsSetup(size=codewords)
    frames = list(train_points(setup))
    ours = [frame.metrics["distortion"] for frame in frames]
    assert ours == pytest.approx(lloyd_after(setup, [frame.step for frame in frames]), rel=1e-3)
    assert ours[-1] == pytest.approx(frames[-1].metrics["ended"], rel=1e-4)


def test_it_is_the_walk_of_the_page_on_vector_quantization() -> None:
    setup = PointsSetup(size=8)
    *_, last = vector_walk(as_vectors(setup))
    ours = at_its_end(train_points(setup))
    assert ours.metrics["distortion"] == pytest.approx(last.metrics["distortion"], rel=1e-4)


def test_a_codebook_of_the_page_on_vector_quantization_has_its_own_here_and_the_way_back() -> None:
    for setup in (PointsSetup(), PointsSetup(source="moons", size=5, method="splitting", seed=7)):
        assert as_points(as_vectors(setup)) == setup


@pytest.mark.parametrize(
    "setup",
    [
        VectorSetup(source="colours"),
        VectorSetup(source="correlated", correlation=0.5),
        VectorSetup(size=65),
        VectorSetup(size=1),
        VectorSetup(points=500),
        VectorSetup(repair=True),
        VectorSetup(size=2, own=((0.0, 0.0), (1.0, 1.0))),
        RestartsSetup(),
    ],
)
def test_other_points_or_another_start_have_none(setup: VectorSetup) -> None:
    assert as_points(setup) is None


@pytest.mark.long
@pytest.mark.parametrize("codewords", [4, 8, 16])
def test_the_best_of_some_starts_is_the_known_codebook(codewords: int) -> None:
    """The least of some starts, on 4,000 points: their spread moves a distortion by 1 or 2 %."""
    ends = []
    for seed in range(4):
        setup = PointsSetup(size=codewords, method="kmeans++", seed=seed, steps=80)
        last = at_its_end(train_points(setup))
        ends.append(last.metrics["distortion"])
    assert np.mean(ends) == pytest.approx(BOOKS[codewords], rel=0.03)


def test_its_loss_ends_at_means_too() -> None:
    setup = PointsSetup(size=4, moves="loss", steps=600)
    last = at_its_end(train_points(setup))
    assert last.metrics["distortion"] == pytest.approx(last.metrics["ended"], rel=0.01)


def test_a_fork_goes_on_as_if_nothing_had_happened() -> None:
    setup = PointsSetup(size=4, past=0.5, steps=8)
    frames = list(train_points(setup))
    middle = frames[len(frames) // 2]
    again = at_its_end(train_points(setup, start=middle))
    assert np.array_equal(again.views["codewords"], frames[-1].views["codewords"])


def test_another_number_of_codewords_is_refused() -> None:
    first = next(train_points(PointsSetup(size=4)))
    with pytest.raises(ModelError, match="another codebook"):
        restore_points(PointsSetup(size=8), first.checkpoint)
