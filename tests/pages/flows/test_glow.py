"""What only the page of Glow has: its views, each with the numbers of the flow on screen."""

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from models.glow import TEMPERATURES, Glow, GlowSetup, gaussian, independent, pictures, restore
from models.glow.look import (
    Beside,
    account,
    arithmetic,
    beside,
    between,
    bits_of,
    grey,
    held_out_bits,
    jacobian,
    middle_of,
    on_the_way,
    others,
    plan,
    readable,
    resampled,
    share_less_likely,
    slice_of,
    strangers,
    summed,
    tighter,
    totals,
)
from playground import catalog
from playground.recording import Moment
from tests.pages.conftest import drawn, ended, readouts, shown, sound, wait_until_ended
from tests.pages.told import layer, says, sums

SMALL = {"glow_width": "8", "glow_flow_steps": "2", "glow_steps": "12"}
TOPIC = catalog.topic("glow")
DATA = pictures("digits")


def frame_of(at: AppTest, place: int = -1) -> tuple[Glow, Moment]:
    recording = shown(at, TOPIC).recording
    frame = recording.frame(place)
    return restore(GlowSetup.model_validate(recording.setup), frame.checkpoint), frame


def opened(open_page: Callable[..., AppTest], view: str, **more: str) -> AppTest:
    link = {} if view == "samples" else {"glow_view": view}
    return ended(open_page, "glow", **SMALL, **link, **more)


def ink(at: AppTest) -> np.ndarray:
    """The grey values of the rows on screen, from 0 to 1, the first row lowest."""
    (picture,) = (each for each in drawn(at) if each["layers"][0]["name"] == "pictures")
    return np.asarray(layer(picture, "pictures")["values"])


def rows(images: list[np.ndarray]) -> np.ndarray:
    """Rows of pictures (n, 64) as one, the first at the top; row 0 is the lowest line."""
    framed = [np.pad(each.reshape(-1, 8, 8), [(0, 0), (1, 1), (1, 1)]) for each in images]
    tall = [each.swapaxes(0, 1).reshape(10, -1) for each in framed]
    return np.concatenate(tall)[::-1]


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_bits_stand_beside_those_of_simple_models(open_page, step):
    at = opened(open_page, "samples", **({"glow_moment": step} if step else {}))
    _, frame = frame_of(at, 0 if step else -1)
    metrics = frame.metrics
    label = " (bits a pixel)"
    says(
        at,
        "Held out" + label,
        metrics["bits"],
        reference=independent("digits").bits,
        error=metrics["error"],
        samples=297,
        digits=4,
    )
    assert f"{metrics['bits']:.3f}" != f"{metrics['train_bits']:.3f}"
    says(at, "Trained on" + label, metrics["train_bits"], samples=297, digits=4)
    one = gaussian("digits")
    says(at, "One Gaussian" + label, one.bits, error=one.error, samples=297, digits=4)


@pytest.mark.long
@pytest.mark.parametrize("warm", ["0.7", "0.3"])
def test_samples_have_the_temperature_that_is_chosen_at_every_moment(open_page, warm):
    at = opened(open_page, "samples")
    at.session_state["glow_temperature"] = warm
    sound(at.run())
    recording = shown(at, TOPIC).recording
    index, film = TEMPERATURES.index(float(warm)), ink(at)
    assert len(film) == len(recording)
    for place in (0, -1):
        samples = recording.frame(place).views["samples"][index]
        expected = rows(list(samples.reshape(4, 5, 64) / 16))
        assert film[place] == pytest.approx(expected, abs=0.01)


@pytest.mark.long
def test_each_row_draws_one_scale_anew(open_page):
    at = opened(open_page, "scales", glow_warmth="1.2")
    model, _ = frame_of(at)
    x = grey(DATA, 3)
    found = resampled(model, DATA.lattice, x, 8, 1.2, 0)
    assert ink(at) == pytest.approx(rows([np.tile(x, (8, 1)), *found]), abs=0.01)
    says(at, "Numbers in scale 1", 32, digits=4, reference=64)
    says(at, "Numbers in scale 2", 32, digits=4, reference=64)
    next(each for each in at.button if each.label == "Draw again").click()
    sound(at.run())
    again = resampled(model, DATA.lattice, x, 8, 1.2, 1)
    assert ink(at) == pytest.approx(rows([np.tile(x, (8, 1)), *again]), abs=0.01)


@pytest.mark.long
def test_both_ends_of_the_way_are_the_pictures_and_the_sum_stands_in_the_last_row(open_page):
    at = opened(open_page, "ways")
    model, _ = frame_of(at)
    a, b, c = (grey(DATA, number) for number in (3, 8, 14))
    way = between(model, DATA.lattice, a, b, 9)
    last = np.zeros((9, 64))
    last[:4] = [a, b, c, arithmetic(model, DATA.lattice, a, b, c)]
    assert ink(at) == pytest.approx(rows([way, last]), abs=0.01)
    assert np.array_equal(way[[0, -1]], [a, b])


@pytest.fixture
def brief(monkeypatch):
    """What learns beside the flow does so in a few updates."""
    monkeypatch.setattr(others, "STEPS", 12)
    monkeypatch.setattr(others, "UPDATES", 12)


def raced(at: AppTest) -> dict[str, Beside]:
    """Press the button and wait: what has been trained beside the flow."""
    sound(at.button(key="glow:race:start").click().run())
    _, runs = at.session_state["glow:race"]
    for run in runs.values():
        wait_until_ended(run)
    sound(sound(at.run()).run())
    return {
        name: beside(run.setup, run.recording.frame(-1).checkpoint) for name, run in runs.items()
    }


@pytest.mark.long
def test_a_vae_and_a_pixelcnn_train_beside_the_flow_once_they_are_asked_for(open_page, brief):
    at = opened(open_page, "ways")
    found = raced(at)
    assert list(found) == ["a VAE", "a PixelCNN"]
    a, b, c = (grey(DATA, number) for number in (3, 8, 14))
    model, _ = frame_of(at)
    vae = found["a VAE"].vae
    assert vae is not None
    last = np.zeros((9, 64))
    last[:5] = [
        a,
        b,
        c,
        arithmetic(model, DATA.lattice, a, b, c),
        summed(vae, a, b, c),
    ]
    ways = [between(model, DATA.lattice, a, b, 9), on_the_way(vae, a, b, 9), last]
    assert ink(at) == pytest.approx(rows(ways), abs=0.01)
    for name, each in found.items():
        label = f"Held out, {name} (bits a pixel)"
        says(at, label, each.bits, error=each.error, samples=297)


@pytest.mark.long
def test_they_stand_among_the_models_and_are_there_at_once_for_the_next_person(open_page, brief):
    at = opened(open_page, "noise")
    assert "a VAE" not in set(bars(at)["label"])
    found = raced(at)
    told = dict(zip(bars(at)["label"], bars(at)["y"], strict=True))
    assert told["a VAE"] == pytest.approx(found["a VAE"].bits)
    assert told["a PixelCNN"] == pytest.approx(found["a PixelCNN"].bits)
    assert told["one Gaussian"] == pytest.approx(gaussian("digits").bits)
    assert told["independent pixels"] == pytest.approx(independent("digits").bits)
    other = opened(open_page, "noise")
    sound(other.button(key="glow:race:start").click().run())
    assert dict(zip(bars(other)["label"], bars(other)["y"], strict=True)) == told


def bars(at: AppTest) -> Mapping[str, np.ndarray]:
    """The bits of several models."""
    rows: Mapping[str, np.ndarray] = at.session_state["glow:charts"]["models"].rows
    return rows


@pytest.mark.long
def test_the_ledger_adds_up_and_the_figure_has_the_shapes(open_page):
    at = opened(open_page, "ledger")
    model, _ = frame_of(at)
    x = grey(DATA, 3)
    entries = account(model, middle_of(DATA.lattice, x))
    found = totals(model, DATA, x, entries)
    (told,) = sums(at)
    *terms, total = told.values()
    assert total == pytest.approx(found.log_prob, abs=2e-3)
    assert sum(terms) == pytest.approx(total, abs=1e-2)
    assert terms[0] == pytest.approx(found.prior, abs=2e-3)
    assert terms[1] == pytest.approx(found.logit, abs=2e-3)
    (figure,) = (each for each in drawn(at) if each["layers"][0]["name"] == "numbers pass")
    boxes = plan(entries)
    assert layer(figure, "names")["texts"] == [each.name for each in boxes]
    assert layer(figure, "shapes")["texts"] == [each.shape for each in boxes]
    assert any(f"{found.bits:.3f} bits a pixel" in each.value for each in at.caption)


@pytest.mark.long
def test_a_picture_has_its_bits_and_its_rank(open_page):
    at = opened(open_page, "likely")
    model, frame = frame_of(at)
    x = grey(DATA, 12)
    shown_pictures = [x, *strangers(DATA).values()]
    costs = bits_of(model, DATA.lattice, shown_pictures)
    says(at, "This picture (bits a pixel)", costs[0], reference=frame.metrics["bits"])
    rank = 100 * share_less_likely(costs[0], held_out_bits(model, DATA))
    says(at, "Rank (% are less likely)", rank, samples=297)
    assert ink(at) == pytest.approx(rows([np.stack(shown_pictures)]), abs=0.01)
    chart = at.session_state["glow:charts"]["strangers"]
    heights = pd.DataFrame(chart.rows)
    heights = heights[heights["name"] == "bits a pixel"]
    top = readable(costs, frame.metrics["bits"])
    assert [("↑" in each) for each in heights["label"]] == (costs > top).tolist()


@pytest.mark.long
def test_an_empty_drawing_says_what_to_do(open_page):
    at = opened(open_page, "likely")
    at.session_state["glow:kind"] = "draw"
    sound(at.run())
    assert len(at.info) == 1
    assert "This picture (bits a pixel)" not in readouts(at)


@pytest.mark.long
def test_the_bound_is_a_sum_and_more_noises_make_it_better(open_page):
    at = opened(open_page, "noise")
    model, frame = frame_of(at)
    metrics = frame.metrics
    (told,) = sums(at)
    constant, density, own, total = told.values()
    assert own == 0
    assert constant == pytest.approx(np.log2(17), abs=1e-3)
    assert density == pytest.approx(metrics["density"], abs=1e-3)
    assert total == pytest.approx(metrics["bits"], abs=1e-3)
    says(at, "With noise (bits a pixel)", metrics["bits"], error=metrics["error"], samples=297)
    says(
        at,
        "Density at grey values trained on (bits a pixel)",
        metrics["train_middle"],
        reference=metrics["middle"],
        samples=297,
    )
    found = tighter(model, DATA, 60, 64)
    says(
        at,
        "With 64 noises (bits a pixel)",
        found.bits[-1],
        reference=found.bits[0],
        error=found.error[-1],
        samples=60,
    )


@pytest.mark.long
def test_the_density_along_a_pixel_is_that_of_the_flow(open_page):
    at = opened(open_page, "noise")
    model, _ = frame_of(at)
    expected = slice_of(model, DATA.lattice, grey(DATA, 3), 36)
    (picture,) = (each for each in drawn(at) if each["layers"][0]["name"] == "cells")
    line = np.asarray(layer(picture, "density along the pixel")["xy"]).reshape(-1, 2)
    assert line == pytest.approx(expected.line, rel=1e-2, abs=1e-2)
    noise = np.asarray(layer(picture, "its noise q")["xy"]).reshape(-1, 2)
    assert noise == pytest.approx(expected.noise, rel=1e-2, abs=1e-2)


@pytest.mark.long
def test_learned_noise_has_a_term_of_its_own_and_a_flow_without_noise_has_none(open_page):
    at = opened(open_page, "noise", glow_dequantization="variational", glow_coupling="spline")
    _, frame = frame_of(at)
    (told,) = sums(at)
    _, density, own, total = told.values()
    assert own == pytest.approx(frame.metrics["noise"], abs=1e-3)
    assert own != 0
    assert density == pytest.approx(frame.metrics["density"], abs=1e-3)
    assert total == pytest.approx(frame.metrics["bits"], abs=1e-3)
    bare = opened(open_page, "noise", glow_dequantization="none")
    (picture,) = (each for each in drawn(bare) if each["layers"][0]["name"] == "cells")
    assert "its noise q" not in {each["name"] for each in picture["layers"]}


@pytest.mark.long
@pytest.mark.parametrize("part", ["coupling", "convolution", "actnorm", "step"])
@pytest.mark.parametrize("order", ["channel", "place"])
def test_the_jacobian_of_the_part_that_is_chosen(open_page, part, order):
    at = opened(open_page, "jacobian", glow_part=part, glow_order=order)
    model, _ = frame_of(at)
    x = middle_of(DATA.lattice, grey(DATA, 3))
    seen = jacobian(model, x, part, by_channel=order == "channel")
    says(at, "log|det| by elimination (nats)", seen.log_det, digits=5, reference=seen.diagonal)
    says(at, "Largest above the diagonal", seen.above)
    (picture,) = (each for each in drawn(at) if each["layers"][0]["name"] == "∂hₖ/∂hₖ₋₁")
    found = layer(picture, "∂hₖ/∂hₖ₋₁")["values"]
    shades = np.clip(seen.matrix[::-1], -seen.reach, seen.reach)
    inside = np.clip(found, -seen.reach, seen.reach)
    assert inside == pytest.approx(shades, abs=2e-2 * seen.reach)


@pytest.mark.long
def test_the_cost_of_a_determinant_is_measured_when_it_is_asked_for(open_page):
    at = opened(open_page, "jacobian")
    assert "Any matrix grows by M to the" not in readouts(at)
    next(each for each in at.button if each.label.startswith("Measure")).click()
    sound(at.run())
    assert (
        readouts(at)["Any matrix grows by M to the"] > readouts(at)["Triangular grows by M to the"]
    )
