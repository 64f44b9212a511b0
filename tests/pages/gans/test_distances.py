"""What only the distances have: bounds under exact values, packs, lines that are dragged apart."""

import math
import re

import numpy as np
import pytest
import torch

from models.gans.distances import DIVERGENCES, DistanceSetup, exact_values, normal_error
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import afresh, drawn, ended, readouts, shown, sound
from tests.pages.tex import value
from tests.pages.told import charts, curve, layer, notes, says, strip, sums

TOPIC = catalog.topic("distances")
SMALL = {"distances_steps": "60"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("step", "row", "exact"),
    [("0", "kl", 0.5), ("", "kl", 0.5), ("", "pearson", math.e - 1), ("6", "pearson", math.e - 1)],
)
def test_a_learned_bound_is_that_of_its_row_and_its_moment(open_page, step, row, exact):
    moment = {"distances_moment": step} if step else {}
    at = ended(open_page, "distances", **SMALL, distances_row=row, **moment)
    recording = shown(at, TOPIC).recording
    frame = int(np.searchsorted(recording.steps, int(step))) if step else len(recording) - 1
    metrics = recording.frame(frame).metrics
    unit = " (nats)" if row == "kl" else ""  # χ² is no logarithm
    says(at, f"Learned bound{unit}", metrics[row], reference=exact)
    assert metrics[row] <= exact
    error = normal_error(metrics, row)
    label = "From samples" if error is not None else "From samples, heavy tail"
    says(at, f"{label}{unit}", metrics[f"{row}_estimate"], error=error, samples=5000)
    says(at, "Of the way (%)", 100 * metrics[f"{row}_reached"])


@pytest.mark.long
@pytest.mark.parametrize("distance", ["0.5", "1.5"])
def test_the_table_has_each_divergence_in_its_own_line(open_page, distance):
    at = ended(open_page, "distances", **SMALL, distances_distance=distance)
    metrics = shown(at, TOPIC).recording.frame(-1).metrics
    setup = DistanceSetup(distance=float(distance))
    (table,) = at.table
    rows = table.value.to_dict("records")
    for row, (name, exact) in zip(rows, exact_values(setup).items(), strict=True):
        assert read(row["exact"]) == pytest.approx(exact, rel=5e-4)
        assert read(row["learned bound"]) == pytest.approx(metrics[name], rel=5e-4, abs=1e-9)
        way = 100 * metrics[f"{name}_reached"]
        assert float(row["of the way"].removesuffix("%")) == pytest.approx(way, abs=0.051)
        estimate = next(value for title, value in row.items() if title.startswith("from"))
        assert read(estimate.split()[0]) == pytest.approx(
            metrics[f"{name}_estimate"], rel=5e-4, abs=1e-9
        )
    assert [row["divergence"].endswith("(nats)") for row in rows] == [True, True, False, False] + [
        True
    ] * 3
    kl = next(row for row in rows if row["divergence"].startswith("KL"))
    assert read(kl["exact"]) == pytest.approx(float(distance) ** 2 / 2, rel=5e-4)


@pytest.mark.long
def test_the_picture_of_a_row_shows_its_own_function_and_bound(open_page):
    at = afresh(open_page, "distances", **SMALL, distances_row="kl")
    recording = shown(at, TOPIC).recording
    (picture,) = drawn(at)
    x = np.linspace(-3, 4, 201)
    best = np.asarray(layer(picture, "T*")["xy"])[0]
    np.testing.assert_allclose(best[:, 0], x, atol=1e-3)
    np.testing.assert_allclose(best[:, 1], 1 + 0.5 - x, atol=1e-3, err_msg="f'(u) = 1 + ln u")
    p, q = (np.asarray(layer(picture, name)["xy"])[0] for name in ("P", "Q"))
    assert x[p[:, 1].argmax()] == pytest.approx(0, abs=0.04)
    assert x[q[:, 1].argmax()] == pytest.approx(1, abs=0.04)
    bound = strip(picture)["bound (nats)"]
    np.testing.assert_allclose(bound["values"], recording.metric("kl"), rtol=1e-5)
    assert bound["floor"] == pytest.approx(0.5)


@pytest.mark.parametrize("distance", ["0.5", "2"])
def test_the_discriminator_stands_beside_the_exact_one(open_page, distance):
    d = float(distance)
    at = sound(open_page(TOPIC, distances_view="logistic", distances_distance=distance))
    said, beside = readouts(at), notes(at)
    x = np.linspace(-12, 12 + d, 20_001)
    p, q = (np.exp(-((x - at_) ** 2) / 2) / math.sqrt(2 * math.pi) for at_ in (0, d))
    parts = (np.where(law > 0, law * np.log(2 * law / (p + q)), 0) for law in (p, q))
    js = 0.5 * sum(np.trapezoid(part, x) for part in parts)
    assert beside["JSD from D (nats)"]["reference"] == pytest.approx(js, rel=5e-4)
    assert beside["JSD from D (nats)"]["samples"] == 20_000
    error = beside["JSD from D (nats)"]["error"]
    assert abs(said["JSD from D (nats)"] - js) < 5 * error
    assert beside["Slope of the logit"]["reference"] == -d
    assert said["Slope of the logit"] == pytest.approx(-d, rel=0.1)
    assert beside["Intercept"]["reference"] == pytest.approx(d**2 / 2)
    assert said["Intercept"] == pytest.approx(d**2 / 2, rel=0.15, abs=0.03)
    (written,) = sums(at)
    assert written[r"\log 2"] == pytest.approx(math.log(2), abs=1e-4)
    assert written[r"-\mathrm{JSD}"] == pytest.approx(-js, abs=1e-4)
    (picture,) = drawn(at)
    learned, best = (np.asarray(layer(picture, name)["xy"])[0] for name in ("D learned", "D*"))
    np.testing.assert_allclose(best[:, 1], 1 / (1 + np.exp(d * best[:, 0] - d**2 / 2)), atol=1e-3)
    np.testing.assert_allclose(learned[:, 1], best[:, 1], atol=0.05)


@pytest.mark.parametrize(("modes", "pack"), [(8, 1), (8, 3), (4, 2)])
def test_packs_tell_what_is_missing_from_what_is_uneven(open_page, modes, pack):
    knobs = {"distances_modes": str(modes), "distances_pack": str(pack)}
    at = sound(open_page(TOPIC, distances_view="packing", **knobs))
    missing, alone = 1 - (1 - 1 / modes) ** pack, 1 / modes
    says(at, "One mode missing (TV)", missing, reference=alone)
    said, beside = readouts(at), notes(at)
    assert beside["Only uneven (TV)"]["reference"] == pytest.approx(alone, rel=0.005)
    assert said["Only uneven (TV)"] <= missing + 0.001
    ratio = missing / said["Only uneven (TV)"]
    says(at, "Missing over uneven", ratio, reference=1.0, digits=2)
    shares, variations = charts(at)
    assert curve(shares, "data")["y"].to_numpy() == pytest.approx(1 / modes)
    assert curve(shares, "one mode missing")["y"].min() == 0
    assert curve(shares, "only uneven")["y"].min() > 0
    falling = [1 - (1 - 1 / modes) ** m for m in range(1, 9)]
    assert curve(variations, "one mode missing")["y"].to_numpy() == pytest.approx(falling)
    assert (curve(variations, "only uneven")["y"].to_numpy() <= np.array(falling) + 1e-9).all()


@pytest.mark.parametrize("distance", [0.0, 0.5, 2.0])
def test_the_lines_are_as_far_apart_as_they_are_drawn(open_page, distance):
    at = sound(open_page(TOPIC, distances_view="transport", distances_distance=str(distance)))
    apart = distance > 0
    says(at, "KL (nats)", math.inf if apart else 0.0)
    says(at, "JSD (nats)", math.log(2) if apart else 0.0, reference=math.log(2))
    says(at, "W₁", distance, reference=distance)
    lines, over = drawn(at)
    first, second = (np.asarray(layer(lines, name)["xy"]) for name in ("P", "Q"))
    np.testing.assert_allclose(first[:, 0], 0, atol=1e-3)
    np.testing.assert_allclose(second[:, 0], distance, atol=1e-3)
    assert layer(lines, "move Q")["xy"][0][0] == pytest.approx(distance, abs=1e-6)
    plan = layer(lines, "cheapest plan")
    np.testing.assert_allclose(np.asarray(plan["tip"])[:, 0], distance, atol=1e-3)
    w1 = np.asarray(layer(over, "W₁")["xy"])[0]
    np.testing.assert_allclose(w1[:, 0], w1[:, 1], atol=1e-3)
    js = np.asarray(layer(over, "JSD")["xy"])[0]
    np.testing.assert_allclose(js[:, 1], math.log(2), atol=1e-3)
    here = np.asarray(layer(over, "here")["xy"])
    np.testing.assert_allclose(here[:, 0], distance, atol=1e-3)


def test_the_heaps_are_moved_at_the_cost_of_what_has_to_pass(open_page):
    at = sound(open_page(TOPIC, distances_view="transport"))
    (written,) = sums(at)
    before, after = np.array([[0.4, 0.3, 0.2, 0.1], [0.1, 0.1, 0.3, 0.5]])
    passing = np.abs(np.cumsum(before - after))[:-1]
    for place, mass in enumerate(passing, 1):
        assert written[f"|F_p({place}) - F_q({place})|"] == pytest.approx(mass, abs=1e-4)
    assert written["W_1"] == pytest.approx(passing.sum(), abs=1e-4)
    (heaps,) = charts(at)
    assert curve(heaps, "before p")["y"].to_numpy() == pytest.approx(before)
    assert curve(heaps, "after q")["y"].to_numpy() == pytest.approx(after)
    (told,) = (each.value for each in at.caption if "Kantorovich" in each.value)
    assert f"{passing.sum():.4f}" in told


def test_the_slips_of_the_duality_stand_beside_the_lines_and_heaps(open_page):
    at = sound(open_page(TOPIC, distances_view="transport"))
    told = [each.value for each in at.caption if "Beside the notes" in each.value]
    assert len(told) == 6
    assert any("∞ instead of 0.6931" in each for each in told)


@pytest.mark.parametrize("distance", ["0", "0.00001", "0.5", "1", "2"])
def test_no_number_is_said_to_stand_instead_of_itself(open_page, distance):
    at = sound(open_page(TOPIC, distances_view="transport", distances_distance=distance))
    told = [each.value for each in at.caption if "Beside the notes" in each.value]
    pairs = [re.search(r"([\d.∞]+) instead of ([\d.∞]+)\.", each) for each in told]
    assert not [pair[0] for pair in pairs if pair and pair[1] == pair[2]]


@pytest.mark.long
def test_learned_bounds_stand_beside_their_exact_values(open_page):
    at = ended(open_page, "distances", distances_steps="60", distances_row="Pearson χ²")
    assert any("exact 1.72" in caption.value for caption in at.caption)
    assert readouts(at)["Learned bound"] < 1.72
    (table,) = at.table
    assert len(table.value) == 7


@pytest.mark.long
def test_what_is_written_of_a_divergence_is_what_is_computed(open_page):
    at = ended(open_page, "distances", **SMALL)
    for name, row in DIVERGENCES.items():
        (chosen,) = (each for each in at.selectbox if each.label == "Divergence")
        sound(chosen.set_value(name).run())
        (written,) = (each.value for each in at.markdown if "gathered" in each.value)
        lines = re.sub(r"\\(?:begin|end){gathered}|\$", "", written).split(r"\\")
        f, conjugate, activation, best = (
            part.rpartition(" = ")[2] for line in lines for part in [line.strip()]
        )
        for u in (0.3, 2.5):
            log_u = torch.tensor(math.log(u), dtype=torch.float64)
            t = row.best(log_u).item()  # in the domain of f*, whatever the row
            assert value(f, u=u) == pytest.approx(row.f(log_u).item()), name
            assert value(best, u=u) == pytest.approx(t), name
            there = row.conjugate(torch.tensor(t, dtype=torch.float64)).item()
            assert value(conjugate, t=t) == pytest.approx(there), name
            v = torch.tensor(math.log(u), dtype=torch.float64)
            assert value(activation, v=v.item()) == pytest.approx(row.activation(v).item()), name
