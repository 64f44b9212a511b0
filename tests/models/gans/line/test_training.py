"""The GAN on a line: exact densities, the contract of a training, and what it learns."""

import math

import numpy as np
import pytest
import torch
from scipy.stats import norm

from models.errors import ModelError
from models.gans.distances.divergences import STANDARD_JS as JSD
from models.gans.distances.divergences import Gaussian, exact
from models.gans.line.law import (
    CELLS,
    DATA,
    WINDOW,
    LineMixture,
    centres,
    edges,
    jensen_shannon,
    pushed_density,
)
from models.gans.line.setup import LineSetup
from models.gans.line.training import restore_line, train_line
from tests.models.frames import same

WIDTH = (WINDOW[1] - WINDOW[0]) / CELLS


def test_a_linear_map_gives_a_gaussian():
    density = pushed_density(lambda z: 0.5 + 0.7 * z).numpy()
    exact_cells = np.diff(norm.cdf(edges().numpy(), 0.5, 0.7)) / WIDTH
    np.testing.assert_allclose(density, exact_cells, atol=5e-5)  # the map is float32


def test_a_fold_doubles_and_a_standstill_piles_up():
    folded = pushed_density(torch.abs)
    x = centres()
    np.testing.assert_allclose(folded[x > 0.1], 2 * norm.pdf(x[x > 0.1]), atol=1e-3)
    assert float(folded[x < -0.02].max()) == 0
    stuck = pushed_density(lambda z: torch.full_like(z, 0.51))
    assert float(stuck.max()) * WIDTH == pytest.approx(1, abs=1e-5)


def test_a_steep_map_has_the_density_of_the_formula():
    """x = sinh(z): p(x) = N(asinh x; 0, 1) / sqrt(1 + x²)."""
    density = pushed_density(torch.sinh).numpy()
    x = centres().numpy()
    np.testing.assert_allclose(density, norm.pdf(np.arcsinh(x)) / np.sqrt(1 + x**2), atol=3e-4)


@pytest.mark.parametrize("name", DATA)
def test_samples_and_density_of_the_data_are_one_law(name):
    law = DATA[name]
    x = law.sample(100_000, torch.Generator().manual_seed(0))[:, 0].numpy()
    counts, _ = np.histogram(x, edges().numpy()[::10])
    mass = law.cell_density().numpy().reshape(-1, 10).sum(1) * WIDTH
    assert mass.sum() == pytest.approx(1, abs=2e-3)
    assert np.abs(counts / 1e5 - mass).max() < 5e-3


def test_jensen_shannon_is_the_tables():
    narrow = LineMixture((-0.5,), (0.5,), (1.0,)).cell_density()
    shifted = LineMixture((0.0,), (0.5,), (1.0,)).cell_density()
    expected = exact(JSD, Gaussian(), Gaussian(1.0))  # a shift by one standard deviation
    assert jensen_shannon(narrow, shifted) == pytest.approx(expected, abs=2e-4)
    gone = pushed_density(lambda z: z + 40)
    assert jensen_shannon(narrow, gone) == pytest.approx(math.log(2), abs=1e-6)


@pytest.fixture(scope="module")
def frames():
    return list(train_line(LineSetup(steps=300)))


@pytest.mark.long
def test_the_generator_finds_the_bump_and_the_discriminator_gives_up(frames):
    first, last = frames[0].metrics, frames[-1].metrics
    assert first["js"] > 0.2
    assert last["js"] < 0.01
    assert last["error"] < 0.05
    assert last["d_loss"] == pytest.approx(math.log(2), abs=0.01)
    for frame in frames:
        assert frame.metrics["d_best"] == pytest.approx(math.log(2) - frame.metrics["js"])
        # No discriminator costs less than D*, but for the noise of the 2 x 1,024 numbers.
        assert frame.metrics["d_loss"] > frame.metrics["d_best"] - 0.03


@pytest.mark.long
def test_the_curves_of_a_frame_are_one_story(frames):
    for frame in frames[::20]:
        views = frame.views
        p, q = views["data"].astype(float), views["model"].astype(float)
        there = p + q > 1e-3
        np.testing.assert_allclose(views["best"][there], p[there] / (p + q)[there], atol=1e-5)
        assert p.sum() * WIDTH == pytest.approx(1, abs=1e-3)
        gan = restore_line(LineSetup(steps=300), frame.checkpoint)
        z = torch.from_numpy(views["z"])[:, None]
        with torch.no_grad():
            np.testing.assert_allclose(gan.push(z)[:, 0].numpy(), views["image"], atol=1e-6)
        x = centres().float()[:, None]
        np.testing.assert_allclose(gan.discriminate(x).numpy(), views["learned"], atol=1e-6)
        samples = gan.generate(50_000, torch.Generator().manual_seed(1))[:, 0].numpy()
        counts, _ = np.histogram(samples, edges().numpy()[::10])
        mass = q.reshape(-1, 10).sum(1) * WIDTH
        assert np.abs(counts / 5e4 - mass).max() < 0.01


def test_samples_are_pushed_uphill(frames):
    """Where D rises to the right, a generator step moves samples to the right."""
    views = frames[5].views
    slope = np.gradient(views["learned"].astype(float), WIDTH)
    at_image = np.interp(views["image"], centres().numpy(), slope)
    clear = np.abs(at_image) > 0.02
    assert clear.any()
    assert (np.sign(at_image[clear]) == np.sign(views["push"][clear])).all()


@pytest.mark.long
@pytest.mark.parametrize("loss", ["minimax", "non_saturating", "maximum_likelihood"])
def test_training_repeats_itself_and_resumes_exactly(loss):
    setup = LineSetup(steps=30, loss=loss, data="two", hidden=8)
    state = torch.get_rng_state()
    whole = list(train_line(setup))
    assert all(map(same, whole, train_line(setup)))
    middle = len(whole) // 2
    resumed = list(train_line(setup, whole[middle]))
    assert len(resumed) == len(whole) - middle
    assert all(map(same, whole[middle:], resumed))
    assert bool((state == torch.get_rng_state()).all())


def test_a_checkpoint_of_another_width_is_refused(frames):
    with pytest.raises(ModelError, match="width"):
        restore_line(LineSetup(hidden=8), frames[0].checkpoint)
