"""What only the alignment page has: a text of one's own, and how sharply an output looks."""

import math

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.attention.seq2seq import HELD_OUT, attended, pairs, translate
from playground import catalog
from tests.pages.conftest import OpenPage, afresh, drawn, number, shown, sound, wait_until_ended
from tests.pages.told import says, strip

ALIGNMENT = catalog.topic("alignment")
SMALL = {"alignment_steps": "20", "alignment_width": "16", "alignment_batch": "16"}
FIELD = "alignment_own_dates"


def trained(open_page: OpenPage, **parameters: str) -> AppTest:
    at = open_page(ALIGNMENT, **SMALL, **parameters)
    wait_until_ended(shown(at, ALIGNMENT))
    return sound(at.run())


@pytest.mark.long
def test_the_readouts_are_those_of_the_last_frame(open_page):
    at = trained(open_page)
    last = shown(at, ALIGNMENT).recording.frame(-1)
    assert number(at, "Accuracy") == pytest.approx(100 * last.metrics["accuracy"], rel=0.01)
    assert number(at, "Looks at") == pytest.approx(attended(last.views["alignment"]), rel=0.01)
    lines = next(code.value for code in at.code if "it reads" in code.value).splitlines()
    assert set(lines[3].strip()) <= {"✓", "✗"}


@pytest.mark.long
def test_a_text_of_ones_own_is_in_the_link(open_page):
    at = trained(open_page, **{FIELD: "7 june 1999"})
    assert at.text_input(key=FIELD).value == "7 june 1999"
    sound(at.text_input(key=FIELD).set_value("3 may 2001").run())
    assert at.query_params[FIELD] == "3 may 2001"
    sound(at.button(key="alignment:link").click().run())
    assert any("alignment_own_dates=3%20may%202001" in code.value for code in at.code)
    example = trained(open_page).text_input(key=FIELD).value
    sound(at.text_input(key=FIELD).set_value(example).run())
    assert FIELD not in at.query_params


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (" ", "Type from 1 to 18 characters"),
        ("<b>$x$</b>", "Nothing was ever learnt about"),
        ("שלום 😀", "Nothing was ever learnt about"),
        ("7\x07june", "Nothing was ever learnt about"),
    ],
)
def test_a_text_that_cannot_be_read_is_answered_by_a_sentence(open_page, text, answer):
    at = trained(open_page, **{FIELD: text})
    assert any(answer in info.value for info in at.info)


@pytest.mark.long
def test_ten_thousand_characters_are_cut_to_what_can_be_read(open_page):
    at = trained(open_page, **{FIELD: "1" * 10_000})
    assert at.text_input(key=FIELD).value == "1" * 18
    assert at.query_params[FIELD] == "1" * 18


@pytest.mark.long
@pytest.mark.parametrize(("step", "task"), [("0", "dates"), ("", "dates"), ("", "reverse")])
def test_each_number_and_the_map_are_those_of_the_moment(open_page, step, task):
    moment = {"alignment_moment": step} if step else {}
    at = afresh(open_page, "alignment", **SMALL, alignment_task=task, **moment)
    recording = shown(at, ALIGNMENT).recording
    setup, now = shown(at, ALIGNMENT).setup, recording.frame(0 if step else -1)
    metrics, alphabet = now.metrics, len(pairs(setup).alphabet)
    says(at, "Accuracy (%)", 100 * metrics["accuracy"], reference=100, samples=HELD_OUT)
    says(at, "Error-free (%)", 100 * metrics["whole"], reference=100, samples=HELD_OUT)
    says(
        at,
        "Loss (nats)",
        metrics["loss"],
        digits=2,
        reference=math.log(alphabet),
        samples=HELD_OUT,
    )
    says(at, "Looks at", attended(now.views["alignment"]), reference=1)
    picture, own = drawn(at, "links")
    maps = np.asarray(picture["layers"][0]["values"])[:, 0, 0]
    expected = recording.view("alignment")[..., : maps.shape[-1]]
    np.testing.assert_allclose(maps, expected, atol=1e-4)
    curves = strip(picture)
    for name, metric in {"loss (nats)": "loss", "accuracy": "accuracy"}.items():
        np.testing.assert_allclose(curves[name]["values"], recording.metric(metric), rtol=1e-5)
    found = translate(setup, now.checkpoint, "".join(own["targets"]).replace("␣", " "))
    np.testing.assert_allclose(
        np.asarray(own["layers"][0]["values"])[0, 0], found.weights, atol=1e-4
    )
    assert "".join(own["sources"]).replace("␣", " ") == found.written
    lines = next(code.value for code in at.code if "it reads" in code.value).splitlines()
    reads, wanted, writes, marks = (line[11:] for line in lines)
    assert reads == pairs(setup).decode(now.views["source"]).rstrip()
    assert [a == b for a, b in zip(wanted, writes, strict=True)] == [each == "✓" for each in marks]
    assert wanted == pairs(setup).decode(now.views["target"])
