"""The page on which poles and zeros are dragged: its numbers, its pictures, its refusals."""

from typing import Any

import numpy as np
import pytest

from models.processes import (
    POINTS,
    FactorSetup,
    ProcessSetup,
    WhitenSetup,
    process_of,
    process_view,
)
from playground import catalog
from tests.pages.conftest import OpenPage, address, number, readouts, sound
from tests.pages.told import layer_on

TOPIC = catalog.topic("processes")


def seen(**knobs: Any) -> tuple[dict[str, float], dict[str, Any]]:
    kinds = {"circle": ProcessSetup, "whiten": WhitenSetup, "factor": FactorSetup}
    (frame,) = process_view(kinds[knobs.pop("view", "circle")](**knobs))
    return dict(frame.metrics), dict(frame.views)


@pytest.mark.parametrize("place", [(0.62, 0.62), (-0.9, 0.0)])
def test_the_numbers_are_those_of_the_process(
    open_page: OpenPage, place: tuple[float, float]
) -> None:
    at = open_page(TOPIC, processes_poles="_".join(map(str, place)))
    poles = (place,)
    metrics, _ = seen(poles=poles)
    assert number(at, "Power of the path") == pytest.approx(metrics["measured"], rel=0.01)
    assert number(at, "Unpredictable") == pytest.approx(1, rel=0.01)
    assert number(at, "Prediction gain") == pytest.approx(metrics["gain"], rel=0.01)
    formula = next(each.value for each in at.markdown if "x[n] =" in each.value)
    assert f"{abs(process_of(ProcessSetup(poles=poles)).a[1]):.3g}" in formula


def test_every_picture_is_computed_of_the_same_roots(open_page: OpenPage) -> None:
    at = open_page(TOPIC, processes_zeros="-0.4_0.6")
    kinds = {}
    for name in ("x[n]", "l[n]", "γ[n]", "R[m]/R[0]", "S(ω)", "× poles", "○ zeros"):
        xy = layer_on(at, name)["xy"]
        kinds[name] = xy["filter"]
        assert xy["poles"] == {
            "handles": "processes:poles",
            "start": [[0.62, 0.62]],
            "real": [False],
        }
        assert xy["zeros"]["start"] == [[-0.4, 0.6]]
    assert kinds == {
        "x[n]": "output",
        "l[n]": "impulse",
        "γ[n]": "inverse",
        "R[m]/R[0]": "correlation",
        "S(ω)": "spectrum",
        "× poles": "poles",
        "○ zeros": "zeros",
    }
    assert len(layer_on(at, "x[n]")["xy"]["noise"]) >= POINTS


@pytest.mark.long
def test_roots_are_added_and_taken_away(open_page: OpenPage) -> None:
    at = open_page(TOPIC)

    def press(label: str) -> None:
        next(each for each in at.button if each.label == label).click()
        at.run()

    press("zero pair")
    assert address(at)["processes_zeros"] == "-0.4_0.6"
    press("last of the poles")
    assert process_of(ProcessSetup(poles=(), zeros=((-0.4, 0.6),))).a.tolist() == [1.0]
    assert number(at, "Power of the path") == pytest.approx(
        seen(poles=(), zeros=((-0.4, 0.6),))[0]["measured"], rel=0.01
    )


def test_a_zero_outside_is_named_and_reflected_on_demand(open_page: OpenPage) -> None:
    at = open_page(TOPIC, processes_zeros="-1.6_0")
    assert any("not minimum phase" in each.value for each in at.caption)
    gain = number(at, "Prediction gain")
    next(each for each in at.button if each.label == "Reflect zeros inside").click()
    at.run()
    assert address(at)["processes_zeros"] == "-0.625_0"
    assert not any("not minimum phase" in each.value for each in at.caption)
    assert number(at, "Prediction gain") == pytest.approx(gain, rel=0.01)


@pytest.mark.long
def test_whitening_plays_what_the_library_computes(open_page: OpenPage) -> None:
    at = open_page(TOPIC, processes_view="whiten")
    _, views = seen(view="whiten")
    last = layer_on(at, "residual")["xy"][-1][0]  # (P, 2) at the last frame
    np.testing.assert_allclose(last[:, 1], views["residual"][: len(last)], atol=0.01)
    early = layer_on(at, "path")["xy"][4][0]
    assert np.isfinite(early[:, 1]).sum() == 5
    assert number(at, "x, made again, differs by") == 0
    assert number(at, "Power of Γx") == pytest.approx(np.mean(views["residual"] ** 2), rel=0.01)


@pytest.mark.long
def test_what_cannot_be_whitened_is_said(open_page: OpenPage) -> None:
    at = open_page(TOPIC, processes_view="whiten", processes_zeros="-1.6_0")
    assert any("Reflect the zero" in each.value for each in at.info)


@pytest.mark.parametrize("given", ["roots", "average", "exponential", "drawn"])
def test_a_spectrum_is_factored(open_page: OpenPage, given: str) -> None:
    at = open_page(TOPIC, processes_view="factor", processes_given=given)
    metrics, views = seen(view="factor", given=given)
    assert number(at, "Unpredictable") == pytest.approx(metrics["variance"], rel=1e-3)
    stems = layer_on(at, "l[n] by the cepstrum")["xy"]
    np.testing.assert_allclose(stems[:5, 1, 1], views["impulse"][:5], atol=0.01)
    labels = [label for label in readouts(at) if label.startswith("Cepstrum and roots")]
    assert bool(labels) == (given in ("roots", "average"))


def test_a_whole_gap_makes_the_future_known(open_page: OpenPage) -> None:
    gap = {"processes_gap_width": "0.5", "processes_gap_depth": "200"}
    at = open_page(TOPIC, processes_view="factor", **gap)
    assert number(at, "Unpredictable") == 0
    assert any("follows from the past" in each.value for each in at.info)


@pytest.mark.parametrize("text", ["1.5_0", "x", "0.5_-0.5"])
def test_a_mangled_link_is_named_and_nothing_is_lost(open_page: OpenPage, text: str) -> None:
    at = open_page(TOPIC, processes_poles=text)
    assert any("Poles" in each.value for each in at.warning)
    assert number(at, "Unpredictable") == pytest.approx(1, rel=0.01)


def test_what_rounding_leaves_of_a_coefficient_is_not_told(open_page: OpenPage) -> None:
    at = open_page(TOPIC, processes_poles="0.3_0.5~-0.3_0.5")
    formula = next(each.value for each in at.markdown if "x[n] =" in each.value)
    assert "x[n-1]" not in formula
    assert "x[n-2]" in formula
    assert "e-" not in formula


def test_only_what_was_mirrored_is_said_to_be(open_page: OpenPage) -> None:
    at = open_page(TOPIC)
    assert not [each.value for each in at.info]
    at.session_state[f"{TOPIC.slug}:mirrored"] = True
    (told,) = (each.value for each in sound(at.run()).info)
    assert "mirror image" in told
    assert not sound(at.run()).info


@pytest.mark.parametrize("pole", [-0.9, 0.5])
def test_the_recursion_is_written_with_the_signs_of_its_weights(
    open_page: OpenPage, pole: float
) -> None:
    at = open_page(TOPIC, processes_poles=f"{pole}_0.0", processes_zeros="")
    (written,) = (each.value for each in at.markdown if "x[n] = " in each.value)
    terms = written.partition("x[n] = ")[2].replace(" ", "")
    weight, _, noise = terms.partition(r"\,x[n-1]")
    assert float(weight) == pole
    assert noise == "+i[n]$"
