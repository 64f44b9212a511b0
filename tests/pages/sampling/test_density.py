"""The page on density estimation: each number beside the library's, and what is brought to it."""

import math

import numpy as np
import pytest

from models.estimation import (
    BesideSetup,
    CountsSetup,
    KernelDensity,
    KernelSetup,
    MixtureSetup,
    held_out,
    mise,
    silverman,
)
from models.estimation.views import bumps, counting, mixing
from models.estimation.views.beside import ESTIMATES, beside_walk
from models.estimation.views.sample import cloud, line
from models.setup import Setup
from playground import catalog
from tests.pages.conftest import drawn, number, sound, wait_for
from tests.pages.told import formulas, strip

TOPIC = catalog.topic("density")


def opened(open_page, **knobs: str):
    return open_page(TOPIC, **{f"density_{name}": value for name, value in knobs.items()})


def last(at) -> int:
    """The last frame of the first picture."""
    return len(drawn(at)[0]["times"]) - 1


def at_end(open_page, **knobs: str):
    at = opened(open_page, **knobs)
    return opened(open_page, frame=str(last(at)), **knobs)


@pytest.mark.long
def test_counts_are_judged_by_symbols_they_have_not_seen(open_page):
    at = at_end(open_page)
    frame = list(counting.count_walk(CountsSetup()))[-1]
    assert number(at, "Held-out log-likelihood") == -math.inf
    assert number(at, "Symbols not seen") == frame.metrics["unseen"] > 0
    assert number(at, "Distance to the law") == pytest.approx(frame.metrics["distance"], rel=5e-3)
    assert any("ln 0 = −∞" in each.value for each in at.caption)
    assert any("Laplacian smoothing" in each.value for each in at.caption)


@pytest.mark.long
def test_smoothing_makes_every_symbol_possible(open_page):
    at = at_end(open_page, alpha="0.5")
    frame = list(counting.count_walk(CountsSetup(alpha=0.5)))[-1]
    told = number(at, "Held-out log-likelihood")
    assert told == pytest.approx(frame.metrics["held_out"], rel=5e-3)
    law = counting.symbol_law(CountsSetup())
    assert told < -law.entropy
    assert any("The terms add up" in each.value for each in at.caption)


@pytest.mark.long
def test_the_slope_of_the_error_is_minus_a_half(open_page):
    for symbols in ("letters", "die"):
        told = number(opened(open_page, symbols=symbols), "Slope of the error")
        assert told == pytest.approx(-0.5, abs=0.06)


@pytest.mark.long
def test_the_likelihood_of_a_mixture_is_that_of_the_library(open_page):
    at = at_end(open_page, view="mixture")
    frame = list(mixing.em_walk(MixtureSetup()))[-1]
    for label, name in (("Log-l", "log_likelihood"), ("Held-out log-l", "held_out")):
        assert number(at, label) == pytest.approx(frame.metrics[name], rel=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("fit", ["hard", "restarts", "number"])
def test_each_comparison_of_mixtures_is_a_moving_picture(open_page, fit):
    at = opened(open_page, view="mixture", fit=fit)
    assert last(at) > 2
    assert at.metric


@pytest.mark.long
def test_bic_and_held_out_points_find_the_three_components(open_page):
    at = opened(open_page, view="mixture", fit="number", points="500")
    assert number(at, "BIC chooses") == 3


@pytest.mark.parametrize(("rule", "label"), [("silverman", "Silverman"), ("best", "lowest error")])
def test_a_rule_says_its_bandwidth_and_its_exact_error(open_page, rule, label):
    at = opened(open_page, view="kernel", points="100", rule=rule)
    points = line(KernelSetup(points=100)).points
    h = silverman(points) if rule == "silverman" else 0.44547
    assert number(at, "Bandwidth h") == pytest.approx(h, rel=1e-3)
    told = next(each.value for each in at.caption if "mean over samples" in each.value)
    assert f"{mise(100, h):.4g}"[:6] in told
    assert label in str(drawn(at)[1]["layers"])


@pytest.mark.parametrize(("kind", "cell", "dimensions"), [("line", "h", 1), ("plane", "h^2", 2)])
def test_the_variance_of_an_estimate_falls_with_the_points_in_a_cell(
    open_page, kind, cell, dimensions
):
    at = opened(open_page, view="kernel", kind=kind, points="100", rule="own", bandwidth="0.5")
    (formula,) = formulas(at)
    assert rf"\underbrace{{\int \mathrm{{Var}}\,\hat p}}_{{\sim 1/(n{cell})}}" in formula
    assert r"\underbrace{\int(\mathbb E\hat p - p)^2}_{\sim h^4}" in formula
    middle = [[0.0] * dimensions]
    noise = [mise(100, h, means=middle) for h in (0.001, 0.002)]
    assert noise[0] / noise[1] == pytest.approx(2**dimensions, rel=0.01)
    bias = [mise(10**15, h, means=middle) for h in (0.05, 0.1)]
    assert bias[1] / bias[0] == pytest.approx(2**4, rel=0.05)


@pytest.mark.long
def test_a_bandwidth_by_hand_is_judged_by_unseen_points(open_page):
    at = opened(open_page, view="kernel", points="100", rule="own", bandwidth="0.2")
    setup = KernelSetup(points=100)
    seen = line(setup)
    judged = held_out(KernelDensity(seen.points, 0.2), seen.held_out)
    assert number(at, "Held-out log-likelihood") == pytest.approx(judged.mean, rel=1e-3)
    first, second = drawn(at)
    sums = [each for each in first["layers"] if each["name"] == "estimate"]
    assert sums[0]["xy"]["handles"] == "density:bandwidth"
    handle = next(each for each in second["layers"] if each["kind"] == "handles")
    assert handle["shared"] == "density:bandwidth"
    assert handle["xy"][0, 0] == pytest.approx(0.2)


@pytest.mark.long
def test_draws_from_the_estimate_have_its_variance(open_page):
    at = at_end(open_page, view="kernel", kind="draw", points="100", rule="own", bandwidth="0.6")
    setup = KernelSetup(kind="draw", points=100, rule="own", bandwidth=0.6)
    second, whole, error = bumps.variances(setup)
    assert whole == pytest.approx(second + 0.36)
    assert number(at, "Variance of the draws") == pytest.approx(whole, abs=4 * error)
    assert any("The terms add up" in each.value for each in at.caption)


@pytest.mark.long
def test_the_table_has_every_estimate_with_its_error(open_page):
    at = opened(open_page, view="beside", points="100")
    frame = list(beside_walk(BesideSetup(points=100)))[-1]
    lines = strip(next(each for each in drawn(at) if each["curves"]))
    kernel, entropy = lines["Kernel"], lines["Kernel"]["floor"]
    assert kernel["values"][-1] == pytest.approx(-frame.metrics["kernel"], rel=1e-4)
    assert kernel["wanted"] == pytest.approx([entropy, entropy + 2])
    table = at.table[0].value
    assert list(table["estimate"])[: len(ESTIMATES)] == list(ESTIMATES.values())
    told = dict(zip(table["estimate"], table.iloc[:, 1], strict=True))
    assert told["Histogram"] == "−∞"
    wanted = f"{frame.metrics['kernel']:.3f}".replace("-", "−")
    assert told["Kernel"].startswith(wanted)
    assert "±" in told["Kernel"]
    assert told["The law itself, −H"]
    uses = at.table[1].value
    assert len(uses) >= 9
    assert next(iter(uses[uses["estimate"] == "GAN"].iloc[:, 2])).startswith("no")


@pytest.mark.long
def test_a_flow_joins_the_table(open_page):
    at = opened(open_page, view="beside", points="200", steps="50")
    button = next(each for each in at.button if each.label.startswith("Train a flow"))
    sound(button.click().run())
    wait_for(lambda: "Flow" in list(sound(at.run()).table[0].value["estimate"]))


@pytest.mark.long
@pytest.mark.parametrize(
    ("knobs", "sentence"),
    [
        ({"view": "kernel", "rule": "own", "bandwidth": "0"}, "bandwidth must be positive"),
        ({"view": "kernel", "points": "1"}, "at least 2 points"),
        ({"view": "kernel", "kind": "draw", "points": "1"}, "at least 2 points"),
        ({"view": "mixture", "points": "1"}, "at least 3 points"),
        ({"view": "beside", "points": "1"}, "at least 2 points"),
        ({"view": "kernel", "law": "column"}, "no column yet"),
        ({"view": "mixture", "source": "csv"}, "no table yet"),
        ({"view": "mixture", "source": "drawn"}, "Nothing is drawn yet"),
        ({"view": "kernel", "kind": "plane", "source": "moons", "rule": "best"}, "exact error"),
        ({"view": "mixture", "own": "1_2"}, "damaged"),
    ],
)
def test_what_cannot_be_estimated_is_a_sentence(open_page, knobs, sentence):
    at = opened(open_page, **knobs)
    assert any(sentence in each.value for each in at.info), [each.value for each in at.info]
    setup = at.session_state["density:setup"]
    classes: dict[str, type[Setup]] = {
        "mixture": MixtureSetup,
        "kernel": KernelSetup,
        "beside": BesideSetup,
    }
    told = {name: value for name, value in knobs.items() if name != "view"}
    wanted = classes[knobs["view"]].model_validate(told)
    assert all(getattr(setup, name) == getattr(wanted, name) for name in told)


def test_one_point_has_one_bump_by_hand(open_page):
    at = opened(open_page, view="kernel", points="1", rule="own", bandwidth="0.3")
    assert len(drawn(at)[0]["layers"]) >= 3
    assert number(at, "Bandwidth h") == pytest.approx(0.3)


def test_the_points_on_show_are_those_of_the_setup(open_page):
    at = opened(open_page, view="mixture", points="50", source="moons")
    layer = next(each for each in drawn(at)[0]["layers"] if each["name"] == "points")
    seen = cloud(MixtureSetup(points=50, source="moons"))
    np.testing.assert_allclose(layer["xy"], seen.points, atol=1e-3)
    assert set(np.unique(layer["classes"])) <= {-1.0, 0.0, 1.0, 2.0}


def test_a_dragged_bandwidth_is_chosen_by_hand(open_page):
    at = opened(open_page, view="kernel")
    assert at.session_state["density:setup"].rule == "silverman"
    at.session_state["density_rule"] = "own"
    at.session_state["density_bandwidth"] = 0.125
    sound(at.run())
    assert number(at, "Bandwidth h") == pytest.approx(0.125)
    assert at.query_params["density_bandwidth"] in ("0.125", ["0.125"])


@pytest.mark.long
@pytest.mark.parametrize(
    "knobs",
    [
        {},
        {"view": "mixture"},
        {"view": "mixture", "fit": "hard"},
        {"view": "mixture", "fit": "restarts"},
        {"view": "kernel", "kind": "draw"},
        {"view": "beside"},
    ],
    ids=lambda knobs: "-".join(knobs.values()) or "counts",
)
def test_a_link_to_a_frame_stands_still_there(knobs, open_page):
    assert drawn(opened(open_page, **knobs))[0]["autoplay"]
    there = drawn(opened(open_page, frame="3", **knobs))[0]
    assert not there["autoplay"]
    assert there["start"] == 3


def test_a_bar_that_leaves_the_picture_is_marked(open_page):
    layers = {layer["name"]: layer for layer in drawn(opened(open_page))[0]["layers"]}
    beyond = np.isfinite(layers["goes on"]["xy"]).all(-1)  # frame by frame, letter by letter
    assert beyond[0].sum() == 1
    assert not beyond[-1].any()


def test_names_of_rules_stand_beside_their_lines_however_close_these_are(open_page):
    at = opened(open_page, view="kernel", points="100")
    layers = {layer["name"]: layer for layer in drawn(at)[1]["layers"]}
    ends, names = layers["rules"]["xy"][:, -1], layers["names"]["xy"]
    np.testing.assert_allclose(ends[:, 1], names[:, 1], atol=1e-4)
    assert (ends[:, 0] < names[:, 0]).all()
    bandwidths = layers["rules"]["xy"][:, 0, 0]
    assert (np.diff(bandwidths) > 0).all()
    assert (np.diff(ends[:, 1]) < 0).all(), "the line of a rule crosses the name of another"
