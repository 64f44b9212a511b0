"""What the page of poles and zeros shows, against closed forms and other ways to compute it."""

import io
import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError
from scipy import special
from scipy.io import wavfile

from models.errors import ModelError
from models.frame import Arrays
from models.processes import (
    DEEPEST,
    LAGS,
    POINTS,
    FactorSetup,
    ProcessSetup,
    WhitenSetup,
    process_of,
    process_view,
    wav,
)

RESONANT = ((0.62, 0.62),)


def seen(**knobs: Any) -> tuple[Mapping[str, float], Arrays]:
    kinds = {"circle": ProcessSetup, "whiten": WhitenSetup, "factor": FactorSetup}
    (frame,) = process_view(kinds[knobs.pop("view", "circle")](**knobs))
    return frame.metrics, frame.views


def test_the_circle_shows_one_process_in_five_ways():
    metrics, views = seen(poles=((0.9, 0.0),))
    m = np.arange(LAGS)
    np.testing.assert_allclose(views["impulse"], 0.9**m)
    np.testing.assert_allclose(views["whitening"], [1, -0.9, *[0] * (LAGS - 2)], atol=1e-12)
    np.testing.assert_allclose(views["autocorrelation"], 0.9**m / 0.19)
    np.testing.assert_allclose(views["spectrum"][[0, -1]], [100, 1 / 3.61])
    assert metrics["variance"] == pytest.approx(1)
    assert metrics["gain"] == pytest.approx(10 * math.log10(1 / 0.19))


def test_the_power_of_the_path_lies_within_its_error_on_most_seeds():
    found = [seen(poles=RESONANT, seed=seed)[0] for seed in range(40)]
    far = [abs(each["measured"] - each["power"]) > 2 * each["error"] for each in found]
    assert sum(far) <= 6  # 2 expected of 40; more than 6 happen once in 200


def test_the_same_noise_whatever_the_filter():
    one, other = (seen(poles=poles)[1]["noise"] for poles in (RESONANT, ()))
    np.testing.assert_array_equal(one, other)
    assert len(one) == POINTS


def test_a_zero_outside_keeps_its_spectrum_and_the_innovation_of_its_mirror_image():
    outer, inner = (
        seen(zeros=((-2.000, 0.000),), poles=()),
        seen(zeros=((-0.500, 0.000),), poles=()),
    )
    np.testing.assert_allclose(outer[1]["spectrum"], 4 * inner[1]["spectrum"])
    assert outer[0]["variance"] == pytest.approx(4)
    assert outer[0]["gain"] == pytest.approx(inner[0]["gain"])


def test_whitening_gives_the_noise_back():
    metrics, views = seen(view="whiten", poles=RESONANT, zeros=((-0.500, 0.000),))
    np.testing.assert_allclose(views["residual"], views["noise"], atol=1e-8)
    np.testing.assert_allclose(views["again"], views["path"], atol=1e-8)
    outside = np.abs(views["residual_correlation"][1:]) > metrics["band"]
    assert outside.mean() < 0.2
    assert np.abs(views["path_correlation"][1:4]).max() > 0.5


def test_a_zero_outside_cannot_be_whitened():
    with pytest.raises(ModelError, match="Reflect"):
        seen(view="whiten", zeros=((-2.000, 0.000),))


def test_two_ways_give_one_factor():
    for given in ("roots", "average"):
        metrics, _ = seen(view="factor", given=given, poles=RESONANT, zeros=((-1.600, 0.000),))
        assert metrics["apart"] < 1e-9


def test_the_factor_of_the_exponential_is_one_over_factorials():
    metrics, views = seen(view="factor", given="exponential")
    np.testing.assert_allclose(views["impulse"][:8], [1 / math.factorial(n) for n in range(8)])
    assert metrics["variance"] == pytest.approx(1)
    assert metrics["power"] == pytest.approx(float(special.i0(2)))
    assert math.isnan(metrics["apart"])


def test_a_gap_takes_its_decibels_from_the_innovation():
    whole, _ = seen(view="factor", poles=())
    metrics, _ = seen(view="factor", poles=(), gap_width=0.5, gap_depth=100.0)
    lost = 10 * math.log10(whole["variance"] / metrics["variance"])
    assert lost == pytest.approx(100 * 2 * 0.5 / (2 * math.pi), abs=0.1)
    none, views = seen(view="factor", poles=(), gap_width=0.5, gap_depth=DEEPEST)
    assert none["variance"] == 0
    assert none["gain"] == math.inf
    assert np.isnan(views["impulse"]).all()


@pytest.mark.parametrize("poles", [(), ((0.62, 0.62),), ((0.0, 0.98),) * 4])
def test_only_the_end_of_the_slider_is_a_whole_gap(poles):
    metrics, _ = seen(
        view="factor", poles=poles, gap_width=0.4, gap_centre=1.2, gap_depth=DEEPEST - 10
    )
    assert metrics["variance"] > 0


def test_a_drawn_spectrum_goes_through_its_heights():
    heights = np.array([0, 3, 6, 9, 12, 6, 0, -6, -12.0])
    _, views = seen(view="factor", given="drawn", drawing=tuple(heights))
    places = np.linspace(0, np.pi, len(heights))
    found = np.interp(places, views["omega"], 10 * np.log10(views["spectrum"]))
    np.testing.assert_allclose(found[:-1], heights[:-1], atol=0.05)


@pytest.mark.parametrize(
    "knobs",
    [
        {"poles": "1.2_0"},
        {"poles": "x"},
        {"poles": ((1.0, 0.0),)},
        {"zeros": "1"},
        {"zeros": "9_9"},
        {"drawing": "1_2"},
        {"drawing": (99.0,) * 9},
    ],
)
def test_what_no_process_has_is_refused(knobs: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FactorSetup(**knobs)


def test_no_roots_is_white_noise():
    _, views = seen(poles=())
    np.testing.assert_array_equal(views["path"], views["noise"])
    assert process_of(ProcessSetup(poles=())).minimum_phase


def test_a_process_is_heard_softly_and_begins_in_silence():
    rate, heard = wavfile.read(io.BytesIO(wav(1e6 * np.random.default_rng(0).normal(size=4000))))
    assert rate == 8000
    assert np.abs(heard).max() <= 32768 / 4
    assert np.abs(heard).max() > 32767 / 5
    assert heard[0] == heard[-1] == 0
    assert len(wav(np.zeros(10))) > 0
