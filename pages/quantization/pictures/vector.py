"""The pictures of the vector page: walks of codewords, their gains, and a picture's colours."""

import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike

from models.brought import Pixels
from models.quantization import (
    Floats,
    PictureSetup,
    RestartsSetup,
    best_and_worst,
    second_moment,
    stacked,
    voronoi_cells,
)
from models.quantization.bounds import CUBE, LATTICES, LIMIT, decibels, memory_gain_db
from models.quantization.gains import CORRELATIONS, lattice_cell, pairs, product_quantizer
from models.quantization.sources import Gaussian
from models.quantization.vector import build_cloud, chosen_picture, image
from playground import charts, controls, lesson, scene
from playground.charts import Curve, Series
from playground.charts.waterfall import Step, waterfall
from playground.lesson import Readout
from playground.palette import Concept
from playground.scene import Paths, Points, Polygons

HEIGHT = 400
MOST_DRAWN = 3000  # points
PLANE = (-3.2, 3.2, -3.2, 3.2)  # for two unit Gaussians
KINDS: dict[str, Concept] = {"asymptotic": "base", "measured": "gradient"}


def drawn(points: Floats, steps: Mapping[str, Any]) -> list[scene.layers.Layer]:
    """Points, and over the half-steps the codewords with their cells and their paths."""
    some, codewords = points[:: -(-len(points) // MOST_DRAWN)], steps["codebook"]
    layers: list[scene.layers.Layer] = [
        Points("points", some, "data", size=1.7, opacity=0.5),
        Paths("cells", steps["cells"][:, None], "base", width=1.75),
        Paths("paths", codewords.transpose(1, 0, 2), "codeword", width=1.25),
        Points("codewords", codewords, "codeword", size=5, opacity=1.0),
    ]
    unused = steps["usage"] == 0
    if unused.any():
        dead = np.where(unused[..., None], codewords, np.nan)
        layers.append(Points("empty", dead, "exact", size=8, opacity=1.0))
    return layers


def axis(values: Floats) -> tuple[float, float] | None:
    """From the smallest to the largest value, if they differ."""
    low, high = float(values.min()), float(values.max())
    return (low, high) if low < high else None


@st.cache_data(max_entries=16, show_spinner="Running every start to its end …")
def duel(text: str, upload: str, _picture: Pixels | None) -> dict[str, Any]:
    """The best and the worst of several starts, as plain arrays."""
    setup = RestartsSetup.model_validate_json(text)
    cloud, found = build_cloud(setup, _picture), best_and_worst(setup, _picture)
    longest = max(len(found.best), len(found.worst))
    return {
        "points": cloud.points,
        "bounds": cloud.bounds,
        "ends": found.distortions,
        "best": stacked(found.best, cloud.bounds, longest),
        "worst": stacked(found.worst, cloud.bounds, longest),
    }


def best_beside_worst(setup: RestartsSetup, mine: Pixels | None, upload: str) -> None:
    """The two ends of the restarts, over the same time."""
    text = setup.model_dump_json()
    found = duel(text, upload, mine)
    low, high = found["best"]["distortion"], found["worst"]["distortion"]
    both = axis(np.append(low, high))
    curves = [
        scene.Curve("best D", low, "codeword", low[-1], "best", wanted=both),
        scene.Curve("worst D", high, "query", wanted=both),
    ]
    for which, column in zip(("best", "worst"), st.columns(2, gap="small"), strict=True):
        steps = found[which]
        picture = scene.Scene(
            drawn(found["points"], steps),
            found["bounds"],
            times=range(len(steps["codebook"])),
            time_name="half-step",
            curves=curves if which == "best" else [],
            identity=f"{which} {zlib.crc32((text + upload).encode()):08x}",
            start="last",
            link="duel",
            transport=which == "best",
            badge=which,
            alt=f"Where the {which} of {setup.restarts} starts ends.",
        )
        with column:
            scene.show(picture, which, HEIGHT)
    few(setup.size, found["best"]["codebook"].shape[1])
    ends, count = found["ends"], len(found["points"])
    worse = 100 * (high[-1] / low[-1] - 1) if low[-1] else 0.0
    best = Readout("Best", low[-1], samples=count, help="Least distortion.", digits=4)
    worst = Readout("Worst", high[-1], samples=count, help="Largest distortion.", digits=4)
    above = Readout("Worst above best", worse, "%", help=f"Over {len(ends)} starts.")
    lesson.readouts([best, worst, above])
    if len(ends) < setup.restarts:
        st.caption(
            f":material/timer: So many points and codewords leave time for {len(ends)} of the "
            f"{setup.restarts} starts. Fewer of either, and all of them run."
        )
    labels = [str(seed) for seed in range(setup.seed, setup.seed + len(ends))]
    above_best = 100 * (ends / ends.min() - 1) if ends.min() else np.zeros(len(ends))
    bars = Series("above the best", above_best, "codeword")
    chart = charts.bars(labels, [bars], "% above best", x_title="seed of the start", height=200)
    charts.show(chart, "ends", "How far above the best each start ended.")


def plane(name: str, codebook: ArrayLike, *more: scene.layers.Layer) -> None:
    """A codebook for two unit Gaussians, with its cells."""
    cells = Polygons("cells", voronoi_cells(codebook, PLANE), "base")
    layers = [cells, Points("codewords", codebook, "codeword", 5, 1.0), *more]
    picture = scene.Scene(layers, PLANE, badge="exact", alt=f"The cells of the {name}.")
    scene.show(picture, name, 330)


@st.fragment
def memory(size: int) -> None:
    """A codebook for two correlated letters, and its gain in three parts."""
    last = float(CORRELATIONS[-1])
    rho = controls.continuous("Correlation of the pair", 0.0, last, 0.9, "rho", step=0.05)
    with st.spinner("Measuring codebooks over the correlations …"):
        pair = pairs(size)[int(np.abs(CORRELATIONS - rho).argmin())]
    product, gains = product_quantizer(Gaussian(), size), pair.gains
    left, right = st.columns([1, 1.2], gap="small")
    with left:
        grid = Points("product", product.codebook, "exact", 3, 0.8)
        plane("codebook at this correlation", pair.quantizer.codebook, grid)
    with right:
        steps = [
            Step(term.name + "*" * (term.kind == "asymptotic"), term.decibels, KINDS[term.kind])
            for term in gains.terms
        ]
        chart = waterfall(steps, Step("total, measured", gains.total_db, "codeword"), "gain in dB")
        charts.show(chart, "terms", "The terms of the gain, adding up to the total.")
    st.caption(
        "Grey, with a star: formulas that hold for many codewords. Pink: what is left of them at "
        f"{size} codewords. Together: the gain over two scalar quantizers, as measured."
    )
    lesson.equation(
        r"10\log_{10}\frac{D_{\text{two scalar}}}{D_{\text{vector}}} = "
        r"\underbrace{10\log_{10}\tfrac{1/12}{G_2}}_{\text{space-filling}}"
        r"+\underbrace{10\log_{10}\tfrac{(\int p^{1/3})^3}{(\int p^{1/2})^4}}_{\text{shape}}"
        r"\underbrace{-\tfrac12\,10\log_{10}(1-\rho^2)}_{\text{memory}}+\dots",
        [(rf"\text{{{term.name}}}", term.decibels) for term in gains.terms],
        (r"\text{measured}", decibels(product.distortion / pair.quantizer.distortion)),
    )


def over_correlation(size: int) -> None:
    """The measured gain over the correlation, beside the formulas."""
    known = pairs(size)
    formula = np.array([memory_gain_db(float(rho), 2) for rho in CORRELATIONS])
    others = sum(term.decibels for term in known[0].gains.terms if term.kind == "asymptotic")
    lines = [
        Curve("measured", CORRELATIONS, [pair.gains.total_db for pair in known], "codeword"),
        Curve("memory alone: −½·10 log₁₀(1 − ρ²)", CORRELATIONS, formula, "base", True),
        Curve("all three, for many codewords", CORRELATIONS, formula + others, "exact"),
    ]
    axes = "correlation ρ", "gain in dB"
    chart = charts.curves(lines, *axes, x_range=(0.0, 0.95), y_range=(0.0, 7.0), height=320)
    charts.show(chart, "over", "The gain of the codebook over the correlation.")


def shape(size: int) -> None:
    """A product of two scalar quantizers against the best codebook of the same rate."""
    st.subheader("Shape: codewords where the density is", anchor=False)
    product, best = product_quantizer(Gaussian(), size), pairs(size)[0]
    grid = f"{product.shape[0]} × {product.shape[1]} product"
    books = {
        grid: (product.codebook, product.distortion),
        "best codebook": (best.quantizer.codebook, best.quantizer.distortion),
    }
    for column, (name, (book, cost)) in zip(st.columns(2), books.items(), strict=True):
        with column:
            plane(name, book)
            st.metric(f"{name}: distortion of both", lesson.numeral(cost, 4))
    promised = {term.name: term.decibels for term in best.gains.terms}
    st.markdown(
        f"Measured **{best.gains.total_db:.3f} dB**. For many codewords the formulas promise "
        f"{promised['shape']:.3f} dB from shape, {promised['space-filling']:.3f} dB from hexagons."
    )


def space_filling() -> None:
    """Hexagon against square, measured on the drawn cells, and the best known lattices."""
    st.subheader("Space-filling: rounder cells", anchor=False)
    square, hexagon = lattice_cell("square"), lattice_cell("hexagonal")
    left = Polygons("square", [square - np.array((0.8, 0))], "base")
    right = Polygons("hexagon", [hexagon + np.array((0.8, 0))], "codeword")
    window, alt = (-1.6, 1.6, -0.7, 0.7), "A square cell and a hexagonal one."
    scene.show(scene.Scene([left, right], window, badge="exact", alt=alt), "cells", 240)
    g_square, g_hexagon, a2 = second_moment(square), second_moment(hexagon), LATTICES[1]
    gain = decibels(g_square / g_hexagon)
    lesson.readouts(
        [
            Readout("G of the square", g_square, "", CUBE, "1/12 =", digits=6),
            Readout("G of the hexagon", g_hexagon, "", a2.second_moment, "5/(36√3) =", digits=6),
            Readout("Space-filling gain", gain, "dB", a2.gain_db, "formula"),
        ]
    )
    known = [
        (str(row.dimension), f"{row.name}, {row.title}", row.second_moment) for row in LATTICES
    ]
    words = ("dimension", "lattice", "G", "gain in dB")
    rows = [
        (k, name, f"{g:.6f}", f"{decibels(CUBE / g):.3f}")
        for k, name, g in [*known, ("∞", "No cell is rounder: 1/(2πe)", LIMIT)]
    ]
    st.table([dict(zip(words, row, strict=True)) for row in rows])


def few(wanted: int, used: int) -> None:
    """Points that stand on few places, such as those of a grey picture, need few codewords."""
    if used >= wanted:
        return
    if used == 1:
        words = "All points lie on one place (a grey picture has no chroma): one codeword"
    else:
        words = (
            f"Only {used:,} points differ, so {used:,} of the {wanted:,} codewords are used: they"
        )
    st.info(f"{words} can stand for all of them without error.", icon=":material/info:")


@st.cache_data(max_entries=16, show_spinner=False)
def recoloured(size: int, name: str, _picture: Pixels) -> dict[str, Any]:
    """The picture in so many colours."""
    found = image.quantize_picture(_picture, size)
    return vars(found) | {"entropy": found.entropy_bits, "palette": image.palette(found)}


@st.cache_data(max_entries=8, show_spinner="Quantizing the picture at nine rates …")
def over_rates(name: str, _picture: Pixels) -> Floats:
    """Bits, entropy and PSNR over the rates, (3, n)."""
    found = image.rate_curve(_picture)
    return np.array([(each.bits_per_pixel, each.entropy_bits, each.psnr_db) for each in found]).T


def in_colours(setup: PictureSetup, mine: Pixels | None, upload: str) -> None:
    """The picture in as many colours as there are codewords, beside itself."""
    original = chosen_picture(setup, mine)
    found = recoloured(setup.size, upload or setup.picture, original)
    used = len(found["codebook"])
    colours = f"{used} colour{'s' * (used > 1)}"
    left, right = st.columns(2, gap="small")
    for place, pixels, caption, words in (
        (left, original, "The original: 24 bits a pixel", "The picture as it came"),
        (right, found["pixels"], colours, "The picture in the colours of its codewords"),
        (st, found["palette"], "Its colours, as wide as they are used", "A band of these colours"),
    ):
        place.image(pixels, caption=caption, width="stretch", alt=words)
    if used < setup.size:
        st.info(
            f"The picture has {colours}, so {used} of the {setup.size} codewords show it as it is, "
            "without error: no rate above buys anything.",
            icon=":material/info:",
        )
    rate, what = image.bits_for(used), "10 log₁₀ of 255² over the mean squared error."
    psnr_now = Readout("PSNR", found["psnr_db"], "dB", help=what)
    fixed = Readout("Rate", rate, "bits a pixel", 24.0, "original", help="log₂ of the colours.")
    coded = Readout("Entropy", found["entropy"], "bits a pixel", help="With an entropy code.")
    lesson.readouts([psnr_now, fixed, coded])
    bits, entropy, psnr = over_rates(upload or setup.picture, original)
    if np.isfinite(psnr).any():
        lines = [
            Curve("fixed-length code", bits, psnr, "codeword"),
            Curve("entropy code", entropy, psnr, "query"),
            Curve("this picture", [], found["psnr_db"], "exact"),
        ]
        chart = charts.curves(lines, "rate in bits a pixel", "PSNR in dB", x_range=(0.0, 8.0))
        charts.show(chart, "psnr", "The quality of the picture over its rate.")
    if setup.picture != "own":
        st.caption(image.ATTRIBUTION[setup.picture])
