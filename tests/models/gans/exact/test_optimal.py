"""The density of a generator and the optimal discriminator, against maps of known density."""

import math

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from scipy.integrate import quad
from scipy.special import rel_entr
from scipy.stats import norm
from torch import Tensor

from models import densities
from models.densities import GaussianMixture, Window, cell_centres
from models.errors import ModelError
from models.gans.exact.optimal import (
    blurred,
    jensen_shannon,
    learned_beside,
    optimal_on_grid,
    optimal_on_line,
)
from models.gans.exact.push_forward import KERNEL, PushForward

Floats = NDArray[np.float64]

WINDOW = (-4.5, 4.5, -4.5, 4.5)
SLANT = torch.tensor([[0.8, 0.0], [0.3, 0.5]])


def gaussian(z: Tensor) -> Tensor:
    return -0.5 * z.square().sum(1)


def slanted() -> PushForward:
    return PushForward(lambda z: z @ SLANT.T, gaussian)


def normal(covariance: Tensor) -> GaussianMixture:
    return GaussianMixture([(0, 0)], covariance.double().numpy()[None])


def on_cells(density: GaussianMixture, cells: int) -> np.ndarray:
    p: np.ndarray = density.log_prob(cell_centres(WINDOW, cells)).exp().numpy()
    return p.reshape(cells, cells)


def variation(p: np.ndarray, q: np.ndarray, window=WINDOW) -> float:
    return float(0.5 * np.abs(p - q).sum() * ((window[1] - window[0]) / len(p)) ** 2)


@pytest.mark.parametrize("cells", [48, 128, 200])
def test_a_linear_map_of_a_gaussian(cells):
    density, outside = slanted().on_grid(WINDOW, cells)
    exact = on_cells(blurred(normal(SLANT @ SLANT.T), KERNEL * 9 / cells), cells)
    assert variation(density.numpy(), exact) < 0.002
    assert outside == pytest.approx(0, abs=1e-5)
    assert float(density.sum()) * (9 / cells) ** 2 == pytest.approx(1, abs=1e-5)


def test_a_fold_adds_both_sheets():
    """x = |z_1| doubles the right half and leaves nothing on the left."""
    folded = PushForward(lambda z: torch.stack((z[:, 0].abs(), z[:, 1]), dim=1), gaussian)
    density, _ = folded.on_grid(WINDOW, 120)
    exact = on_cells(normal(torch.eye(2)), 120)
    columns = cell_centres(WINDOW, 120)[:, 0].reshape(120, 120)[0]
    right, left = columns > 0.3, columns < -0.3
    np.testing.assert_allclose(density.numpy()[:, right], 2 * exact[:, right], atol=6e-3)
    assert float(density[:, left].max()) < 1e-9


def test_flattened_maps_keep_their_mass():
    """Everything on a line, and everything on a point: no area to divide by."""
    line = PushForward(lambda z: z[:, :1] * torch.tensor([[1.0, 0.0]]), gaussian)
    density, _ = line.on_grid(WINDOW, 129)
    cell = 9 / 129
    along = density.sum(0).numpy() * cell
    places = (np.arange(129) + 0.5) * cell - 4.5
    np.testing.assert_allclose(along, norm.pdf(places), atol=5e-3)
    assert float(density.sum(1).argmax()) == 64
    point = PushForward(lambda z: torch.ones_like(z), gaussian)
    density, _ = point.on_grid(WINDOW, 90)
    assert float(density.sum()) * 0.1**2 == pytest.approx(1, abs=1e-5)


def test_mass_outside_the_window_is_reported():
    wide = PushForward(lambda z: 3 * z, gaussian)
    _, outside = wide.on_grid(WINDOW, 64)
    assert outside == pytest.approx(1 - (2 * norm.cdf(1.5) - 1) ** 2, abs=3e-3)


# Two sharp modes on each axis with a thin bridge between them: what a collapsing GAN looks like.
# Mass .98 in N(-1, sd^2) and N(1, sd^2), .02 uniform between: its quantiles are the generator.
SD, BRIDGE = 0.02, 0.02
SMALL = (-1.5, 1.5, -1.5, 1.5)


def sharp(z: Tensor) -> Tensor:
    x = np.linspace(-1.3, 1.3, 100_001)
    modes = (1 - BRIDGE) / 2 * (norm.cdf(x, -1, SD) + norm.cdf(x, 1, SD))
    below = modes + BRIDGE * np.clip((x + 1) / 2, 0, 1)
    return torch.from_numpy(np.interp(norm.cdf(z.double().numpy()), below, x))


def profile(x: np.ndarray, kernel: float) -> np.ndarray:
    sd = math.hypot(SD, kernel)
    modes = (1 - BRIDGE) / 2 * (norm.pdf(x, -1, sd) + norm.pdf(x, 1, sd))
    bridge = BRIDGE / 2 * (norm.cdf((x + 1) / kernel) - norm.cdf((x - 1) / kernel))
    density: np.ndarray = modes + bridge
    return density


def test_sharp_modes_and_their_bridges_far_better_than_by_samples():
    """The push-forward against a kernel estimate from 10,000 samples with its best bandwidth."""
    cells = 128
    x = (np.arange(cells) + 0.5) * 3 / cells - 1.5
    kernel = KERNEL * 3 / cells
    density, _ = PushForward(sharp, gaussian).on_grid(SMALL, cells)
    mine = variation(density.numpy(), np.outer(profile(x, kernel), profile(x, kernel)), SMALL)
    assert mine < 0.01
    samples = sharp(torch.randn(10_000, 2, generator=torch.Generator().manual_seed(0))).numpy()
    unblurred = np.outer(profile(x, 1e-6), profile(x, 1e-6))
    by_samples = min(
        variation(
            norm.pdf(x[:, None], samples[:, 0], h) @ norm.pdf(x[:, None], samples[:, 1], h).T / 1e4,
            unblurred,
            SMALL,
        )
        for h in (0.005, 0.01, 0.02)
    )
    assert mine < by_samples / 5


def test_the_optimal_discriminator_on_a_grid_and_a_line():
    data = densities.two_modes(distance=3, sd=0.6)
    model = normal(SLANT @ SLANT.T)
    grid = optimal_on_grid(slanted(), data, WINDOW, 64)
    assert grid.best.shape == (64, 64)
    p, q = on_cells(blurred(data, grid.kernel), 64), on_cells(blurred(model, grid.kernel), 64)
    there = p + q > 1e-3
    np.testing.assert_allclose(grid.best[there], (p / (p + q))[there], atol=0.01)
    both = np.minimum(p, q) > 1e-3
    np.testing.assert_allclose(grid.log_ratio[both], np.log(p / q)[both], atol=0.05)
    assert (grid.best[~grid.seen] == 0.5).all()
    line = optimal_on_line(slanted(), data, (-3, -1), (3, 1), 201)
    x = torch.from_numpy(line.places)
    p, q = (blurred(law, line.kernel).log_prob(x).exp().numpy() for law in (data, model))
    there = p + q > 1e-3
    np.testing.assert_allclose(line.best[there], (p / (p + q))[there], atol=0.01)
    with pytest.raises(ModelError, match="cut line"):
        optimal_on_line(slanted(), data, (1, 1), (1, 1))


def test_a_learned_discriminator_beside_the_optimal_one():
    data = densities.two_modes(distance=3, sd=0.6)
    model = normal(SLANT @ SLANT.T)

    def best(x: Tensor) -> Tensor:
        return torch.sigmoid(data.log_prob(x) - model.log_prob(x))

    line = optimal_on_line(slanted(), data, (-3, 0), (3, 0))
    right = learned_beside(line, best)
    undecided = learned_beside(line, lambda x: torch.full((len(x),), 0.5))
    assert right.error < 0.01
    assert undecided.error > 0.2
    assert right.distance[-1] == pytest.approx(6)
    np.testing.assert_allclose(
        right.log_ratio[line.seen].clip(-12, 12), line.log_ratio[line.seen].clip(-12, 12), atol=0.5
    )


def test_jensen_shannon_is_goodfellows():
    """J_D = ln 2 - JSD; N(0, I) against N(1, I) in the plane is the one-dimensional .111421."""
    data = GaussianMixture([(1, 0)], 1.0)
    shifted = jensen_shannon(PushForward(lambda z: z, gaussian), data, (-6, 7, -6.5, 6.5))
    assert shifted == pytest.approx(0.111421, abs=1e-3)
    same = jensen_shannon(
        PushForward(lambda z: z + torch.tensor([1.0, 0.0]), gaussian), data, (-6, 7, -6.5, 6.5)
    )
    assert same == pytest.approx(0, abs=2e-4)
    far = jensen_shannon(PushForward(lambda z: z + 30, gaussian), data, (-6, 7, -6.5, 6.5))
    assert far == pytest.approx(math.log(2), abs=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("spread", [0.5, 1.5])
@pytest.mark.parametrize("data", [densities.two_modes(sd=0.1), densities.ring(sd=0.05)])
def test_what_is_blurred_is_closer_so_that_it_is_a_lower_bound(data, spread):
    """Beside both densities on a grid over all of their mass; N(0, spread²) is the generator."""
    wide = (-8.0, 8.0, -8.0, 8.0)
    p, places = on_grid(data, wide, 800)
    q = np.exp(-0.5 * (places**2).sum(1) / spread**2) / (2 * math.pi * spread**2) * 0.02**2
    middle = (p + q) / 2
    exact = 0.5 * (rel_entr(p, middle).sum() + rel_entr(q, middle).sum())
    model = PushForward(lambda z: spread * z, gaussian)
    found = [jensen_shannon(model, data, data.window, cells) for cells in (32, 64, 128, 256)]
    assert found == sorted(found)
    assert 0.95 * exact < found[-1] <= exact


def on_grid(density: GaussianMixture, window: Window, cells: int) -> tuple[Floats, Floats]:
    """Masses of the cells, and their centres."""
    places = cell_centres(window, cells).double()
    area = ((window[1] - window[0]) / cells) ** 2
    return density.log_prob(places).exp().numpy() * area, places.numpy()


def test_jensen_shannon_of_a_missing_mode():
    """One of two equal far modes alone: ½ (½ ln ⅔) + ½ (½ ln 2) + ½ ln(4/3), in closed form."""
    data = densities.two_modes(sd=0.1)
    left = PushForward(lambda z: 0.1 * z - torch.tensor([1.0, 0.0]), gaussian)
    expected = 0.25 * math.log(2 / 3) + 0.25 * math.log(2) + 0.5 * math.log(4 / 3)
    assert jensen_shannon(left, data, data.window) == pytest.approx(expected, abs=1e-3)


def test_a_generator_that_broke_is_a_sentence():
    with pytest.raises(ModelError, match="earlier step"):
        PushForward(lambda z: z * math.nan, gaussian)


def test_quadrature_agrees_with_scipy_in_one_dimension():
    def middle(x: float) -> float:
        p, q = norm.pdf(x, 0, 1), norm.pdf(x, 0.7, 0.5)
        m = (p + q) / 2
        return float(0.5 * (p * math.log(p / m) + q * math.log(q / m)))

    expected, _ = quad(middle, -8, 8, limit=200)
    narrow = GaussianMixture([(0.7, 0)], [[[0.25, 0], [0, 1.0]]])
    value = jensen_shannon(PushForward(lambda z: z, gaussian), narrow, (-5, 5, -5, 5))
    assert value == pytest.approx(expected, abs=1.5e-3)
