"""Universal computation engines: who learns, answer by answer, what changed, and rates."""

from typing import Any

import numpy as np
import pytest

from models.attention.engines import (
    HELD_OUT,
    KINDS,
    SIGNS,
    EnginesSetup,
    Kind,
    judge,
    parameters_of,
    runners,
    scans,
)
from models.wheels import MINILM
from playground import catalog
from tests.pages.conftest import address, afresh, drawn, shown, sound
from tests.pages.pictured import faults
from tests.pages.told import charts, compared, curve, layer, says, strip

TOPIC = catalog.topic("engines")
BRIEF = {"engines_steps": "10", "engines_layers": "1", "engines_bits": "2"}
SETUP = EnginesSetup(steps=10, layers=1, bits=2)
ALL = list(KINDS)
NAMES: dict[Kind, str] = {
    "pretrained": "pretrained",
    "random": "random",
    "small": "small",
    "linear": "a line",
}
FROZEN: tuple[Kind, ...] = ("pretrained", "random")

here = pytest.mark.skipif(
    not MINILM.here, reason="MINILM IS MISSING: run `make data` to test the page of engines."
)


@pytest.mark.long
@here
def test_each_net_has_its_line_its_score_and_its_count(open_page):
    at = afresh(open_page, "engines", **BRIEF)
    recording = shown(at, TOPIC).recording
    assert shown(at, TOPIC).setup == SETUP
    (picture,) = drawn(at)
    for kind in ALL:
        line = np.asarray(layer(picture, KINDS[kind])["xy"])  # (F, 1, P, 2)
        values, count = recording.metric(f"{kind}_accuracy"), len(recording)
        np.testing.assert_allclose(line[-1, 0, :count, 0], recording.steps, atol=1e-3)
        np.testing.assert_allclose(line[-1, 0, :count, 1], values, atol=1e-3)
        assert np.isfinite(line[2, 0]).all(axis=-1).sum() == 3
        error = 100 * recording.metric(f"{kind}_accuracy_error")[-1]
        score = f"{KINDS[kind]} (%)"
        says(at, score, 100 * values[-1], reference=50, error=error, samples=HELD_OUT)
        losses = strip(picture)[NAMES[kind]]["values"]
        np.testing.assert_allclose(losses, recording.metric(f"{kind}_loss"), rtol=1e-4)
        learnt, frozen = parameters_of(runners(SETUP)[kind])
        counted = f"{kind.capitalize()} (k)"
        says(at, counted, learnt / 1000, digits=4, reference=frozen / 1000)
    assert compared(at)["Pretrained (k)"] == "frozen"


def words_at(words: dict[str, Any], texts: list[str]) -> dict[tuple[float, float], str]:
    """The words of a layer that stand somewhere, by their places."""
    xy = np.asarray(words["xy"])
    return {
        (round(float(x), 2), round(float(y), 2)): text
        for (x, y), text in zip(xy, texts, strict=True)
        if np.isfinite(x)
    }


@pytest.mark.long
@here
@pytest.mark.parametrize("task", ["xor", "memory", "listops", "digits"])
def test_answers_stand_under_what_is_asked(open_page, task):
    at = afresh(open_page, "engines", **BRIEF, engines_task=task, engines_look="answers")
    frame = shown(at, TOPIC).recording.frame(-1)
    (picture,) = drawn(at)
    assert not faults(picture)
    if task == "memory":
        patterns = layer(picture, "rows")["texts"]
        assert patterns[:3] == ["pattern 1", "pattern 2", "pattern 3"]
    known = judge(task, 2 if task in ("xor", "memory") else 5)
    one = task in ("xor", "memory")
    right = known.answers[0] if one else known.answers[:8, 0]
    assert layer(picture, "right")["texts"] == [str(each) for each in right.tolist()]
    given = layer(picture, "given")
    told = words_at({"xy": np.asarray(given["xy"])[-1]}, given["texts"])
    sure = np.asarray(layer(picture, "probability of the right answer")["values"])[-1]
    for row, kind in enumerate(ALL):
        views = frame.views[f"{kind}_given"], frame.views[f"{kind}_sure"]
        answers, law = (each[0] if one else each[:, 0] for each in views)
        np.testing.assert_allclose(sure[3 - row], law, atol=0.01)
        for column, answer in enumerate(answers):
            mark = "" if answer == right[column] else " ✗"
            assert told[column + 0.5, 3.5 - row] == f"{answer}{mark}"
    assert len(told) == 4 * len(right)
    asked = layer(picture, "asked")["texts"] if task != "digits" else []
    tokens = known.tokens
    if task == "xor":
        assert asked == ["1" if bit > 0 else "0" for bit in tokens[0, :, 0]]
    elif task == "memory":
        assert asked == [{-1: "0", 0: "·", 1: "1"}[int(bit)] for bit in tokens[0].flatten()]
    elif task == "listops":
        assert asked == [SIGNS[sign] for sign in tokens[:8].argmax(-1).T.flatten().tolist()]
    else:
        strip = np.asarray(layer(picture, "digits")["values"])  # a pixel to either side of each
        for place, scan in enumerate(scans(8)):
            pixels = strip[::-1, 10 * place : 10 * place + 10]
            np.testing.assert_allclose(pixels[:, 1:-1], scan, atol=0.01)
            assert not pixels[:, [0, -1]].any()


@pytest.mark.long
@here
def test_what_changed_is_every_gain_of_the_frozen_nets(open_page):
    at = afresh(open_page, "engines", **BRIEF, engines_look="changed")
    frame = shown(at, TOPIC).recording.frame(-1)
    (picture,) = drawn(at)
    for kind in FROZEN:
        gains = np.clip(frame.views[f"{kind}_gains"][::-1], -0.3, 0.3)
        np.testing.assert_allclose(layer(picture, KINDS[kind])["values"][-1], gains, atol=1e-3)
    assert set(strip(picture)) == {"pretrained", "random"}


@pytest.mark.long
@here
@pytest.mark.parametrize("look", ["learning", "answers", "changed"])
def test_without_the_weights_the_others_run_and_it_is_said(open_page, monkeypatch, tmp_path, look):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    at = afresh(open_page, "engines", **BRIEF, engines_look=look)
    (told,) = [each.value for each in at.info if "make data" in each.value]
    assert "MiniLM" in told
    assert drawn(at)


@here
@pytest.mark.long
def test_rates_are_trained_side_by_side(open_page):
    at = afresh(open_page, "engines", **BRIEF)
    sound(at.button(key="engines:race:start").click().run())
    while not charts(at) or len(charts(at)[-1]) < 8:
        sound(at.run())
    (chart,) = charts(at)
    for kind in FROZEN:
        assert curve(chart, KINDS[kind])["x"].tolist() == [0.001, 0.005, 0.02, 0.05]


def test_a_broken_link_is_told(open_page):
    at = open_page(TOPIC, **BRIEF | {"engines_bits": "99"}, engines_task="chess")
    assert at.warning
    assert at.session_state["engines:setup"].task == "xor"
    assert "engines_task" not in address(at)
