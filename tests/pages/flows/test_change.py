"""The page of change of variables: every number against a closed form, at two places of a knob."""

import io
import math
import zipfile
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from playground import catalog
from tests.pages.conftest import OpenPage, drawn, readouts, sound
from tests.pages.told import charts, curve, layer, notes, says, sums

TOPIC = catalog.topic("change")


def opened(open_page: OpenPage, view: str, **knobs: str):
    link = {f"change_{name}": text for name, text in knobs.items()}
    return sound(open_page(TOPIC, change_view=view, **link))


@pytest.mark.parametrize("view", ["curve", "linear", "nonlinear", "fold", "discrete", "lotus"])
def test_each_view_says_what_the_notes_print_otherwise(view, open_page):
    at = open_page(TOPIC, change_view=view)
    assert any("Beside the notes" in caption.value for caption in at.caption)


@pytest.mark.parametrize(("slope", "shift"), [(-1.5, 1.0), (0.5, -1.0)])
def test_a_straight_line_divides_by_its_slope(open_page, slope, shift):
    at = opened(open_page, "curve", map="affine", slope=str(slope), shift=str(shift))
    says(at, "Area without factor", abs(slope), digits=4)
    says(at, "Area with factor", 1.0, digits=4)
    mass, beside = readouts(at)["Mass of the strip"], notes(at)["Mass of the strip"]
    assert 0 < mass < 1
    assert beside == {"reference": pytest.approx(mass, rel=0.01)}
    (picture,) = drawn(at)
    z = np.asarray(layer(picture, "map g")["xy"])[0]
    np.testing.assert_allclose(z[:, 1], slope * z[:, 0] + shift, atol=0.01)
    (written,) = sums(at) or [{}]
    assert all(np.isfinite(value) for value in written.values())
    left, _, bottom, _ = picture["window"]
    mass_lines = np.asarray(layer(picture, "one mass")["xy"])[:-1]  # the last one is the way
    floor, wall = (each - (left, bottom) for each in np.split(mass_lines, 2))
    for place, height in ((floor[:, 0, 0], floor[..., 1]), (wall[:, 0, 1], wall[..., 0])):
        np.testing.assert_allclose(height[:, 0], 0, atol=1e-3)
        np.testing.assert_allclose(height[:, 1], height[:, 2] / 2, atol=1e-3)
        area = abs(np.trapezoid(height[:, 2], place))
        assert area == pytest.approx(np.trapezoid(floor[:, 2, 1], floor[:, 0, 0]), rel=0.02)


@pytest.mark.parametrize("text", ["1.5,0.5,-0.5,1.25", "2,0,1,-1", "1,0,0,0.5"])
def test_a_matrix_divides_by_its_determinant(open_page, text):
    a, c, b, d = map(float, text.split(","))
    det = abs(a * d - b * c)
    at = opened(open_page, "linear", matrix=text)
    says(at, "Image area", det, reference=det, digits=4)
    said = readouts(at)
    assert said["Mass without factor"] == pytest.approx(det, rel=2e-3)
    assert said["Mass with factor"] == pytest.approx(1, rel=2e-3)
    before, after = drawn(at)
    np.testing.assert_allclose(layer(after, "columns")["xy"], [[a, c], [b, d]], atol=1e-6)
    law, image = (
        np.asarray(layer(each, name)["values"])
        for each, name in ((before, "f(x, y)"), (after, "f(w, z)"))
    )
    assert np.nanmax(law) == pytest.approx(1 / (2 * math.pi), rel=0.02)
    assert np.nanmax(image) == pytest.approx(min(1 / det, 1.3) / (2 * math.pi), rel=0.03)


def test_without_the_factor_the_picture_is_as_high_as_before(open_page):
    at = opened(open_page, "linear", matrix="1,0,0,0.5", jacobian="false")
    image = np.asarray(layer(drawn(at)[1], "f(w, z)")["values"])
    assert np.nanmax(image) == pytest.approx(1 / (2 * math.pi), rel=0.02)


def test_a_flat_matrix_leaves_no_density(open_page):
    at = opened(open_page, "linear", matrix="1,1,2,2")
    says(at, "Image area", 0.0, reference=0.0)
    assert math.isnan(readouts(at)["Mass with factor"])
    assert at.info


@pytest.mark.parametrize(("r", "side"), [(1.0, 0.6), (2.0, 0.2)])
def test_a_cell_of_polar_coordinates_grows_with_the_radius(open_page, r, side):
    at = opened(open_page, "nonlinear", corner=f"{r:g},0.5", cell=str(side))
    area = ((r + side) ** 2 - r**2) / 2 * side
    says(at, "Image area", area, reference=r * side**2, digits=4)
    says(at, "Ratio", area / (r * side**2), reference=1.0, digits=4)
    says(at, "Mass without factor", 1.25, digits=3)  # E r of a radius uniform on (0, 2.5)
    before, after = drawn(at)
    np.testing.assert_allclose(layer(before, "corner")["xy"], [[r, 0.5]], atol=1e-6)
    det = np.asarray(layer(before, "det J")["values"])
    assert np.nanmax(det) == pytest.approx(3, rel=0.03)
    assert {each["name"] for each in after["layers"]} >= {"cell", "J × cell", "f(w, z)"}


@pytest.mark.parametrize(
    ("kind", "mean", "law"),
    [
        ("square", 0.0, stats.chi2(1)),
        ("square", 1.5, stats.ncx2(1, 2.25)),
        ("absolute", 1.0, stats.foldnorm(1.0)),
    ],
)
def test_what_lands_on_one_value_adds_up(open_page, kind, mean, law):
    at = opened(open_page, "fold", fold=kind, mean=str(mean), level="25")
    y = 1.5 if kind == "square" else 1.0
    said = readouts(at)
    pieces = [value for label, value in said.items() if label.startswith("f(y)")]
    roots = (-math.sqrt(y), math.sqrt(y)) if kind == "square" else (-y, y)
    slopes = [2 * abs(root) if kind == "square" else 1.0 for root in roots]
    expected = [
        stats.norm(mean, 1).pdf(root) / slope for root, slope in zip(roots, slopes, strict=True)
    ]
    assert pieces == pytest.approx(expected, rel=0.006)
    says(at, "Their sum", sum(expected), reference=float(law.pdf(y)))
    share = notes(at)["P[Y ≤ y]"]
    assert share["reference"] == pytest.approx(law.cdf(y), rel=0.006)
    assert share["samples"] == 5000
    assert abs(said["P[Y ≤ y]"] - law.cdf(y)) < 5 * share["error"] + 0.001
    (written,) = sums(at)
    assert [*written.values()] == pytest.approx([*expected, float(law.pdf(y))], abs=1e-4)


@pytest.mark.long
@pytest.mark.parametrize("fold", ["square", "plane"])
def test_what_is_folded_is_taken_home_with_the_names_of_its_axes(open_page, offered, fold):
    at = opened(open_page, "fold", fold=fold)
    with zipfile.ZipFile(io.BytesIO(offered(at)["CSV tables"][1])) as archive:
        columns = {name: [*pd.read_csv(archive.open(name))] for name in archive.namelist()}
    assert columns
    named = [each for some in columns.values() for each in some]
    assert not [each for each in named if "axis_" in each]
    assert ("x" in named) == (fold == "plane")


@pytest.mark.parametrize("sheet", ["gaussian", "moons"])
def test_a_folded_sheet_keeps_its_mass(open_page, sheet):
    at = opened(open_page, "fold", fold="plane", sheet=sheet)
    said = readouts(at)
    both = said["Mass from x₁ < 0"] + said["Mass from x₁ > 0"]
    assert said["Mass of the sum"] == pytest.approx(both, abs=1e-3)
    assert both == pytest.approx(1, abs=0.01)
    assert ("Largest error" in said) == (sheet == "gaussian")
    assert said.get("Largest error", 0) == 0
    _, folded = drawn(at)
    left, right = (np.asarray(layer(folded, f"from x₁ {way} 0")["values"]) for way in "<>")
    np.testing.assert_array_equal(np.asarray(layer(folded, "fold")["xy"])[..., 0], 0)
    total = np.asarray(layer(folded, "sum")["values"])
    most = layer(folded, "sum")["high"]  # above it, all have the last colour
    np.testing.assert_allclose(total, np.minimum(left + right, most), atol=0.03 * most)


RULES = {"double": lambda x: 2 * x + 1, "square": lambda x: x * x, "modulo": lambda x: x % 3}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("pmf", ["binomial", "uniform"])
def test_masses_meet_and_none_is_lost(open_page, rule, pmf):
    at = opened(open_page, "discrete", rule=rule, pmf=pmf)
    heights = [math.comb(6, k) if pmf == "binomial" else 1 for k in range(7)]
    law = {x: Fraction(w, sum(heights)) for x, w in zip(range(-3, 4), heights, strict=True)}
    images: dict[int, Fraction] = {}
    for x, mass in law.items():
        images[RULES[rule](x)] = images.get(RULES[rule](x), Fraction(0)) + mass
    says(at, "Values of x", 7)
    says(at, "Values of y", len(images))
    says(at, "Sum over y", 1.0)
    assert ("Divided by |f′| = 2" in readouts(at)) == (rule == "double")
    _, after = drawn(at)
    words = layer(after, "sums")["texts"]
    assert [Fraction(word) for word in words[: len(images)]] == [
        mass for _, mass in sorted(images.items())
    ]


@pytest.mark.parametrize(("slope", "shift"), [(-1.5, 1.0), (0.5, -1.0)])
@pytest.mark.parametrize("function", ["identity", "square", "cosine"])
def test_a_mean_under_a_straight_line_is_known(open_page, function, slope, shift):
    at = opened(
        open_page, "lotus", map="affine", slope=str(slope), shift=str(shift), test_function=function
    )
    var = slope**2
    mean, second = {
        "identity": (shift, shift**2 + var),
        "square": (shift**2 + var, shift**4 + 6 * shift**2 * var + 3 * var**2),
        "cosine": (
            math.exp(-var / 2) * math.cos(shift),
            0.5 + 0.5 * math.exp(-2 * var) * math.cos(2 * shift),
        ),
    }[function]
    spread = math.sqrt(second - mean**2)
    said, beside = readouts(at), notes(at)["Mean of h"]
    assert beside["reference"] == pytest.approx(mean, rel=6e-4)
    assert beside["samples"] == 5000
    assert beside["error"] == pytest.approx(spread / math.sqrt(5000), rel=0.1)
    assert abs(said["Mean of h"] - mean) < 5 * spread / math.sqrt(5000)
    says(at, "σ of h(X)", spread, digits=3)
    off = (said["Mean of h"] - mean) / (spread / math.sqrt(5000))
    assert said["Error over σ/√n"] == pytest.approx(off, abs=0.1)
    funnel, fall = charts(at)[:2]
    sizes = curve(funnel, "+ 2σ/√n")
    upper = mean + 2 * spread / np.sqrt(sizes["x"].to_numpy())
    assert sizes["y"].to_numpy() == pytest.approx(upper, rel=1e-3, abs=1e-3)
    assert curve(funnel, "exact, with q_K")["y"].to_numpy() == pytest.approx(mean, rel=1e-3)
    line = curve(fall, "σ/√n")
    assert line["y"].to_numpy() == pytest.approx(spread / np.sqrt(line["x"].to_numpy()), rel=1e-3)


def test_a_handle_in_the_link_is_where_it_was_left(open_page):
    at = opened(open_page, "discrete", pmf="own", weights="0,0,3,0,1,0,0")
    before, _ = drawn(at)
    tops = np.asarray(layer(before, "weights")["xy"])[:, 1]
    assert tops.tolist() == [0, 0, 3, 0, 1, 0, 0]
    assert [Fraction(text) for text in layer(before, "weights")["labels"]] == [
        Fraction(weight, 4) for weight in (0, 0, 3, 0, 1, 0, 0)
    ]
    says(at, "Values of x", 2)
