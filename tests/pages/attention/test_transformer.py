"""What only the trained transformer has: its answers, its heads, and what it is without some."""

import math

import numpy as np
import pytest
import torch
from streamlit.testing.v1 import AppTest

from models.attention import InductionSetup, ablate, maps_without, restore
from models.attention.induction import HELD_OUT, IGNORE
from playground import catalog
from playground.recording import Moment
from tests.pages.conftest import afresh, drawn, ended, readouts, shown, sound, wait_until_ended
from tests.pages.told import charts, curve, notes, says, strip

TOPIC = catalog.topic("transformer")
SMALL = {
    "transformer_steps": "20",
    "transformer_width": "16",
    "transformer_length": "12",
    "transformer_symbols": "16",
    "transformer_batch": "16",
}


def on_screen(at: AppTest, step: str = "") -> tuple[InductionSetup, Moment]:
    """The setup that was trained, and the moment that the page shows."""
    recording = shown(at, TOPIC).recording
    frame = int(np.searchsorted(recording.steps, int(step))) if step else len(recording) - 1
    return InductionSetup.model_validate(recording.setup), recording.frame(frame)


@pytest.mark.long
@pytest.mark.parametrize(
    ("step", "symbols", "task"), [("0", 16, "induction"), ("", 16, "sort"), ("", 24, "induction")]
)
def test_each_number_is_that_of_its_moment(open_page, step, symbols, task):
    knobs = SMALL | {"transformer_symbols": str(symbols), "transformer_task": task}
    at = ended(open_page, "transformer", **knobs, **({"transformer_moment": step} if step else {}))
    setup, now = on_screen(at, step)
    assert (setup.symbols, setup.task) == (symbols, task)
    metrics, tokens = now.metrics, symbols + (task != "induction")
    again = ablate(setup, now.checkpoint)
    assert metrics["loss"] == pytest.approx(again["loss"], rel=1e-5)
    says(at, "Loss (nats)", again["loss"], reference=math.log(tokens), samples=128)
    says(
        at,
        "Accuracy (%)",
        100 * again["accuracy"],
        reference=100 / tokens,
        error=100 * again["accuracy_error"],
        samples=128,
    )


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_what_it_says_is_shown_below_what_comes(open_page, step):
    at = ended(open_page, "transformer", **SMALL, **({"transformer_moment": step} if step else {}))
    setup, now = on_screen(at, step)
    lines = next(code.value for code in at.code if "it reads" in code.value).splitlines()
    assert len(lines) == 4
    reads, comes, says_, marks = (line[11:].split() for line in lines)
    assert len(reads) == len(comes) == len(says_) == setup.length
    logits, _ = restore(setup, now.checkpoint)(torch.tensor(now.views["tokens"])[None])
    said = logits[0].argmax(dim=-1).numpy()
    right = []
    for place, target in enumerate(now.views["targets"]):
        if target == IGNORE:
            assert comes[place] == says_[place] == "·"
            continue
        assert (comes[place] == says_[place]) == (said[place] == target)
        right.append("✓" if said[place] == target else "✗")
    assert marks == right
    assert comes.count("·") > 0


@pytest.mark.long
def test_all_maps_look_back_only_and_are_those_of_the_training(open_page):
    at = afresh(open_page, "transformer", **SMALL)
    recording = shown(at, TOPIC).recording
    (picture,) = drawn(at, "links")
    maps = np.asarray(picture["layers"][0]["values"])
    ahead = np.triu(np.ones(maps.shape[-2:], dtype=bool), 1)
    assert np.isnan(maps[..., ahead]).all()
    expected = recording.view("attention")
    np.testing.assert_allclose(maps[..., ~ahead], expected[..., ~ahead], atol=1e-4)
    curves = strip(picture)
    for name, metric in {"loss (nats)": "loss", "accuracy": "accuracy"}.items():
        np.testing.assert_allclose(curves[name]["values"], recording.metric(metric), rtol=1e-5)
    assert [len(picture[side]) for side in ("columns", "rows")] == [2, 4]


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_each_head_has_its_own_bars(open_page, step):
    at = ended(open_page, "transformer", **SMALL, **({"transformer_moment": step} if step else {}))
    setup, now = on_screen(at, step)
    roles, alone = charts(at)
    for name, view in {"the token before": "previous", "where the answer stands": "answer"}.items():
        assert curve(roles, name)["y"].to_numpy() == pytest.approx(
            now.views[view].ravel(), rel=1e-5
        )
    bars = curve(alone, "without this head")
    whole = curve(alone, "with all heads")["y"].to_numpy()
    assert whole == pytest.approx(now.metrics["loss"])
    for label, loss in zip(bars["label"], bars["y"], strict=True):
        head = int(label[1]), int(label.rpartition("H")[2])
        expected = ablate(setup, now.checkpoint, [head])["loss"]
        assert loss == pytest.approx(expected, rel=1e-5), label
    assert len(bars) == setup.layers * setup.heads


@pytest.mark.long
def test_heads_of_a_trained_transformer_can_be_silenced(open_page):
    at = ended(open_page, "transformer", **SMALL)
    setup, now = on_screen(at)
    heads = [(0, 0), (1, 2)]
    sound(at.pills[0].set_value(heads).run())
    left, whole = ablate(setup, now.checkpoint, heads), now.metrics
    assert left["loss"] != pytest.approx(whole["loss"], rel=1e-6)
    says(at, "Loss without (nats)", left["loss"], reference=whole["loss"])
    says(at, "Accuracy without (%)", 100 * left["accuracy"], reference=100 * whole["accuracy"])
    says(at, "Loss (nats)", whole["loss"], reference=math.log(16), samples=128)
    _, without = drawn(at, "links")
    maps = np.asarray(without["layers"][0]["values"])
    expected = maps_without(setup, now.checkpoint, heads)
    there = np.isfinite(maps)
    np.testing.assert_allclose(maps[there], expected[there], atol=1e-4)
    assert without["crossed"] == [list(head) for head in heads]


@pytest.mark.long
def test_one_layer_and_two_run_side_by_side(open_page):
    at = ended(open_page, "transformer", **SMALL)
    sound(at.button(key="transformer:race:start").click().run())
    _, runs = at.session_state["transformer:race"]
    for name, run in runs.items():
        wait_until_ended(run)
        assert run.state == "finished", run.sentence
        assert name.startswith(str(run.setup.layers))
    sound(at.run())
    for name, run in runs.items():
        metrics = run.recording.frame(-1).metrics
        accuracy, error = 100 * metrics["accuracy"], 100 * metrics["accuracy_error"]
        says(at, f"{name} (%)", accuracy, error=error, samples=HELD_OUT)
        line = curve(charts(at)[-1], name)
        assert line["y"].to_numpy() == pytest.approx(run.recording.metric("accuracy"))
    assert {run.setup.layers for run in runs.values()} == {1, 2}
    assert "Loss (nats)" in readouts(at)
    assert notes(at)["Loss (nats)"]["samples"] == 128
