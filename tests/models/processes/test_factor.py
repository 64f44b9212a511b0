"""Spectra and their minimum-phase factors, by two ways and closed forms."""

import math

import numpy as np
import pytest
from scipy import special

from models.errors import ModelError
from models.processes import (
    ArProcess,
    FactorSetup,
    Predictable,
    Process,
    autocorrelation_of,
    by_cepstrum,
    by_roots,
    circle,
    from_roots,
    innovations_variance,
    levinson,
    process_view,
    spectral_factor,
)
from models.processes.factor import exponential_spectrum

OMEGA = circle()
NAMED = [
    ArProcess([-0.9]),
    ArProcess([-0.75, 0.5]),
    from_roots([0.95 * np.exp(1j * np.pi / 4)]),
    Process(np.array([1.0]), np.array([1.0, 0.5])),
]


@pytest.mark.parametrize("process", NAMED)
def test_szegos_integral_is_the_error_of_the_whole_past(process):
    variance = innovations_variance(process.spectrum(OMEGA))
    last = levinson(process.autocorrelation(60))[-1].error
    assert variance == pytest.approx(last, abs=1e-6)
    assert variance == pytest.approx(1.0, abs=1e-6)


def test_a_zero_outside_counts_with_its_mirror_image():
    outside = Process(np.array([1.0]), np.array([1.0, 2.0]))
    assert innovations_variance(outside.spectrum(OMEGA)) == pytest.approx(4.0, abs=1e-6)
    np.testing.assert_allclose(by_cepstrum(outside.spectrum(OMEGA), 3), [2, 1, 0], atol=1e-9)


def test_a_zero_on_the_circle_is_harmless():
    assert innovations_variance(2 - 2 * np.cos(OMEGA)) == pytest.approx(1.0, abs=1e-6)


def test_the_exponential_has_factorials():
    s = exponential_spectrum(OMEGA)
    assert innovations_variance(s) == pytest.approx(1.0, abs=1e-6)
    exact = [1 / math.factorial(n) for n in range(12)]
    np.testing.assert_allclose(spectral_factor(s, 12), exact, atol=1e-9)
    assert autocorrelation_of(s, 1)[0] == pytest.approx(2.279585, abs=1e-6)
    assert autocorrelation_of(s, 1)[0] == pytest.approx(float(special.i0(2)))
    with pytest.raises(ModelError, match="does not end"):
        spectral_factor(ArProcess([-0.9]).spectrum(OMEGA), 12, "roots")


@pytest.mark.parametrize("b", [[1, 0.5], [1, -0.2, 0.6, 0.1], [2, 3, 1.5]])
def test_roots_and_cepstrum_give_one_factor(b):
    s = Process(np.array([1.0]), np.array(b, dtype=float)).spectrum(OMEGA)
    one, other = (spectral_factor(s, 8, method) for method in ("cepstrum", "roots"))
    np.testing.assert_allclose(one, other, atol=1e-9)
    answer = np.abs(np.exp(-1j * np.outer(OMEGA, np.arange(8))) @ one) ** 2
    np.testing.assert_allclose(answer, s, atol=1e-9)


def test_of_each_reciprocal_pair_the_inner_one_is_kept():
    r = np.convolve([1, -3, 2.5], [2.5, -3, 1])[2:]
    roots = by_roots(r)
    assert (np.abs(roots.kept) < 1).all()
    assert (np.abs(roots.left) > 1).all()
    mirrored = np.sort_complex(1 / np.conj(roots.kept))
    np.testing.assert_allclose(np.sort_complex(roots.left), mirrored, atol=1e-9)
    np.testing.assert_allclose(np.convolve(roots.b, roots.b[::-1])[2:], r, atol=1e-9)


def test_a_gap_makes_the_future_known():
    s = np.where(np.abs(np.abs(OMEGA) - 1) < 0.15, 0, ArProcess([-0.75, 0.5]).spectrum(OMEGA))
    assert innovations_variance(s) == 0
    with pytest.raises(Predictable, match="no factor"):
        spectral_factor(s, 8)


@pytest.mark.parametrize("method", ["cepstrum", "roots"])
@pytest.mark.parametrize(
    ("spectrum", "told"),
    [
        (1.25 + 2 * np.cos(OMEGA), "nowhere negative"),
        (np.zeros(64), "0 everywhere"),
        (np.full(64, np.nan), "finite"),
        (np.ones(3), "row"),
    ],
)
def test_what_is_no_spectrum_is_refused(method, spectrum, told):
    with pytest.raises(ModelError, match=told):
        spectral_factor(spectrum, 4, method)
    with pytest.raises(ModelError, match=told):
        innovations_variance(spectrum)


def test_correlations_with_a_negative_spectrum_are_refused():
    with pytest.raises(ModelError, match="negative at"):
        by_roots([1.0, 0.9])
    with pytest.raises(ModelError, match="positive"):
        by_roots([0.0])


@pytest.mark.parametrize(
    "zeros", [((-1, 0),), ((0, 1),), ((-1, 0), (0, 1), (1, 0)), ((-1, 0), (-1, 0))], ids=str
)
def test_a_zero_on_the_circle_takes_nothing_from_the_innovation(zeros):
    (frame,) = process_view(FactorSetup(given="average", zeros=zeros))
    assert frame.metrics["variance"] == pytest.approx(1, abs=1e-6)


def test_six_zeros_at_one_place_are_no_gap_and_have_one_factor():
    poles, zeros = ((0.936, 0.29),) * 6, ((-1, 0),) * 6
    (frame,) = process_view(FactorSetup(poles=poles, zeros=zeros))
    assert frame.metrics["variance"] == pytest.approx(1, abs=1e-6)
    (frame,) = process_view(FactorSetup(given="average", zeros=zeros))
    binomials = [math.comb(6, n) for n in range(7)]
    np.testing.assert_allclose(frame.views["rooted"][:7], binomials, rtol=1e-12)
    assert frame.metrics["apart"] < 1e-4  # of the cepstrum on a grid
