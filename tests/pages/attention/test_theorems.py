"""Tasks with a theorem: what is drawn is what was recorded, beside the best that can be known."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.attention.positions import KINDS
from models.attention.theorems import (
    POSITIONS,
    AdditionSetup,
    CarrySetup,
    ChainsSetup,
    Table,
    WordsSetup,
    judge,
    train_addition,
    train_carry,
    train_theorem,
)
from playground import catalog
from tests.pages.conftest import drawn, readouts, shown, sound, wait_until_ended
from tests.pages.told import layer, says, strip

TOPIC = catalog.topic("theorems")
SMALL: dict[str, Any] = {"steps": 12, "width": 16, "hidden": 0}


def opened(open_page: Callable[..., AppTest], view: str, **knobs: object) -> AppTest:
    link = {f"theorems_{name}": str(value) for name, value in {**SMALL, **knobs}.items()}
    at = open_page(TOPIC, theorems_view=view, **link)
    wait_until_ended(shown(at, TOPIC))
    sound(at.run())
    return at


@pytest.mark.long
def test_a_chain_beside_laplace(open_page):
    at = opened(open_page, "chains", length=12, states=2)
    setup = ChainsSetup(length=12, states=2, **SMALL)
    *_, frame = train_theorem(setup)
    picture = drawn(at)[0]
    (laplace,) = layer(picture, "A, Laplace")["xy"]
    np.testing.assert_allclose(np.asarray(laplace)[:, 1], frame.views["best"][1:, 0], atol=1e-3)
    said = np.asarray(layer(picture, "A, said")["xy"])[-1][0]
    np.testing.assert_allclose(said[:, 1], frame.views["said"][1:, 0], atol=1e-3)
    says(at, "Loss (nats)", frame.metrics["loss"], digits=4, reference=judge(setup).risk)
    assert strip(picture)["loss (nats)"]["floor"] == pytest.approx(judge(setup).risk)


@pytest.mark.long
@pytest.mark.parametrize("task", ["dyck", "parity", "written"])
def test_what_is_kept_in_mind(open_page, task):
    at = opened(open_page, "words", task=task, length=8)
    setup = WordsSetup(task=task, length=8, **SMALL)
    *_, frame = train_theorem(setup)
    picture = drawn(at)[0]
    (kept,) = layer(picture, "depth" if task == "dyck" else "odd")["xy"]
    np.testing.assert_allclose(np.asarray(kept)[:, 1], frame.views["kept"], atol=1e-3)
    name = "depth, read by a probe" if task == "dyck" else "P(odd), said"
    read = np.asarray(layer(picture, name)["xy"])[-1][0]
    np.testing.assert_allclose(read[:, 1], frame.views["read"], atol=0.01)
    says(at, "Beyond (nats)", frame.metrics["beyond"])


def test_a_table_and_its_waves(open_page):
    at = opened(open_page, "addition", modulus=13)
    setup = AdditionSetup(modulus=13, **SMALL)
    *_, frame = train_addition(setup)
    picture = drawn(at)[0]
    table = np.asarray(layer(picture, "P(right sum)")["values"])[-1]
    np.testing.assert_allclose(table, frame.views["table"], atol=0.01)
    marked = np.zeros((13, 13), dtype=bool)  # row a of the field, column b
    across, up = np.floor(13 * np.asarray(layer(picture, "learns from")["xy"]).T).astype(int)
    marked[up, across] = True
    np.testing.assert_array_equal(marked, Table(13, 0.6, 0).seen.view(13, 13))
    says(at, "In five waves (%)", 100 * frame.metrics["concentration"])
    assert readouts(at)["Strongest wave"] == int(frame.views["strongest"])


@pytest.mark.long
def test_five_kinds_at_every_length(open_page):
    at = opened(open_page, "carry", length=8, task="parity")
    setup = CarrySetup(length=8, task="parity", **SMALL)
    *_, frame = train_carry(setup)
    picture = drawn(at)[0]
    for kind in KINDS:
        line = np.asarray(layer(picture, POSITIONS[kind])["xy"])[-1][0]
        wanted = frame.views[f"{kind}_by_place"]
        np.testing.assert_allclose(line[:, 1], wanted, atol=0.01)
        says(
            at,
            f"{POSITIONS[kind]} (nats)",
            frame.metrics[f"{kind}_beyond"],
            reference=frame.metrics[f"{kind}_excess"],
        )


@pytest.mark.long
@pytest.mark.parametrize(
    ("view", "knobs"),
    [
        ("chains", {"layers": 3, "heads": 8, "states": 5, "length": 8}),
        ("chains", {"positions": "alibi", "heads": 1, "states": 2, "length": 8}),
        ("addition", {"modulus": 7, "shown": 0.9, "weight_decay": 10, "heads": 1}),
        ("addition", {"modulus": 7, "shown": 0.2, "learning_rate": 1e-5}),
        ("words", {"kinds": 3, "deepest": 8, "length": 8, "positions": "sinusoidal"}),
        ("words", {"kinds": 1, "deepest": 1, "length": 8, "positions": "learnt"}),
        ("carry", {"task": "chains", "length": 8, "layers": 1}),
    ],
)
def test_both_ends_of_the_knobs(open_page, view, knobs):
    at = opened(open_page, view, **knobs)
    assert drawn(at)
    assert not at.error
    assert not at.exception
