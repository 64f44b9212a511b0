"""What only the vector page has: codewords and cells, restarts, gains, a picture in few colours."""

import math
from typing import Any
from urllib.parse import parse_qsl

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.quantization import VectorSetup, vector_walk
from models.quantization.vector import build_cloud
from playground import catalog
from tests.pages.conftest import address, drawn, readouts, sound
from tests.pages.told import charts, curve, layer, notes, says, strip, sums

TOPIC = catalog.topic("vector")
SMALL = {"vector_points": "500", "vector_size": "6"}


def cost(points: np.ndarray, codebook: np.ndarray) -> tuple[float, np.ndarray]:
    """Mean squared distance to the nearest codeword, and the share of each."""
    square = ((points[:, None] - codebook) ** 2).sum(axis=-1)
    share = np.bincount(square.argmin(axis=1), minlength=len(codebook)) / len(points)
    return float(square.min(axis=1).mean()), share


@pytest.mark.long
@pytest.mark.parametrize(("frame", "size", "seed"), [(0, 6, 0), (2, 6, 0), (4, 9, 5)])
def test_each_number_is_that_of_the_half_step_on_screen(open_page, frame, size, seed):
    link = SMALL | {"vector_size": str(size), "vector_seed": str(seed)}
    at = sound(open_page(TOPIC, **link, vector_frame=str(frame)))
    setup = VectorSetup(points=500, size=size, seed=seed)
    points, frames = build_cloud(setup).points, list(vector_walk(setup))
    book = frames[frame].views["codebook"]
    distortion, share = cost(points, book)
    some = share[share > 0]
    entropy = float(-(some * np.log2(some)).sum())
    said, beside = readouts(at), notes(at)
    assert said["Distortion"] == pytest.approx(distortion, rel=5e-4)
    assert beside["Distortion"]["samples"] == 500
    zador = 2 * 5 / (36 * math.sqrt(3)) * 8 * math.pi / size  # G₂ k ‖p‖ / N of a unit Gaussian
    assert beside["Distortion"]["reference"] == pytest.approx(zador, rel=5e-4)
    says(at, "Perplexity", 2**entropy, reference=size)
    says(at, "Entropy (bits)", entropy, reference=math.log2(size))
    (picture,) = drawn(at)
    assert picture["start"] == frame
    assert picture["report_time"], "the numbers follow the time"
    books = np.stack([each.views["codebook"] for each in frames])
    reach = max(picture["window"])
    np.testing.assert_allclose(layer(picture, "codewords")["xy"], books, atol=1e-3 * reach)
    np.testing.assert_allclose(layer(picture, "drag")["xy"], book, atol=1e-5)
    np.testing.assert_allclose(layer(picture, "points")["xy"], points, atol=1e-3 * reach)
    falling = [each.metrics["distortion"] for each in frames]
    np.testing.assert_allclose(strip(picture)["distortion"]["values"], falling, rtol=1e-5)
    (usage,) = charts(at)
    assert curve(usage, "share of the points")["y"].to_numpy() == pytest.approx(share)
    assert curve(usage, "all alike")["y"].to_numpy() == pytest.approx(1 / size)
    (written,) = sums(at)
    *terms, total = written.values()
    assert total == pytest.approx(distortion, abs=1e-4)
    assert terms[0] == pytest.approx(points.var(axis=0).sum(), abs=1e-4)
    assert terms[1] < 0 <= terms[2]


def test_codewords_in_the_link_are_the_ones_on_screen(open_page):
    at = sound(open_page(TOPIC, **SMALL, vector_own="-1,0,1,0"))
    (picture,) = drawn(at)
    np.testing.assert_allclose(layer(picture, "drag")["xy"], [[-1, 0], [1, 0]], atol=1e-6)
    says(
        at,
        "Distortion",
        cost(build_cloud(VectorSetup(points=500)).points, np.array([[-1.0, 0], [1, 0]]))[0],
        digits=4,
        samples=500,
        reference=2 * 5 / (36 * math.sqrt(3)) * 8 * math.pi / 2,
    )


@pytest.mark.long
def test_dragged_codewords_stay_when_cells_are_repaired_and_leave_with_their_start(open_page):
    own = "-1,0,1,0"
    at = sound(open_page(TOPIC, vector_size="6", vector_own=own))
    for repair in (False, True):
        sound(at.toggle(key="vector_repair").set_value(repair).run())
        assert len(layer(drawn(at)[0], "drag")["xy"]) == 2
    sound(at.number_input(key="vector_seed").set_value(5).run())
    assert "vector_own" not in address(at)
    assert len(layer(drawn(at)[0], "drag")["xy"]) == 6


def test_cells_without_points_are_named_and_marked(open_page):
    at = sound(open_page(TOPIC, **SMALL, vector_own="-1,0,1,0,90,90"))
    assert any("1 of 3 codewords have no points" in each.value for each in at.caption)
    (picture,) = drawn(at)
    empty = np.asarray(layer(picture, "empty")["xy"])[0]
    assert np.isfinite(empty[:, 0]).tolist() == [False, False, True]


@pytest.mark.long
@pytest.mark.parametrize("seed", [0, 11])
def test_the_best_and_the_worst_start_are_those_of_their_seeds(open_page, seed):
    link = SMALL | {"vector_restarts": "4", "vector_seed": str(seed)}
    at = sound(open_page(TOPIC, **link, vector_view="restarts"))
    setup = VectorSetup(points=500, size=6, seed=seed)
    first = list(vector_walk(setup))[-1].metrics["distortion"]
    (ends,) = charts(at)
    above = curve(ends, "above the best")
    assert above["label"].tolist() == [str(seed + number) for number in range(4)]
    said = readouts(at)
    best, worst = said["Best"], said["Worst"]
    assert best < worst
    assert above["y"].min() == 0
    assert above["y"].max() == pytest.approx(100 * (worst / best - 1), abs=0.2)
    assert said["Worst above best (%)"] == pytest.approx(above["y"].max(), rel=0.006)
    assert best * (1 + above["y"].iloc[0] / 100) == pytest.approx(first, rel=2e-3)
    assert {name: notes(at)[name] for name in ("Best", "Worst")} == {
        "Best": {"samples": 500},
        "Worst": {"samples": 500},
    }
    points = build_cloud(setup).points
    curves = strip(drawn(at)[0])
    for picture, name, ended in zip(drawn(at), ("best", "worst"), (best, worst), strict=True):
        last = np.asarray(layer(picture, "codewords")["xy"])[-1]
        assert cost(points, last)[0] == pytest.approx(ended, rel=2e-3)
        assert curves[f"{name} D"]["values"][-1] == pytest.approx(ended, rel=6e-4)
        assert len(picture["times"]) == len(curves[f"{name} D"]["values"]), "one time for both"


@pytest.mark.long
@pytest.mark.parametrize("rho", [0.0, 0.9])
def test_the_terms_of_the_gain_add_up_to_what_is_measured(open_page, rho):
    at = sound(open_page(TOPIC, vector_view="gains", vector_size="4", vector_rho=str(rho)))
    written = sums(at)[0]
    *terms, total = written.items()
    assert sum(value for _, value in terms) == pytest.approx(total[1], abs=1e-3)
    known = {
        r"\text{space-filling}": 10 * math.log10(math.sqrt(27) / 5),
        r"\text{shape}": 10 * math.log10((2 * math.pi * 3**1.5) / (8 * math.pi)),
        r"\text{memory}": -5 * math.log10(1 - rho**2),
    }
    for name, value in known.items():
        assert dict(terms)[name] == pytest.approx(value, abs=1e-3), name
    moment = 5 / (36 * math.sqrt(3))
    label = next(
        each
        for each in readouts(at)
        if notes(at)[each].get("reference") == pytest.approx(moment, rel=1e-5)
    )
    assert readouts(at)[label] == pytest.approx(moment, rel=1e-5)
    gain = 10 * math.log10(1 / 12 / moment)
    says(at, "Space-filling gain (dB)", gain, reference=gain)
    (table,) = at.table
    sizes = [float(each) for each in table.value["G"]]
    assert sizes[0] == pytest.approx(1 / 12, abs=1e-6)
    assert sizes[-1] == pytest.approx(1 / (2 * math.pi * math.e), abs=1e-6)
    for size, gained in zip(sizes, table.value["gain in dB"], strict=True):
        assert float(gained) == pytest.approx(10 * math.log10(1 / 12 / size), abs=2e-3)


@pytest.mark.long
@pytest.mark.parametrize("size", [2, 8])
def test_a_picture_is_told_at_its_rate(open_page, size):
    at = sound(open_page(TOPIC, vector_view="picture", vector_size=str(size)))
    says(at, "Rate (bits a pixel)", math.log2(size), reference=24.0)
    said = readouts(at)
    assert 0 < said["Entropy (bits a pixel)"] <= math.log2(size)
    (chart,) = charts(at)
    level = curve(chart, "this picture")["y"]
    assert level.to_numpy() == pytest.approx(said["PSNR (dB)"], rel=0.006)
    fixed = curve(chart, "fixed-length code")
    there = fixed[fixed["x"].round(6) == round(math.log2(size), 6)]["y"]
    assert there.to_numpy() == pytest.approx(said["PSNR (dB)"], rel=0.006)
    coded = curve(chart, "entropy code")
    assert (coded["x"].to_numpy() <= fixed["x"].to_numpy() + 1e-9).all()


def elsewhere(at: AppTest) -> list[Any]:
    """The links to the page of VQ-VAE's codebook."""
    links = [each.proto for each in at.get("page_link")]
    return [each for each in links if each.label == "The same as a VQ-VAE's codebook"]


@pytest.mark.long
def test_the_same_codebook_stands_on_the_page_of_vq_vae(open_page):
    at = sound(open_page(TOPIC, vector_size="6", vector_source="ring", vector_seed="3"))
    (link,) = elsewhere(at)
    said = dict(parse_qsl(link.query_string))
    assert said.pop("vqvae_view") == "bridge"
    names = {"vqvae_source": "ring", "vqvae_size": "6", "vqvae_seed": "3"}
    assert {name: said[name] for name in names} == names
    at = sound(open_page(TOPIC, **SMALL))
    assert not elsewhere(at), "500 points are others"
