"""What only the scalar page has: a quantizer in its density, each number by our own integrals."""

import math
from typing import Any

import numpy as np
import pytest
from scipy import integrate, stats
from streamlit.testing.v1 import AppTest

from playground import catalog
from tests.pages.conftest import address, drawn, readouts, sound
from tests.pages.told import charts, curve, layer, notes, says, strip, sums

TOPIC = catalog.topic("scalar")
LAWS = {"gaussian": stats.norm(), "laplacian": stats.laplace(scale=math.sqrt(0.5))}
BEST = {("gaussian", 2): 0.363380, ("gaussian", 4): 0.117482, ("laplacian", 2): 0.5}  # Max 1960


def sticks(picture: dict[str, Any], name: str) -> np.ndarray[Any, Any]:
    """Where the upright lines of a layer stand at each half-step, (T, N)."""
    return np.asarray(layer(picture, name)["xy"])[..., 0, 0]


def integrals(law: Any, levels: Any, cuts: Any) -> tuple[float, float]:
    """Distortion, and entropy in bits, of a quantizer."""
    ends = [-np.inf, *cuts, np.inf]
    distortion = sum(
        integrate.quad(lambda u, a=a: (u - a) ** 2 * law.pdf(u), low, high)[0]
        for a, low, high in zip(levels, ends[:-1], ends[1:], strict=True)
    )
    masses = np.diff(law.cdf(ends))
    return distortion, float(-(masses * np.log2(masses)).sum())


@pytest.mark.parametrize(
    ("source", "levels", "frame"),
    [("gaussian", 4, 0), ("gaussian", 4, 3), ("gaussian", 2, 1), ("laplacian", 2, 2)],
)
def test_each_number_is_that_of_the_half_step_on_screen(open_page, source, levels, frame):
    link = {"scalar_source": source, "scalar_levels": str(levels), "scalar_start": "random"}
    at = sound(open_page(TOPIC, **link, scalar_seed="3", scalar_frame=str(frame)))
    law = LAWS[source]
    (picture,) = drawn(at)
    assert picture["start"] == frame
    found, cuts = sticks(picture, "levels"), sticks(picture, "cells")
    distortion, entropy = integrals(law, found[frame], cuts[frame])
    said, beside = readouts(at), notes(at)
    assert said["Distortion D"] == pytest.approx(distortion, rel=2e-3)
    assert beside["Distortion D"]["reference"] == pytest.approx(BEST[source, levels], rel=5e-4)
    noise = 10 * math.log10(law.var() / distortion)
    assert said["Signal to noise (dB)"] == pytest.approx(noise, abs=0.01)
    assert said["Entropy (bits)"] == pytest.approx(entropy, abs=2e-3)
    assert beside["Entropy (bits)"]["reference"] == pytest.approx(math.log2(levels), abs=1e-3)
    falling = np.asarray(strip(picture)["distortion D"]["values"])
    assert falling[frame] == pytest.approx(distortion, rel=2e-3)
    assert strip(picture)["distortion D"]["floor"] == pytest.approx(BEST[source, levels], rel=1e-4)
    half = np.asarray([(a + b) / 2 for a, b in zip(found[1], found[1][1:], strict=False)])
    np.testing.assert_allclose(cuts[1], half, atol=2e-3, err_msg="the first half-step")
    (written,) = sums(at)
    assert written["D"] == pytest.approx(distortion, rel=2e-3)
    *terms, total = written.values()
    assert sum(terms) == pytest.approx(total, abs=3e-4)
    assert terms[0] == pytest.approx(law.var(), rel=1e-3)
    assert terms[1] < 0 <= terms[2] + 1e-4


@pytest.mark.parametrize(("even", "reference"), [("true", 9.2503), ("false", 9.3003)])
def test_the_signal_to_noise_stands_beside_what_is_chosen(open_page, even, reference):
    at = sound(open_page(TOPIC, scalar_uniform=even))
    (picture,) = drawn(at)
    assert notes(at)["Signal to noise (dB)"]["reference"] == pytest.approx(reference, abs=0.002)
    named = [each["name"] for each in picture["layers"]]
    assert ("even steps" in named) == (even == "true")
    ceiling = picture["window"][3]
    top = np.asarray(layer(picture, "density")["xy"])[..., 1].max()
    assert ceiling == pytest.approx((1.36 if even == "true" else 1.2) * top), (
        "room for what is drawn"
    )
    if even == "true":
        ends = np.asarray(layer(picture, "even steps")["xy"])[..., 1]
        assert (ends[..., 0] > top).all(), "above the density"
        assert (ends[..., 0] < ends[..., 1]).all()
        assert (ends[..., 1] < ceiling).all()


@pytest.mark.long
def test_the_half_steps_are_one_button_away(open_page):
    at = sound(open_page(TOPIC))

    def press(label: str) -> AppTest:
        (button,) = (each for each in at.button if each.label == label)
        assert not button.disabled, label
        return sound(button.click().run())

    frames = []
    for label in ("Boundaries to midpoints", "Levels to centroids", "Back", "Back"):
        press(label)
        frames.append(address(at).get("scalar_frame", "0"))
    assert frames == ["1", "2", "1", "0"]
    disabled = {each.label for each in at.button if each.disabled}
    assert "Back" in disabled


def test_levels_cannot_be_dragged_before_there_is_a_source(open_page):
    at = open_page(TOPIC, scalar_source="column")
    start = next(each for each in at.selectbox if each.key == "scalar_start")
    sound(start.set_value("own").run())
    assert at.info


@pytest.mark.long
def test_where_it_can_end_is_listed_best_first(open_page):
    at = sound(open_page(TOPIC, scalar_source="mixture"))
    says(at, "2 + 2 levels, D", 0.0327042, digits=4, reference=0.0327042)
    for name in ("1 + 3", "3 + 1"):
        says(at, f"{name} levels, D", 0.0535578, digits=4, reference=0.0327042)


@pytest.mark.parametrize("plot", ["gained", "missing"])
def test_bits_stand_against_decibels_under_their_names(open_page, plot):
    at = sound(open_page(TOPIC, scalar_plot=plot))
    (chart,) = charts(at)
    bound = 20 * math.log10(2)  # decibels a bit

    def decibels(name: str) -> dict[float, float]:
        line = curve(chart, name)
        return dict(zip(line["x"].round(6), line["y"], strict=True))

    best = decibels("Lloyd-Max")
    for levels in (2, 4):
        x, reached = math.log2(levels), -10 * math.log10(BEST["gaussian", levels])
        expected = reached if plot == "gained" else bound * x - reached
        assert best[round(x, 6)] == pytest.approx(expected, abs=2e-3)
    shannon = decibels("Shannon bound: 6.02 dB a bit")
    assert shannon[6.0] == pytest.approx(6 * bound if plot == "gained" else 0, abs=1e-6)
    coded = decibels("1.53 dB below the bound")
    below = 10 * math.log10(math.pi * math.e / 6)
    assert coded[6.0] == pytest.approx(6 * bound - below if plot == "gained" else below, abs=1e-3)
    panter = decibels("Panter-Dite")
    loss = 10 * math.log10(math.sqrt(3) * math.pi / 2)
    assert panter[6.0] == pytest.approx(6 * bound - loss if plot == "gained" else loss, abs=1e-3)


@pytest.mark.long
@pytest.mark.parametrize(("levels", "words"), [("4", "at the optimum"), ("64", "not at rest")])
def test_how_it_ended_is_said_as_it_is(open_page, levels, words):
    at = sound(open_page(TOPIC, scalar_levels=levels))
    assert any(words in each.value for each in at.caption)
    bad = {"scalar_source": "mixture", "scalar_start": "split", "scalar_left_levels": "3"}
    at = sound(open_page(TOPIC, **bad))
    assert any("a stationary point" in each.value for each in at.caption)
