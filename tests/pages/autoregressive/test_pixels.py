"""The page of pixels: samples, drawing, finishing, bits of each pixel, who sees whom."""

import importlib
from typing import Any

import numpy as np
import pytest

from models import wheels
from models.autoregressive import restore_pixels
from models.autoregressive.pixels import (
    BLIND,
    FARTHER,
    FVSBN,
    SEEN,
    Drawn,
    build,
    data_of,
    drawn,
    erased,
    rest_bits,
    sight,
)
from playground import catalog
from tests.pages.conftest import address, afresh, ended, readouts, shown
from tests.pages.conftest import drawn as pictures
from tests.pages.pictured import faults
from tests.pages.told import compared, layer, says, strip

SLUG = "pixels"
TOPIC = catalog.topic(SLUG)
SMALL = {"steps": "12", "width": "8", "layers": "2", "hidden": "16"}


def link(**knobs: str) -> dict[str, str]:
    return {f"{SLUG}_{name}": value for name, value in (SMALL | knobs).items()}


def tile(field: Any, number: int, side: int = 8) -> np.ndarray:
    """One image of a sheet of sixteen, row by row from the top."""
    row, column = divmod(number, 4)
    low, left = (3 - row) * (side + 1), column * (side + 1)
    return np.asarray(field)[low : low + side, left : left + side][::-1].ravel()


def last(at: Any) -> Any:
    return shown(at, TOPIC).recording.frame(-1)


@pytest.mark.long
@pytest.mark.parametrize("levels", ["2", "4", "17"])
def test_samples_stand_beside_held_out_images(open_page, levels):
    at = afresh(open_page, SLUG, **link(levels=levels))
    frame, most = last(at), int(levels) - 1
    picture = pictures(at)[0]
    samples = layer(picture, "ink")["values"][-1]
    real = layer(picture, "images")["values"]
    held_out = data_of(shown(at, TOPIC).setup).held_out
    for number in (0, 7, 15):
        wanted = frame.views["samples"][number] / most
        assert tile(samples, number) == pytest.approx(wanted, abs=0.01)
        assert tile(real, number) == pytest.approx(held_out[number].numpy() / most, abs=0.01)
    reference = FVSBN if levels == "2" else None
    says(
        at,
        "−ln P of an image (nats)",
        frame.metrics["nats"],
        digits=5,
        reference=reference,
        error=frame.metrics["error"],
        samples=297,
    )
    says(
        at,
        "Bits per dimension (bits)",
        frame.metrics["bits"],
        digits=4,
        reference=np.log2(int(levels)),
    )
    says(at, "In training (nats)", frame.metrics["train_nats"])
    for name, metric in (("nats, held out", "nats"), ("training", "train_nats")):
        curve = strip(picture)[name]["values"]
        assert curve[-1] == pytest.approx(frame.metrics[metric], rel=1e-4)
    assert [each["panel"] for each in picture["layers"]] == [0, 1]


@pytest.mark.long
def test_on_validation_images_the_reference_is_left_out(open_page):
    at = ended(open_page, SLUG, **link(held_out="validation"))
    assert "−ln P of an image (nats)" not in compared(at)


@pytest.mark.long
def test_the_mean_of_orders_has_a_number_of_its_own(open_page):
    at = ended(open_page, SLUG, **link(family="made", orders="3"))
    metrics = last(at).metrics
    says(
        at,
        "Mean of 3 orders (nats)",
        metrics["ensemble"],
        digits=5,
        reference=metrics["nats"],
        samples=297,
    )
    assert "Mean of 1 orders (nats)" not in readouts(ended(open_page, SLUG, **link(family="made")))


@pytest.mark.long
def test_every_half_step_tells_a_law_or_draws_a_pixel(open_page):
    at = afresh(open_page, SLUG, **link(view="drawing"))
    run = shown(at, TOPIC)
    model = restore_pixels(run.setup, last(at).checkpoint)
    found = drawn(model, 16, 0)
    picture = pictures(at)[0]
    assert not faults(picture)
    assert len(picture["times"]) == len(picture["captions"]) == 128
    fields = layer(picture, "ink")["values"]
    for frame, pixels in ((0, 0), (1, 1), (2, 1), (63, 32), (127, 64)):
        for number in (0, 9):
            seen = tile(fields[frame], number)
            assert np.isfinite(seen).sum() == pixels
            assert seen[:pixels] == pytest.approx(found.images[pixels, number, :pixels], abs=0.01)
    box, pixel = (layer(picture, name)["xy"] for name in ("its law is told", "the pixel"))
    assert [box.min((0, 1)).tolist(), box.max((0, 1)).tolist()] == [[0, 27], [8, 35]]
    assert pixel[0].min((0, 1)) == pytest.approx([0, 34], abs=0.01)  # the first is on top, left
    assert pixel[-1].max((0, 1)) == pytest.approx([8, 28], abs=0.01)
    bars = np.asarray(layer(picture, "P(level)")["xy"])
    heights = bars[:, :, 1, 1] - bars[:, :, 0, 1]
    assert heights[::2] == pytest.approx(16 * found.laws[:, 0], abs=1e-3)
    assert heights[1::2] == pytest.approx(heights[::2])
    marks = np.isfinite(np.asarray(layer(picture, "drawn")["xy"])[..., 1])
    assert not marks[::2].any()
    assert (marks[1::2].argmax(1) == found.levels[0]).all()
    assert picture["captions"][1].startswith(f"pixel 1: level {found.levels[0, 0]} was drawn")
    told = readouts(at)
    ratio = told["Draw 16 images (ms)"] / told["Learn from as many (ms)"]
    assert told["Drawing to learning (times as long)"] == pytest.approx(ratio, rel=0.02)


@pytest.mark.long
def test_a_link_names_the_half_step(open_page):
    at = ended(open_page, SLUG, **link(view="drawing", drawing_frame="5"))
    assert pictures(at)[0]["start"] == 5
    assert address(at)["pixels_drawing_frame"] == "5"


@pytest.mark.long
def test_temperature_and_another_draw_change_the_images(open_page):
    at = afresh(open_page, SLUG, **link(view="drawing", warmth="0.5"))
    model = restore_pixels(shown(at, TOPIC).setup, last(at).checkpoint)
    before = layer(pictures(at)[0], "ink")["values"][-1]
    assert tile(before, 3) == pytest.approx(drawn(model, 16, 0, None, 0.5).levels[3], abs=0.01)
    next(button for button in at.button if button.label == "Draw again").click().run()
    after = layer(pictures(at)[0], "ink")["values"][-1]
    assert tile(after, 3) == pytest.approx(drawn(model, 16, 1, None, 0.5).levels[3], abs=0.01)


@pytest.mark.long
@pytest.mark.parametrize(("order", "share"), [("rows", "0.5"), ("centre", "0.25"), ("rows", "1")])
def test_what_is_left_of_a_digit_is_finished_fifteen_times(open_page, order, share):
    knobs = link(view="finish", family="made", pixel_order=order, erased=share, unfinished="9")
    at = afresh(open_page, SLUG, **knobs)
    run = shown(at, TOPIC)
    model, image = restore_pixels(run.setup, last(at).checkpoint), data_of(run.setup).held_out[8]
    gone = round(float(share) * 64)
    found = drawn(model, 15, 0, erased(model, image, gone))
    fields = layer(pictures(at)[0], "ink")["values"]
    assert len(fields) == 2 * gone
    for frame in (0, -1):
        assert tile(fields[frame], 0) == pytest.approx(image.numpy(), abs=0.01)
    assert np.isfinite(tile(fields[0], 4)).sum() == 64 - gone
    assert tile(fields[-1], 4) == pytest.approx(found.levels[3], abs=0.01)
    says(at, "What was erased (bits)", rest_bits(model, image, gone), digits=4)
    says(at, "Erased (pixels)", gone, reference=64)


@pytest.mark.long
def test_bits_of_pixels_add_up_to_the_curve(open_page):
    at = afresh(open_page, SLUG, **link(view="bits", image="5"))
    frame = last(at)
    picture = pictures(at)[0]
    costs = np.asarray(layer(picture, "bits")["values"])[-1][::-1]
    assert costs.ravel() == pytest.approx(frame.views["costs"][4], abs=0.02)
    mean = np.asarray(layer(picture, "mean bits")["values"])[-1][::-1]
    assert mean.ravel() == pytest.approx(frame.views["by_pixel"], abs=0.02)
    image = np.asarray(layer(picture, "ink")["values"])[::-1]
    held_out = data_of(shown(at, TOPIC).setup).held_out
    assert image.ravel() == pytest.approx(held_out[4].numpy(), abs=0.01)
    nats = frame.metrics["nats"]
    says(at, "Σ_d of image 5 (bits)", frame.views["costs"][4].sum(), digits=5)
    says(at, "Σ_d of the mean (bits)", nats / np.log(2), digits=5, reference=nats / np.log(2))
    says(at, "Σ_n Σ_d (nats)", 297 * nats, digits=6)
    says(at, "Σ_n Σ_d / N (nats)", nats, digits=5, samples=297)
    assert any("Beside the notes" in each.value for each in at.caption)


@pytest.mark.long
@pytest.mark.parametrize("family", ["pixelcnn", "gated", "nade"])
def test_a_handle_chooses_whose_field_is_lit(open_page, family):
    at = afresh(open_page, SLUG, **link(view="sight", family=family, sight_pixel="4.5_3.5"))
    run = shown(at, TOPIC)
    model = restore_pixels(run.setup, last(at).checkpoint)
    place = 4 * 8 + 4
    x = data_of(run.setup).held_out[:16]
    found = sight(run.setup, model, place, x)
    seen, blind, far = (found.number(kind) for kind in (SEEN, BLIND, FARTHER))
    assert seen + blind + far == place
    says(at, "It reads (pixels)", seen, reference=place)
    says(at, "Blind spot (pixels)", blind)
    says(at, "Too far (pixels)", far)
    main, *beside = pictures(at)
    lit = np.asarray(layer(main, "is read")["values"])[::-1].ravel()
    assert np.array_equal(np.isfinite(lit), found.kinds == SEEN)
    assert len(layer(main, "blind spot")["xy"]) == blind
    assert (blind > 0) == (family == "pixelcnn")
    assert len(beside) == (family != "nade")
    if beside:
        other = {"pixelcnn": "gated", "gated": "pixelcnn"}[family]
        setup = run.setup.model_copy(update={"family": other})
        rival = sight(setup, build(setup), place, x)
        assert len(layer(beside[0], "blind spot")["xy"]) == rival.number(BLIND)


@pytest.mark.long
def test_a_moment_of_the_training_is_the_one_that_draws(open_page):
    knobs = link(view="drawing")
    ended(open_page, SLUG, **knobs)
    at = open_page(TOPIC, **knobs, pixels_moment="2")
    run = shown(at, TOPIC)
    early = next(f for f in map(run.recording.frame, range(len(run.recording))) if f.step >= 2)
    found = drawn(restore_pixels(run.setup, early.checkpoint), 16, 0)
    fields = layer(pictures(at)[0], "ink")["values"]
    assert tile(fields[-1], 2) == pytest.approx(found.levels[2], abs=0.01)


@pytest.mark.parametrize(("pixels", "end"), [(235, [231, 235]), (784, [777, 784])])
def test_a_large_image_is_shown_whole_in_the_end(pixels, end):
    drawing = importlib.import_module("pages.autoregressive.pictures.pixels.drawing")
    laws, images = np.zeros((pixels, 1, 2), np.float32), np.zeros((pixels + 1, 1, 784), np.float32)
    found = Drawn(np.arange(pixels), laws, images, np.zeros((1, 784), np.int64))
    there, law = drawing.frames_of(found, 28)
    assert there[-2:].tolist() == end
    assert law[-1] == pixels - 1


@pytest.mark.long
@pytest.mark.skipif(not wheels.MNIST.here, reason="MNIST is not here")
def test_large_images_have_a_frame_for_every_seven_pixels(open_page):
    at = afresh(open_page, SLUG, **link(view="drawing", data="mnist", family="nade", steps="10"))
    run = shown(at, TOPIC)
    found = drawn(restore_pixels(run.setup, last(at).checkpoint), 16, 0)
    picture = pictures(at)[0]
    assert picture["times"] == list(range(7, 785, 7))
    seen = tile(layer(picture, "ink")["values"][3], 5, 28)
    assert np.isfinite(seen).sum() == 28
    assert seen[:28] == pytest.approx(found.levels[5, :28], abs=0.01)
    heights = np.asarray(layer(picture, "P(level)")["xy"])[3]
    assert heights[:, 1, 1] - heights[:, 0, 1] == pytest.approx(56 * found.laws[27, 0], abs=0.01)
