"""Each density's sampler, log-density and entropy describe one law, the published one."""

import math
from typing import Any

import numpy as np
import pytest
import torch
from numpy.polynomial.hermite_e import hermegauss
from torch import Tensor

from models import densities
from models.densities import GaussianMixture, decode, drawn, encode, simplified
from models.densities.curves import NoisyCurve
from models.errors import ModelError

# numbers.md section 2.1: the entropy, and the NLL of a Gaussian with the same moments
PUBLISHED = {
    "eight_gaussians": (2.83188, 4.2556),
    "moons": (2.39388, 3.2946),
    "checkerboard": (3.465736, 4.4924),
    "two_spirals": (2.64545, 3.7468),
    "pinwheel": (2.3178, 3.6260),
    "rings": (2.62318, 3.5853),
    "circles": (3.26814, None),
    "swiss_roll": (2.66965, None),
}
HALF = 6.4  # of the square that quadrature covers
CELL = 0.04


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def midpoints() -> Tensor:
    count = round(2 * HALF / CELL)
    axis = (torch.arange(count, dtype=torch.float64) + 0.5) * CELL - HALF
    return torch.cartesian_prod(axis, axis)


@pytest.fixture(scope="module", params=densities.NAMES)
def named(request: pytest.FixtureRequest) -> tuple[densities.Density, Tensor]:
    """A density and its log-density on the midpoints."""
    density = densities.get(request.param)
    return density, density.log_prob(midpoints())


def test_names_are_the_published_ones():
    assert set(densities.NAMES) == set(PUBLISHED)


@pytest.mark.long
def test_integrates_to_one_with_the_published_entropy(named):
    density, log_p = named
    mass = log_p.exp() * CELL**2
    entropy = -float((mass * log_p.clamp_min(-1e6)).sum())
    assert float(mass.sum()) == pytest.approx(1, abs=1e-5)
    assert density.entropy == pytest.approx(entropy, abs=5e-5)
    assert density.entropy == pytest.approx(PUBLISHED[density.name][0], abs=1e-4)


def test_window_holds_the_mass(named):
    density, log_p = named
    x0, x1, y0, y1 = density.window
    x, y = midpoints().unbind(1)
    outside = (x < x0) | (x > x1) | (y < y0) | (y > y1)
    assert x1 - x0 == y1 - y0
    assert float(log_p[outside].exp().sum()) * CELL**2 < 1e-4


def test_samples_follow_the_log_density(named):
    """Chi-square of 200,000 samples in cells of side 0.2, small cells pooled."""
    density, log_p = named
    fine, coarse, n = round(2 * HALF / CELL), round(2 * HALF / 0.2), 200_000
    pooled = (log_p.exp() * CELL**2).reshape(coarse, fine // coarse, coarse, fine // coarse)
    expected = n * pooled.sum((1, 3)).numpy()
    x = density.sample(n, generator(1)).numpy()
    edges = np.linspace(-HALF, HALF, coarse + 1)
    observed = np.histogram2d(x[:, 0], x[:, 1], [edges, edges])[0]
    big = expected > 10
    degrees = int(big.sum())
    cells = ((observed - expected)[big] ** 2 / expected[big]).sum()
    rest = (observed[~big].sum() - expected[~big].sum()) ** 2 / max(expected[~big].sum(), 10)
    assert observed.sum() >= n - 5
    assert abs(cells + rest - degrees) < 5 * math.sqrt(2 * degrees)


def test_expected_surprise_of_samples_is_the_entropy(named):
    density, _ = named
    surprise = -density.log_prob(density.sample(20_000, generator(2)))
    error = float(surprise.std()) / math.sqrt(len(surprise))
    assert float(surprise.mean()) == pytest.approx(density.entropy, abs=4 * error + 1e-6)


@pytest.mark.parametrize("name", [name for name in PUBLISHED if PUBLISHED[name][1]])
def test_moments_are_the_published_ones(name):
    x = densities.get(name).sample(100_000, generator(3)).double()
    nll = math.log(2 * math.pi * math.e) + 0.5 * torch.logdet(torch.cov(x.T)).item()
    assert nll == pytest.approx(PUBLISHED[name][1], abs=0.01)


@pytest.mark.parametrize("name", densities.NAMES)
def test_sampling_is_deterministic_and_leaves_the_global_state(name):
    before = torch.get_rng_state()
    density = densities.get(name)
    first = density.sample(100, generator(4))
    assert first.shape == (100, 2)
    assert first.dtype == torch.float32
    assert torch.equal(first, density.sample(100, generator(4)))
    assert not torch.equal(first, density.sample(100, generator(5)))
    assert torch.equal(before, torch.get_rng_state())


@pytest.mark.parametrize("name", densities.NAMES)
def test_log_density_is_float64_differentiable_and_never_nan(name):
    density = densities.get(name)
    x = density.sample(50, generator(6)).double().requires_grad_()
    (slope,) = torch.autograd.grad(density.log_prob(x).sum(), x)
    step = 1e-5 * torch.eye(2, dtype=torch.float64)
    with torch.no_grad():
        ratio = [(density.log_prob(x + s) - density.log_prob(x - s)) / 2e-5 for s in step]
    torch.testing.assert_close(slope, torch.stack(ratio, 1), rtol=1e-5, atol=1e-5)
    far = torch.tensor([[0.0, 0.0], [1e3, -40.0], [1e4, 1e4], [-7.0, 7.0]], requires_grad=True)
    there = density.log_prob(far)
    assert there.dtype == torch.float64
    assert not there.isnan().any()
    assert torch.autograd.grad(there[torch.isfinite(there)].sum(), far)[0].isfinite().all()


def test_no_points_have_no_log_density():
    for name in densities.NAMES:
        assert densities.get(name).log_prob(torch.empty(0, 2)).shape == (0,)


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(ModelError, match="moons, checkerboard") as raised:
        densities.get("mons")
    assert "'mons'" in str(raised.value)


def test_a_density_is_made_once():
    assert densities.get("two_spirals") is densities.get("two_spirals")


def test_moons_are_scikit_learns():
    """Both half circles of make_moons, doubled and moved, on the curves of our samples."""
    from sklearn.datasets import make_moons

    raw, _ = make_moons(n_samples=2000, noise=0.1, random_state=0)
    x = torch.from_numpy(raw * 2 + (-1, -0.2))
    surprise = -densities.get("moons").log_prob(x)
    assert float(surprise.mean()) == pytest.approx(
        2.39388, abs=4 * float(surprise.std()) / 2000**0.5
    )


def test_swiss_roll_is_scikit_learns():
    from sklearn.datasets import make_swiss_roll

    raw, _ = make_swiss_roll(n_samples=2000, noise=1.0, random_state=0)
    surprise = -densities.get("swiss_roll").log_prob(torch.from_numpy(raw[:, [0, 2]] / 5))
    assert float(surprise.mean()) == pytest.approx(
        2.66965, abs=4 * float(surprise.std()) / 2000**0.5
    )


def test_checkerboard_squares():
    """FFJORD: x2 in (0, 1) or (-2, -1), one higher in odd columns; all doubled."""
    inside = torch.tensor([[1.0, 1.0], [1.0, -3.0], [3.0, 3.0], [-1.0, -1.0], [-3.0, 1.0]])
    outside = torch.tensor([[1.0, 3.0], [1.0, -1.0], [3.0, 1.0], [-1.0, 1.0], [5.0, 3.0]])
    checkerboard = densities.get("checkerboard")
    assert (checkerboard.log_prob(inside) == -math.log(32)).all()
    assert (checkerboard.log_prob(outside) == -math.inf).all()


def test_pinwheel_counts_the_arm_a_point_was_drawn_on():
    """Push (a, b) forward by the definition: the mixture is never below that arm's share."""
    a, b = torch.randn(2, 20_000, generator=generator(7), dtype=torch.float64)
    arm = torch.randint(5, a.shape, generator=generator(8))
    own = -0.5 * (a.square() + b.square()) - math.log(2 * math.pi * 0.3 * 0.1)
    a, b = 1 + 0.3 * a, 0.1 * b
    turn = 2 * math.pi * arm.double() / 5 + a.exp() / 4
    x = 2 * torch.stack((a * turn.cos() + b * turn.sin(), b * turn.cos() - a * turn.sin()), dim=1)
    own = own - (1 + b * a.exp() / 4).log() - math.log(4 * 5)
    total = densities.get("pinwheel").log_prob(x)
    assert (total > own - 1e-9).all()
    assert float((total - own).median()) < 1e-6  # most points lie on one arm only


def test_curve_quadrature_agrees_with_a_far_finer_one():
    """Against 60,000 midpoints in n, whose law is 2 n dn, at places of high and low density."""
    x = torch.tensor([[-3.0, -0.2], [0.3, 1.1], [2.9, 0.5], [-1.0, 2.4], [0.05, 0.02]]).double()
    u = (torch.arange(60_000, dtype=torch.float64) + 0.5) / 60_000
    n = 3 * math.pi * u
    curve = torch.stack((-n * n.cos(), n * n.sin()), dim=1) / 3

    def uniform_plus_normal(d: Tensor) -> Any:
        upper, lower = d / 0.1, (d - 0.5 / 3) / 0.1
        return (torch.special.ndtr(upper) - torch.special.ndtr(lower)) / (0.5 / 3)

    arms = [
        (2 * u * uniform_plus_normal(sign * x[:, None] - curve).prod(2)).mean(1) for sign in (1, -1)
    ]
    expected = torch.log((arms[0] + arms[1]) / 2)
    torch.testing.assert_close(
        densities.get("two_spirals").log_prob(x), expected, rtol=0, atol=1e-6
    )


def test_a_straight_noisy_line_is_a_product():
    """On a segment, p = uniform * normal along it, times a normal across it."""
    line = NoisyCurve("line", "Line", lambda t: torch.stack((t, 0 * t), 1), (0, 2), 0.1, math.nan)
    x = torch.tensor([[1.0, 0.05], [-0.1, 0.0], [2.2, -0.3]], dtype=torch.float64)
    ends = torch.special.ndtr(x[:, 0] / 0.1) - torch.special.ndtr((x[:, 0] - 2) / 0.1)
    across = -0.5 * (x[:, 1] / 0.1).square() - math.log(0.1 * math.sqrt(2 * math.pi))
    torch.testing.assert_close(line.log_prob(x), (ends / 2).log() + across, rtol=0, atol=1e-7)


# Gaussian mixtures


def test_one_gaussian_is_the_textbooks():
    covariance = torch.tensor([[2.0, 0.6], [0.6, 0.5]], dtype=torch.float64)
    mean = torch.tensor([1.0, -2.0], dtype=torch.float64)
    mixture = GaussianMixture(mean[None].numpy(), covariance[None].numpy())
    x = torch.randn(20, 2, generator=generator(9), dtype=torch.float64)
    squared = ((x - mean) @ covariance.inverse() * (x - mean)).sum(1)
    log_root = 0.5 * math.log(4 * math.pi**2 * (2.0 * 0.5 - 0.6**2))
    torch.testing.assert_close(mixture.log_prob(x), -0.5 * squared - log_root)
    assert mixture.entropy == pytest.approx(1 + log_root, abs=1e-8)
    samples = mixture.sample(200_000, generator(10)).double()
    torch.testing.assert_close(torch.cov(samples.T), covariance, rtol=0, atol=0.03)
    torch.testing.assert_close(samples.mean(0), mean, rtol=0, atol=0.02)


def test_mixture_shares_and_components():
    mixture = GaussianMixture([(-5, 0), (0, 0), (5, 0)], [0.01, 1.0, 0.04], [3, 0, 1])
    assert mixture.weights.tolist() == [0.75, 0.25]
    x = mixture.sample(40_000, generator(11))
    assert float((x[:, 0] < 0).float().mean()) == pytest.approx(0.75, abs=0.01)
    assert float(x[x[:, 0] > 0].std(0).mean()) == pytest.approx(0.2, abs=0.01)
    assert mixture.joint(x).softmax(1).argmax(1).tolist() == (x[:, 0] > 0).long().tolist()


def test_gan_benchmarks_have_the_published_entropies():
    assert densities.ring().entropy == pytest.approx(-4.29302, abs=1e-5)
    assert densities.grid().entropy == pytest.approx(0.06529, abs=1e-5)


def test_entropy_of_an_overlapping_mixture():
    """Against Gauss-Hermite quadrature of two close unit Gaussians, which is one-dimensional."""
    nodes, weights = hermegauss(150)
    shares = weights / weights.sum()
    log_p = np.logaddexp(-0.5 * nodes**2, -0.5 * (nodes - 1.5) ** 2)
    expected = -(shares @ log_p) + math.log(2) + math.log(2 * math.pi) + 0.5
    assert GaussianMixture([(0, 0), (1.5, 0)], 1.0).entropy == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize(
    ("means", "covariances", "weights"),
    [
        ([], 1.0, None),
        ([(0, 0, 0)], 1.0, None),
        ([(0, math.nan)], 1.0, None),
        ([(0, 0)], -1.0, None),
        ([(0, 0)], 0.0, None),
        ([(0, 0)], [[[1, 2], [2, 1]]], None),
        ([(0, 0)], [[[1, 0.5], [0, 1]]], None),
        ([(0, 0), (1, 1)], [1, 1, 1], None),
        ([(0, 0), (1, 1)], 1.0, [1]),
        ([(0, 0), (1, 1)], 1.0, [0, 0]),
        ([(0, 0), (1, 1)], 1.0, [2, -1]),
    ],
)
def test_impossible_mixtures_are_refused(means, covariances, weights):
    with pytest.raises(ModelError, match=r"\.$"):
        GaussianMixture(means, covariances, weights)


# Drawings

CIRCLE = 2 * np.column_stack([f(np.linspace(0, 2 * np.pi, 400)) for f in (np.cos, np.sin)])


def test_a_drawn_circle_is_a_smooth_tube_of_total_mass_one():
    density = drawn([CIRCLE])
    p = density.log_prob(midpoints()).exp()
    assert float(p.sum()) * CELL**2 == pytest.approx(1, abs=1e-6)
    ridge = density.log_prob(torch.from_numpy(CIRCLE)).exp()
    assert float(ridge.max() / ridge.min()) < 1.01
    assert len(density.means) <= 96
    x = density.sample(5000, generator(12))
    assert float((x.norm(dim=1) - 2).abs().max()) < 6 * 0.15


def test_mass_goes_with_length_wherever_the_pen_was_slow():
    slow = np.concatenate((np.linspace((-3, 2), (-2.9, 2), 500), [(3, 2)]))
    short = np.array([(-1, -2), (1, -2)])
    density = drawn([slow, short])
    above = density.means[:, 1] > 0
    assert float(density.weights[above].sum()) == pytest.approx(6.6 / 9.2, abs=1e-9)
    along = density.means[above][:, 0].diff()
    torch.testing.assert_close(along, along.mean().expand_as(along))


def test_a_click_is_one_blob_and_a_long_drawing_stays_bounded():
    assert len(drawn([[(1, 1)]]).means) == 1
    scribble = np.random.default_rng(0).uniform(-4, 4, (2000, 2))
    density = drawn([scribble] + [[(k / 10, 0)] for k in range(40)])
    assert 80 < len(density.means) <= 96


def test_drawing_outside_the_window_is_moved_to_its_edge():
    assert drawn([[(100, -100)]]).means.tolist() == [[4.5, -4.5]]


@pytest.mark.parametrize("strokes", [[], [[]], [np.empty((0, 2))]])
def test_an_empty_drawing_asks_to_draw(strokes):
    for use in (drawn, encode):
        with pytest.raises(ModelError, match="Draw a line"):
            use(strokes)


@pytest.mark.parametrize(
    "stroke", [[(1, 2), (3,)], [("a", "b")], [1, 2], [(1, math.nan)], [(1, 2, 3)], [(None, 1)]]
)
def test_strokes_that_are_no_points_are_refused(stroke):
    with pytest.raises(ModelError, match="two finite coordinates"):
        drawn([stroke])


def test_too_many_strokes_are_refused():
    with pytest.raises(ModelError, match="48 strokes and this one has 49"):
        drawn([[(0, 0)]] * 49)


def test_a_link_keeps_the_drawing():
    strokes = [CIRCLE, np.array([(-3.0, -3.0)]), np.array([(-4.0, 4.0), (4.0, -4.0)])]
    text = encode(strokes)
    restored = [np.array(line) for line in decode(text)]
    assert len(text) < 200
    assert [len(line) for line in restored][1:] == [1, 2]
    assert np.abs(restored[2] - strokes[2]).max() < 0.01
    corners = restored[0]
    middles = (corners[1:] + corners[:-1]) / 2
    gaps = np.abs(np.hypot(*np.concatenate((corners, middles)).T) - 2)
    assert gaps.max() < 0.04
    shift = drawn(restored).log_prob(torch.from_numpy(CIRCLE)) - drawn(strokes).log_prob(
        torch.from_numpy(CIRCLE)
    )
    assert float(shift.abs().max()) < 0.1


@pytest.mark.long
@pytest.mark.parametrize("seed", range(5))
def test_links_are_short_url_safe_and_stable(seed):
    rng = np.random.default_rng(seed)
    strokes = [rng.normal(0, 0.3, (rng.integers(1, 400), 2)).cumsum(0) for _ in range(48)]
    text = encode(strokes)
    assert len(text) <= 1500
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~")
    assert len(decode(text)) == 48
    assert encode(decode(text)) == text
    assert simplified(strokes) == simplified(decode(text)) == decode(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "1~",
        "1~AB",
        "2~AAA",
        "1~AAA~",
        "1~AA!",
        "1~AAA\n",
        "1~ÄÄÄ",
        "1" + "~AAA" * 49,
        "1~" + "A" * 1500,
    ],
)
def test_a_damaged_link_is_refused(text):
    with pytest.raises(ModelError, match="damaged"):
        decode(text)


def test_the_cells_of_a_window_have_the_axes_of_their_centres():
    x, y = densities.cell_axes((0, 4, 10, 12), 2)
    np.testing.assert_allclose(x, [1, 3])
    np.testing.assert_allclose(y, [10.5, 11.5])
    centres = densities.cell_centres((0, 4, 10, 12), 2)
    np.testing.assert_allclose(centres, [(1, 10.5), (3, 10.5), (1, 11.5), (3, 11.5)])
    mesh = densities.square_mesh(3.0, 5)
    np.testing.assert_allclose(mesh[0, :, 0], np.linspace(-3, 3, 5))
    np.testing.assert_allclose(mesh[:, 0, 1], np.linspace(-3, 3, 5))
