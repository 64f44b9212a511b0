"""Rational processes: poles, whitening, spectra and autocorrelations agree with one another."""

import numpy as np
import pytest
from scipy import integrate, special

from models.errors import ModelError
from models.processes import (
    ArProcess,
    Floats,
    Process,
    Unstable,
    from_roots,
    reflected,
    stable_pair,
)
from models.processes.cascade import remembered

AR1 = ArProcess([-0.9])
AR2 = ArProcess([-0.75, 0.5])
RESONANT = from_roots([0.95 * np.exp(1j * np.pi / 4)])
ARMA = Process(np.array([1, -0.5, 0.3]), np.array([2, 0.4, -0.7, 0.1]))
EVERY = [AR1, AR2, RESONANT, ARMA, Process(np.array([1.0]), np.array([1.0, 0.5]))]
OMEGA = np.linspace(-np.pi, np.pi, 20_001)


@pytest.mark.parametrize(
    ("process", "exact"),
    [
        (AR1, [5.263158, 4.736842, 4.263158]),
        (AR2, [1.777778, 0.888889, -0.222222, -0.611111]),
        (RESONANT, [10.753791, 7.594086, 0.497380, -6.185431]),
    ],
)
def test_the_autocorrelation_is_the_tabulated_one(process, exact):
    np.testing.assert_allclose(process.autocorrelation(len(exact)), exact, atol=1e-6)


@pytest.mark.parametrize("process", EVERY)
def test_the_autocorrelation_is_the_impulse_response_with_itself_and_the_spectrums_series(process):
    answer = process.impulse(2000)
    by_sum = [answer[m:] @ answer[: len(answer) - m] for m in range(6)]
    np.testing.assert_allclose(process.autocorrelation(6), by_sum, atol=1e-9)
    s = process.spectrum(OMEGA)
    for m, exact in enumerate(process.autocorrelation(6)):
        area = integrate.trapezoid(s * np.cos(OMEGA * m), OMEGA) / (2 * np.pi)
        assert area == pytest.approx(exact, abs=1e-6)


@pytest.mark.parametrize("process", EVERY)
def test_whitening_undoes_the_filter(process):
    noise = np.random.default_rng(0).standard_normal(300)
    np.testing.assert_allclose(process.innovations(process.driven(noise)), noise, atol=1e-9)
    both = np.convolve(process.impulse(40), process.whitening(40))[:40]
    np.testing.assert_allclose(both, np.eye(1, 40)[0], atol=1e-9)


@pytest.mark.long
def test_samples_are_stationary_from_the_first_on():
    random = np.random.default_rng(1)
    paths = np.array([RESONANT.sample(40, random) for _ in range(3000)])
    noise = 5 * RESONANT.autocorrelation(1)[0] * np.sqrt(2 / 3000)
    for place in (0, 20, 39):
        assert paths[:, place].var() == pytest.approx(10.7538, abs=noise)
    assert np.mean(paths[:, 5] * paths[:, 8]) == pytest.approx(-6.185431, abs=noise)


@pytest.mark.parametrize("steps", [0, 7, 300, 1026])
def test_what_is_remembered_is_the_tail_of_the_impulse_response(steps):
    """(1 - r/z)^-6 answers with r^n C(n + 5, 5)."""
    n = np.arange(20_000)
    answer = special.comb(n + 5, 5) * 0.98**n
    exact = np.sqrt(np.sum(answer[steps + 1 :] ** 2) / np.sum(answer**2))
    found = remembered(from_roots([0.98] * 6).sections, steps)
    assert found == pytest.approx(exact, rel=1e-6)


@pytest.mark.parametrize("pole", [0.98, 0.98 * np.exp(0.3j), 0.98 * np.exp(1.5j)])
@pytest.mark.parametrize("times", [1, 2, 6])
def test_the_start_of_a_sample_is_forgotten_however_many_poles_lie_at_one_place(pole, times):
    process = from_roots([pole] * times)
    waited = len(drawn_of(process)) - 1
    answer = process.impulse(20_000)
    assert np.sum(answer[waited:] ** 2) <= 1e-18 * np.sum(answer**2)


def drawn_of(process: Process) -> Floats:
    """All the noise that one value of a sample is made of."""
    noise: list[Floats] = []

    class Counted(np.random.Generator):
        def standard_normal(self, *size, **more):
            noise.append(super().standard_normal(*size, **more))
            return noise[-1]

    process.sample(1, Counted(np.random.PCG64(0)))
    return noise[-1]


def test_a_zero_outside_is_reflected_without_a_change_of_the_spectrum():
    outside = Process(np.array([1, -0.5]), np.array([1, -3, 2.5]))
    assert not outside.minimum_phase
    with pytest.raises(ModelError, match="Reflect the zero"):
        outside.innovations([1.0, 2.0])
    inside = reflected(outside)
    assert inside.minimum_phase
    np.testing.assert_allclose(inside.spectrum(OMEGA), outside.spectrum(OMEGA), rtol=1e-9)
    assert inside.b[0] > outside.b[0] > 0
    np.testing.assert_allclose(reflected(inside).b, inside.b)


def test_roots_come_with_their_conjugates():
    process = from_roots([0.9j, 0.5], [-0.3], 2.0)
    np.testing.assert_allclose(np.sort_complex(process.poles), np.sort_complex([0.9j, -0.9j, 0.5]))
    np.testing.assert_allclose(process.b, [2, 0.6])


NEAR, FAR = 0.98 * np.exp(0.3j), 0.98 * np.exp(1.5j)
CIRCLE = np.exp(1j * np.linspace(-np.pi, np.pi, 8192, endpoint=False))


def response(roots: list[complex]) -> Floats:
    """|Π (1 - r / z)|² on the circle, a root at a time."""
    pairs = [np.abs((1 - root / CIRCLE) * (1 - np.conj(root) / CIRCLE)) ** 2 for root in roots]
    return np.asarray(np.prod(pairs, axis=0))


@pytest.mark.parametrize("pole", [0.9 * np.exp(0.3j), NEAR, FAR])
def test_six_pairs_of_poles_at_one_place_lose_no_digits(pole):
    process = from_roots([pole] * 6)
    np.testing.assert_allclose(np.abs(process.poles), abs(pole), rtol=1e-12)
    s = 1 / response([pole] * 6)
    exact = [np.mean(s * np.real(CIRCLE**m)) for m in (0, 1, 7, 500)]
    found = process.autocorrelation(501)[[0, 1, 7, 500]]
    np.testing.assert_allclose(found, exact, atol=1e-11 * exact[0])
    np.testing.assert_allclose(process.spectrum(np.angle(CIRCLE)), s, rtol=1e-9)
    np.testing.assert_allclose(from_roots([pole] * 6, gain=3).autocorrelation(1), 9 * found[0])


def test_six_real_poles_at_one_place_answer_with_binomials():
    n = np.arange(2000)
    answer = special.comb(n + 5, 5) * 0.9**n
    process = from_roots([0.9] * 6)
    np.testing.assert_allclose(process.impulse(60), answer[:60], rtol=1e-12)
    np.testing.assert_allclose(process.autocorrelation(1), answer @ answer, rtol=1e-12)


def test_zeros_take_away_the_poles_on_which_they_lie_in_any_order():
    white = from_roots([NEAR] * 3 + [FAR] * 3, [FAR] * 3 + [NEAR] * 3)
    np.testing.assert_allclose(white.autocorrelation(40), np.eye(1, 40)[0], atol=1e-12)
    np.testing.assert_allclose(white.impulse(40), np.eye(1, 40)[0], atol=1e-12)


def test_zeros_at_one_place_inside_are_minimum_phase_and_those_outside_are_reflected():
    inside = from_roots([0.5], [NEAR] * 6)
    assert inside.minimum_phase
    made = inside.driven(np.random.default_rng(0).standard_normal(300))
    again = inside.driven(inside.innovations(made))
    np.testing.assert_allclose(again, made, atol=1e-10)
    outside = from_roots([0.5], [1 / NEAR.conjugate()] * 6)
    assert not outside.minimum_phase
    np.testing.assert_allclose(reflected(outside).b, inside.b * outside.b[-1], rtol=1e-12)
    np.testing.assert_allclose(
        outside.spectrum(np.angle(CIRCLE)) * (1.25 - np.cos(np.angle(CIRCLE))),
        response([1 / NEAR.conjugate()] * 6),
        rtol=1e-9,
    )


@pytest.mark.parametrize("radius", [1.0, 1 + 1e-6])
def test_one_pole_of_six_on_the_circle_is_refused(radius):
    with pytest.raises(Unstable):
        from_roots([NEAR] * 5 + [radius * np.exp(0.3j)])


@pytest.mark.parametrize("a1", np.linspace(-2.2, 2.2, 12))
@pytest.mark.parametrize("a2", np.linspace(-1.1, 1.1, 8))
def test_the_triangle_is_where_both_poles_are_inside(a1, a2):
    inside = np.abs(np.roots([1, a1, a2])).max() < 1
    assert stable_pair(a1, a2) == inside


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: ArProcess([-1.0]), "inside the unit circle"),
        (lambda: from_roots([1.2 * np.exp(0.3j)]), "radius 1.2"),
    ],
)
def test_a_pole_on_or_outside_the_circle_is_refused(make, said):
    with pytest.raises(Unstable, match=said):
        make()


@pytest.mark.parametrize(
    ("a", "b"), [([1, np.nan], [1.0]), ([0.0, 1], [1.0]), ([1.0], [0.0, 1]), ([1.0], [np.inf])]
)
def test_what_is_no_filter_is_refused(a, b):
    with pytest.raises(ModelError, match="finite coefficients"):
        Process(np.array(a), np.array(b))
