"""What only the duel has: all contestants on one time axis, and eight seeds of one setup."""

import numpy as np
import pytest

from models.gans.exact import LN2, enough
from playground import catalog, live
from tests.pages.conftest import (
    afresh,
    drawn,
    ended,
    readouts,
    shown,
    sound,
    wait_for,
    wait_until_ended,
)
from tests.pages.told import charts, curve, notes, says, strip

TOPIC = catalog.topic("duel")
SMALL = {"duel_steps": "60", "duel_data": "easy_ring", "duel_batch": "64"}


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_each_contestant_has_its_own_numbers(open_page, step):
    at = ended(open_page, "duel", **SMALL, **({"duel_moment": step} if step else {}))
    now = shown(at, TOPIC).recording.frame(0 if step else -1)
    (table,) = at.table
    rows = {row[""]: row for row in table.value.to_dict("records")}
    letters = [name for name in table.value.columns if " · " in name]
    assert [name[0] for name in letters] == ["A", "B"]
    for name in letters:
        counts = now.views[f"{name[0]}_mode_counts"]
        near, of = int(counts.sum()), len(counts)
        told = near >= 20 * of
        kl = now.metrics[f"{name[0]}_reverse_kl"] if told else np.nan
        floor = (of - 1) / (2 * near) if told else None
        label = f"{name[0]}: reverse KL (nats)"
        if told:
            says(at, label, kl, reference=floor, samples=near)
        else:
            assert np.isnan(readouts(at)[label])
            assert notes(at)[label] == {"samples": near}
        metrics = {key[2:]: value for key, value in now.metrics.items() if key[0] == name[0]}
        assert float(rows["Modes covered (≥ 20 of 10,000)"][name]) == metrics["modes"]
        assert float(rows["Modes touched (≥ 1)"][name]) == metrics["modes_touched"]
        quality = float(rows["High quality, within 3 sd"][name].removesuffix("%"))
        assert quality == pytest.approx(100 * metrics["high_quality"], abs=0.051)
        js = float(rows["JS divergence (nats)"][name])
        assert js == pytest.approx(metrics["js"], abs=5.1e-4)
    assert rows["Modes touched (≥ 1)"]["a perfect sampler"] == "8"
    assert rows["Unlike A"][letters[0]] == "–"
    assert len(rows["Unlike A"][letters[1]]) > 3


@pytest.mark.long
@pytest.mark.parametrize(
    ("axis", "floor", "wanted"),
    [("modes", 8, [0, 8]), ("js", LN2, [0, 0.7]), ("g_loss", None, None)],
)
def test_all_contestants_share_the_picture_and_its_time_axis(open_page, axis, floor, wanted):
    at = afresh(open_page, "duel", **SMALL, duel_axis=axis)
    recording = shown(at, TOPIC).recording
    (picture,) = drawn(at)
    assert [each["title"][0] for each in picture["panels"]] == ["A", "B"]
    reach = max(picture["window"])
    for place, letter in enumerate("AB"):
        layers = {each["name"]: each for each in picture["layers"] if each["panel"] == place}
        samples = np.asarray(layers["generated"]["xy"])
        np.testing.assert_allclose(samples, recording.view(f"{letter}_samples"), atol=2e-3 * reach)
        field = np.asarray(layers["D(x)"]["values"])
        np.testing.assert_allclose(field, recording.view(f"{letter}_field"), atol=0.01)
        assert (layers["D(x)"]["low"], layers["D(x)"]["high"]) == (0, 1)
        line = strip(picture)[letter]
        np.testing.assert_allclose(
            line["values"], recording.metric(f"{letter}_{axis}"), rtol=1e-5, atol=1e-6
        )
        assert line["wanted"] == (wanted and pytest.approx(wanted))
    assert strip(picture)["A"]["floor"] == (floor and pytest.approx(floor))


@pytest.mark.long
def test_a_duel_shows_all_its_contestants_and_sweeps_eight_seeds(open_page):
    at = ended(open_page, "duel", duel_steps="20", duel_third="packed", duel_data="two_modes")
    assert sum("reverse KL" in label for label in readouts(at)) == 3
    assert {"A_modes", "B_modes", "C_modes"} <= set(shown(at, TOPIC).recording.metrics)
    sound(at.button(key="duel:race:start").click().run())
    _, runs = at.session_state["duel:race"]
    run = runs["Eight seeds"]
    wait_until_ended(run)
    assert run.state == "finished", run.sentence
    sound(at.run())
    assert any("of 8** seeds cover all 2 modes" in each.value for each in at.markdown)
    (chart,) = charts(at)
    found = curve(chart, "covered")
    metrics = run.recording.frame(-1).metrics
    assert found["y"].tolist() == [metrics[f"modes_{n}"] for n in range(8)]
    assert found["label"].tolist() == [str(run.setup.seed + n) for n in range(8)]
    (told,) = (each.value for each in at.markdown if "seeds cover all" in each.value)
    whole = sum(metrics[f"modes_{n}"] == 2 for n in range(8))
    assert f"**{whole} of 8** seeds cover all 2 modes" in told
    (_, seeds) = drawn(at)
    assert len(seeds["panels"]) == 8
    assert seeds["total"] is None, "no room for moments that never come"
    last = np.stack([np.asarray(each["xy"])[-1] for each in seeds["layers"][1:]])
    reach = max(seeds["window"])
    np.testing.assert_allclose(last, run.recording.view("samples")[-1], atol=2e-3 * reach)


@pytest.mark.long
def test_the_branches_of_a_fork_have_no_reverse_kl_where_too_few_lie_near_a_mode(open_page):
    link = {"duel_seed": "1", "duel_fork1": "30", "duel_fork1_seed": "0"}
    at = open_page(TOPIC, duel_steps="60", duel_data="grid", **link, duel_axis="reverse_kl")
    wait_for(lambda: shown(sound(at.run()), TOPIC).recording.origin is not None)
    wait_until_ended(shown(at, TOPIC))
    recording = shown(sound(at.run()), TOPIC).recording
    (parent,) = live.kept_ancestors(recording)
    (chart,) = charts(at)
    for name, branch in {"A": recording, "A before": parent}.items():
        told = enough(branch.view("A_mode_counts"))
        expected = np.where(told, branch.metric("A_reverse_kl"), np.nan)
        np.testing.assert_allclose(curve(chart, name)["y"], expected)
    assert not enough(parent.view("A_mode_counts")).all()
