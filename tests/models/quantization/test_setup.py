"""What a page chooses becomes sources, points, starts and pictures."""

from typing import cast, get_args

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from pydantic import ValidationError

from models import densities
from models.brought.column import write_column
from models.errors import ModelError
from models.quantization import ScalarSetup, VectorSetup
from models.quantization.scalar import build_half_steps, build_levels, build_source
from models.quantization.setup import CloudName, ScalarSource
from models.quantization.sources import KNOTS, Discrete, levels_of
from models.quantization.vector import (
    build_cloud,
    build_codebook,
    converged,
    image,
    initial_codebook,
)
from models.quantization.vector.cloud import NAMES, Cloud, Name, sample
from models.values import places

DRAWING = densities.simplified([[(0, 0), (2, 2), (-1, 3)]])
PICTURE = np.random.default_rng(0).integers(0, 256, (30, 40, 3)).astype(np.uint8)


def scalar(**chosen: object) -> ScalarSetup:
    heights = np.maximum(2 - np.abs(KNOTS), 0)
    brought = {"drawing": levels_of(heights), "column": write_column([1, 2, 2, 3, 8])}
    return ScalarSetup.model_validate({**brought, **chosen})


@pytest.mark.parametrize("name", get_args(ScalarSource))
@pytest.mark.parametrize("start", ["even", "random", "companded"])
def test_every_scalar_setup_runs(name, start):
    setup = scalar(source=name, start=start, levels=3)
    steps = list(build_half_steps(setup))
    assert steps[-1].quantizer.distortion < build_source(setup).variance
    assert_array_equal(build_levels(setup), build_levels(setup))
    assert hash(setup) == hash(scalar(source=name, start=start, levels=3))


def test_the_scalar_presets():
    split = scalar(source="mixture", start="split", left_levels=3)
    assert_allclose(list(build_half_steps(split))[-1].quantizer.distortion, 0.0535578, atol=5e-8)
    printed = build_half_steps(scalar(procedure="printed"))
    assert len({next(printed).quantizer.distortion for _ in range(9)}) == 1
    own = scalar(start="own", own="0.5,-1.25,3")
    assert_array_equal(build_levels(own), [-1.25, 0.5, 3])
    assert isinstance(build_source(scalar(source="column", law="discrete")), Discrete)
    smooth = build_source(scalar(source="column"))
    assert_allclose(smooth.mean, 3.2, atol=0.05)


@pytest.mark.parametrize("name", get_args(CloudName))
def test_every_vector_setup_has_points_and_a_start(name):
    setup = VectorSetup(source=name, points=500, drawing=DRAWING)
    cloud = build_cloud(setup)
    assert cloud.points.shape == (500, 2)
    assert cloud.points.dtype == np.float64
    x0, x1, y0, y1 = cloud.bounds
    inside = (cloud.points > (x0, y0)).all(axis=1) & (cloud.points < (x1, y1)).all(axis=1)
    assert inside.mean() > 0.99
    assert_array_equal(cloud.points, build_cloud(setup).points)
    assert build_codebook(setup, cloud).shape == (16, 2)
    other = build_cloud(setup.model_copy(update={"seed": 1}))
    assert not np.array_equal(cloud.points, other.points)


def test_the_laws_of_the_points():
    count = 40_000
    for name in ("gaussian", "correlated", "square"):
        cov = np.cov(sample(name, count, correlation=-0.8).points.T)
        expected = -0.8 if name == "correlated" else 0
        assert_allclose(cov, [[1, expected], [expected, 1]], atol=0.03)
    radius = np.hypot(*sample("ring", count).points.T)
    assert_allclose([radius.mean(), radius.std()], [2, 0.15], atol=0.005)
    assert set(NAMES) <= set(get_args(CloudName))


def test_dragged_codewords_travel_in_the_setup():
    codebook = np.array([[0.125, -1], [2, 3]])
    setup = VectorSetup(own=places(codebook))
    assert_array_equal(build_codebook(setup, build_cloud(setup)), codebook)
    assert setup.changed() == {"own": "0.125_-1~2_3"}


@pytest.mark.parametrize(
    ("kind", "before", "now"),
    [
        (ScalarSetup, {"own": "0.5,-1.25,3"}, {"own": "0.5_-1.25_3"}),
        (ScalarSetup, {"own_boundaries": "-1e-05,2"}, {"own_boundaries": "-1e-05_2"}),
        (ScalarSetup, {"own": "1e 20,2"}, {"own": "1e20_2"}),
        (VectorSetup, {"own": "0.125,-1,2,3"}, {"own": "0.125_-1~2_3"}),
    ],
)
def test_what_was_dragged_in_a_link_of_before_is_the_same_today(kind, before, now):
    setup = kind.model_validate(before)
    assert setup == kind.model_validate(now)
    assert setup.changed() == now


@pytest.mark.parametrize("text", ["1,x", "1,inf", "1_x", "1~x", "nan", "1_", "<b>"])
@pytest.mark.parametrize("kind", [ScalarSetup, VectorSetup])
def test_damaged_numbers_make_no_setup(kind, text):
    with pytest.raises(ValidationError):
        kind.model_validate({"own": text})


@pytest.mark.long
def test_a_picture_in_few_colours():
    original = image.shipped("china")
    few, more = image.quantize_picture(original, 4), image.quantize_picture(original, 16)
    assert few.pixels.shape == original.shape
    assert len(np.unique(few.pixels.reshape(-1, 3), axis=0)) == 4
    assert_array_equal(few.codebook[few.labels], few.pixels)
    error = ((few.pixels.astype(float) - original) ** 2).mean()
    assert_allclose(few.psnr_db, 10 * np.log10(255**2 / error))
    assert few.psnr_db > 21
    assert more.psnr_db > few.psnr_db + 4
    assert few.entropy_bits < few.bits_per_pixel == 2
    assert set(image.ATTRIBUTION) == set(image.PICTURES)


@pytest.mark.long
def test_the_first_bits_of_the_temple_are_worth_more_than_two_decibels():
    curve = image.rate_curve(image.shipped("china"))
    assert_allclose([each.bits_per_pixel for each in curve], range(9))
    worth = np.diff([each.psnr_db for each in curve])
    assert_allclose(worth[:4], [7.6, 4.5, 3.4, 2.5], atol=0.05)
    assert_allclose(worth[4:], 6.02 / 3, atol=0.6)
    assert_allclose(worth[6:], 6.02 / 3, atol=0.1)


def test_a_picture_with_enough_codewords_is_itself():
    picture = np.repeat(np.array([[[0, 0, 0], [9, 8, 7]], [[255, 255, 255], [1, 2, 3]]]), 9, 0)
    found = image.rate_curve(picture.astype(np.uint8), (1, 4))
    assert found[1].psnr_db == np.inf
    assert_allclose(found[1].entropy_bits, 2)
    assert found[0].entropy_bits == 0


def test_the_chroma_of_a_picture():
    picture = np.array([[[50, 50, 50], [0, 0, 255], [255, 0, 0]]], np.uint8)
    expected = np.array([[0, 0], [127.5, -20.73456], [-43.02768, 127.5]])
    assert_allclose(image.chroma(picture), expected, atol=1e-12)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: build_source(ScalarSetup(source="drawn")), "Nothing is drawn"),
        (lambda: build_source(ScalarSetup(source="column")), "no column yet"),
        (lambda: build_levels(ScalarSetup(start="split")), "Only a mixture"),
        (lambda: build_levels(ScalarSetup(start="own")), "no levels of your own"),
        (lambda: build_levels(ScalarSetup(start="own", own=(1, 1))), "different"),
        (lambda: build_cloud(VectorSetup(source="drawn")), "Nothing is drawn"),
        (lambda: build_cloud(VectorSetup(source="colours", picture="own")), "no picture yet"),
        (lambda: sample(cast(Name, "cube"), 9), "no points called 'cube'"),
        (lambda: sample("ring", 0), "at least one"),
        (lambda: sample("correlated", 9, correlation=1), "strictly"),
        (lambda: image.shipped(cast(image.Shipped, "lena")), "no picture called 'lena'"),
        (lambda: image.colours(np.zeros((3, 3), np.uint8)), "three colours"),
    ],
)
def test_what_cannot_be_built_is_said_in_a_sentence(call, sentence):
    with pytest.raises(ModelError, match=sentence):
        call()


@pytest.mark.parametrize("values", [{"levels": 0}, {"levels": 65}, {"source": "x"}, {"n": 1}])
def test_setups_refuse_what_is_out_of_range(values):
    with pytest.raises(ValidationError):
        ScalarSetup.model_validate(values)


def test_points_on_few_places_have_codewords_without_error_and_no_more():
    at = np.repeat([[0.1, 0.3], [7.7, -1.1], [1e3, 2e3]], (500, 700, 900), 0)
    found = converged(at, initial_codebook(at, 3, "kmeans++", 0))
    assert found.distortion == 0
    cloud = Cloud(at, (-1, 1, -1, 1))
    assert len(build_codebook(VectorSetup(size=16), cloud)) == 3
    assert len(build_codebook(VectorSetup(), sample("ring", 9))) == 9
