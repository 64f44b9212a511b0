"""Partial moments against adaptive quadrature, and what a person draws or brings."""

from typing import cast

import numpy as np
import pytest
import scipy.integrate
import scipy.stats
from numpy.testing import assert_allclose, assert_array_equal

from models.brought.column import column_of, decode_column, write_column
from models.errors import ModelError
from models.quantization import ScalarSetup
from models.quantization.scalar import lloyd_max
from models.quantization.sources import (
    KNOTS,
    NAMES,
    Discrete,
    Gaussian,
    Laplacian,
    Mixture,
    Numeric,
    PiecewiseLinear,
    Quadrature,
    Source,
    Uniform,
    as_source,
    drawn_heights,
    levels_of,
    of_levels,
    outline,
    smoothed,
)

WIDE = (Gaussian(0, 0.02), Laplacian(3, 2.0), Uniform(-4, -3.5))
SOURCES = {
    "gaussian": Gaussian(0.3, 1.7),
    "laplacian": Laplacian(-0.4, 0.8),
    "uniform": Uniform(-1, 2.5),
    "mixture": Mixture(WIDE, [1, 2, 3]),
    "drawn": PiecewiseLinear([-1, 0, 0.5, 2, 4], [0, 2, 0, 0, 1]),
    "gamma": as_source(scipy.stats.gamma(2.5)),
    "student": as_source(scipy.stats.t(4, loc=1)),
    "function": Numeric(lambda u: 6 * u * (1 - u), (0, 1)),
    "jump": Numeric(lambda u: np.where(u < 0.3, 2.0, 4 / 7), (0, 1)),
}


@pytest.mark.parametrize("name", SOURCES)
def test_partial_moments_agree_with_adaptive_quadrature(name):
    source = SOURCES[name]
    low, high = source.window
    edges = np.linspace(low, high, 6)
    found = source.moments(edges)
    breaks = [b for b in (*source.breaks, 0.3) if low < b < high]
    for k in range(3):
        for cell in range(5):
            ends = edges[cell], edges[cell + 1]
            inside = [b for b in breaks if ends[0] < b < ends[1]]
            expected = scipy.integrate.quad(
                lambda u, k=k: float(source.density(u)) * (u - source.mean) ** k,
                *ends,
                points=inside or None,
                epsabs=1e-12,
                limit=200,
            )[0]
            assert_allclose(found[k, cell], expected, atol=1e-10)


@pytest.mark.parametrize("name", SOURCES)
def test_the_whole_line_has_mass_one_mean_zero_and_the_variance(name):
    source = SOURCES[name]
    whole = source.moments([-np.inf, np.inf])[:, 0]
    assert_allclose(whole, [1, 0, source.variance], rtol=1e-10, atol=1e-10)
    assert_allclose(source.cumulative([-np.inf])[:, 0], 0, atol=1e-12)
    assert_allclose(source.density(np.array([[-1e9, 1e9]])), [[0, 0]], atol=1e-12)


@pytest.mark.parametrize("name", NAMES)
def test_the_named_sources_are_standard(name):
    source = as_source(name)
    assert (source.mean, source.variance) == pytest.approx((0, 1))


@pytest.mark.parametrize("source", [Gaussian(1, 2), Laplacian(0, 0.5), Uniform(-2, 1)])
def test_closed_forms_agree_with_the_quadrature_they_replace(source):
    assert_allclose(source.entropy, Source._entropy(source), atol=1e-10)
    for power in (1 / 3, 1 / 2, 1.0):
        assert_allclose(
            source.power_integral(power), Source._power_integral(source, power), rtol=1e-10
        )


def test_scipys_laws():
    for law in (scipy.stats.gamma(3), scipy.stats.lognorm(0.5), scipy.stats.beta(2, 3)):
        source = as_source(law)
        assert_allclose([source.mean, source.sd], [law.mean(), law.std()], rtol=1e-9)
        assert_allclose(source.entropy, law.entropy(), atol=1e-8)
        x = law.ppf([0.1, 0.5, 0.9])
        assert_allclose(source.cumulative(x)[0], [0.1, 0.5, 0.9], atol=1e-11)
    assert isinstance(as_source(scipy.stats.norm(2, 3)), Gaussian)
    assert isinstance(as_source(scipy.stats.laplace()), Laplacian)
    counts = as_source(scipy.stats.poisson(4))
    assert isinstance(counts, Discrete)
    assert_allclose([counts.mean, counts.variance], [4, 4], atol=1e-9)


def test_quadrature_corners_a_jump_and_a_narrow_peak():
    jump = Quadrature(lambda x: (x < 1 / 3)[None].astype(np.float64), (0.0, 1.0), 0.5, 0.25)
    assert_allclose(jump.total, 1 / 3, atol=1e-12)
    assert_allclose(jump.up_to([0.2, 0.9]), [[0.2, 1 / 3]], atol=1e-12)
    assert_allclose(jump.up_to([-np.inf, np.inf]), [[0, 1 / 3]], atol=1e-12)
    peak = Quadrature(
        lambda x: np.exp(-0.5 * ((x - 0.3) / 1e-5) ** 2)[None], (0.0, 1.0), 0.5, 0.25, (0.3,)
    )
    assert_allclose(peak.total, 1e-5 * np.sqrt(2 * np.pi), rtol=1e-8)
    with pytest.raises(ModelError, match="too rough"):
        Quadrature(lambda x: np.sin(1e7 * x)[None], (0.0, 1.0), 0.5, 0.25)


@pytest.mark.parametrize("place", [1e-4, 0.3, 1 / 3, 0.5, 0.77, 0.9999])
def test_a_jump_anywhere_is_found(place):
    jump = Quadrature(lambda x: (x < place)[None].astype(np.float64), (0.0, 1.0), 0.5, 0.25)
    assert_allclose(jump.total, place, atol=1e-12)


def test_a_discrete_law_counts_equal_values_together():
    source = Discrete([3, 1, 1, 2], [1, 2, 1, 0])
    assert_array_equal(source.atoms, [1, 3])
    assert_allclose(source.masses, [0.75, 0.25])
    assert_allclose(source.moments([-np.inf, 1, 2, np.inf])[0], [0.75, 0, 0.25])
    assert source.entropy == -np.inf
    with pytest.raises(ModelError, match="Smooth it"):
        source.power_integral(1 / 3)


def test_a_drawing_becomes_a_density_and_a_short_text():
    strokes = [[(-2.0, 0.0), (0.0, 1.0), (2.0, 0.0)], [(3.0, -1.0), (2.5, 0.5)]]
    heights = drawn_heights(strokes)
    assert heights[KNOTS == 0] == 1
    assert heights[KNOTS == -1] == 0.5
    assert heights[KNOTS == 2.5] == 0.5
    assert heights[KNOTS == 3.5] == 0
    source = of_levels(levels_of(heights))
    assert_allclose(source.density(0) / source.density(-1), 2, rtol=0.02)
    setup = ScalarSetup(source="drawn", drawing=levels_of(heights))
    assert len(setup.changed()["drawing"]) == 65
    assert ScalarSetup.model_validate(setup.changed()) == setup
    assert source.support[0] >= -2.2


@pytest.mark.parametrize("text", ["A" * 64, "<" * 65])
def test_a_damaged_text_is_no_drawing(text):
    with pytest.raises(ValueError, match="damaged"):
        ScalarSetup(source="drawn", drawing=text)


def test_a_smoothed_column_is_close_to_the_law_it_came_from():
    values = scipy.stats.norm.ppf((np.arange(4000) + 0.5) / 4000) * 2 + 7
    source = smoothed(values)
    assert_allclose([source.mean, source.sd], [7, 2], rtol=0.03)
    at = np.linspace(2, 12, 11)
    assert_allclose(source.density(at), scipy.stats.norm.pdf(at, 7, 2), atol=0.01)


@pytest.mark.parametrize("far", [-9999.0, -999_999.0, 1e6, None])
def test_a_smoothed_column_has_the_moments_of_its_kernels(far):
    """A kernel estimate has the mean of the numbers, and their variance plus the bandwidth's."""
    values = np.random.default_rng(0).normal(20, 1, 200)
    if far is not None:
        values[::40] = far
    source = smoothed(values)
    quarter = np.subtract(*np.percentile(values, (75, 25))) / 1.34
    width = 0.9 * min(values.std(), quarter) * len(values) ** -0.2
    assert source.mean == pytest.approx(values.mean(), abs=1e-4 * values.std())
    assert source.variance == pytest.approx(values.var() + width**2, rel=1e-4)
    kernels = scipy.stats.norm(values[:, None], width)
    at = np.linspace(17, 23, 50)
    assert_allclose(source.density(at), kernels.pdf(at).mean(axis=0), atol=1e-3)
    assert source.density(np.mean([far or 1e4, 20])) == 0
    x, y = outline(source, points=801, bins=60, faint=1e-3).line.T
    assert np.trapezoid(y, x) == pytest.approx(1, abs=0.01)


def test_the_optimum_spends_one_level_on_what_is_far_away():
    values = np.random.default_rng(0).normal(20, 1, 200)
    values[::40] = -9999
    found = lloyd_max(smoothed(values), 4)
    assert found.levels[0] == pytest.approx(-9999, abs=0.1)
    assert (found.levels[1:] > 17).all()


@pytest.mark.parametrize(
    "values", [[1e308, -1e308, 0], [0, 1e-300], [1, 1 + 2**-52], [1e200, 2e200]]
)
@pytest.mark.parametrize("law", [smoothed, Discrete])
def test_numbers_without_a_usable_variance_are_refused_in_a_sentence(values, law):
    with pytest.raises(ModelError, match=r"\.$"):
        law(values)


def test_a_column_travels_as_text():
    column = np.array([1.0, -2.5, 1e9])
    assert_array_equal(decode_column(write_column(column)), column)
    setup = ScalarSetup(source="column", column=column_of(column))
    assert setup.changed()["column"] == write_column(column)
    assert ScalarSetup.model_validate(setup.changed()) == setup


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: write_column([1]), "has 1 numbers"),
        (lambda: decode_column(""), "no column yet"),
        (lambda: decode_column("AAAA"), "damaged"),
        (lambda: decode_column("?"), "damaged"),
        (lambda: write_column([1, np.nan]), "not finite"),
        (lambda: of_levels(()), "Nothing is drawn"),
        (lambda: of_levels([0] * 65), "empty"),
        (lambda: levels_of(np.zeros(65)), "Nothing is drawn"),
        (lambda: drawn_heights([[(0, 1, 2)]]), "two finite coordinates"),
        (lambda: smoothed([1, 1, 1]), "two different"),
        (lambda: Discrete([4, 4, 4]), "All values are equal"),
        (lambda: Discrete([1, np.nan]), "finite number"),
        (lambda: Discrete([1, 2], [1, -1]), "not negative"),
        (lambda: PiecewiseLinear([0, 0], [1, 1]), "increase"),
        (lambda: PiecewiseLinear([0, 1], [0, 0]), "empty"),
        (lambda: Mixture([]), "at least one part"),
        (lambda: Mixture([Gaussian()], [-1]), "negative"),
        (lambda: Gaussian(0, 0), "positive"),
        (lambda: Uniform(1, 1), "positive"),
        (lambda: as_source(cast(Source, 3)), "A source is"),
        (lambda: as_source(scipy.stats.zipf(4)), "may have 100,000 values"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()
