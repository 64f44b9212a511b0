"""How a series is looked at without a model."""

import numpy as np
import pytest

from models.processes import periodogram, welch


@pytest.mark.parametrize("count", [64, 65])
def test_the_periodogram_is_the_squared_sum_of_the_centred_series(count: int):
    x = np.random.default_rng(0).normal(size=count).cumsum()
    omega, power = periodogram(x)
    waves = np.exp(-1j * omega[:, None] * np.arange(count))  # (K, n)
    np.testing.assert_allclose(power, np.abs(waves @ (x - x.mean())) ** 2 / count, atol=1e-9)
    np.testing.assert_allclose(np.diff(omega), 2 * np.pi / count)


@pytest.mark.parametrize("segment", [50, 51, 1000])
def test_welch_goes_from_0_to_pi_and_keeps_the_power_of_white_noise(segment: int):
    omega, power = welch(np.random.default_rng(1).normal(size=500), segment)
    each = min(segment, 500)
    assert omega[0] == 0
    assert omega[-1] == pytest.approx(np.pi if each % 2 == 0 else np.pi * (each - 1) / each)
    assert power[1:-1].mean() == pytest.approx(1, rel=0.25)
