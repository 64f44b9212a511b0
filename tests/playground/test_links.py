"""Links between words: the bytes that travel, and what a message or an address may lock."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import client, links
from playground.links import pinned
from playground.links.stack import MOST_WORDS
from playground.scene.pack import unpack

WORDS = ("<b>one</b>", "two", "שלום")
CLIENT = Path(client.STATIC)
FILES = sorted(
    path
    for part in ("links", "columns")
    for path in (CLIENT / part).rglob("*.*")
    if path.suffix in (".js", ".css")
)


def weights(*shape: int) -> Any:
    values = np.random.default_rng(0).random(shape)
    return values / values.sum(-1, keepdims=True)


def test_words_and_weights_arrive_as_they_were_sent() -> None:
    sent = weights(2, 4, 3, 3)
    sent[0, 0, 0, 1] = np.nan
    now = links.Locked(((1, 2),), (0,), (2,))
    got = unpack(links.pack(links.Links(sent, WORDS, identity="x"), now, version=7))
    assert got["sources"] == got["targets"] == list(WORDS)
    np.testing.assert_allclose(got["layers"][0]["values"], sent, atol=1e-5)
    assert got["matrices"] == [[1, 2]]
    assert got["locked"] == {"sources": [0], "targets": [2]}
    assert got["version"] == 7


def test_what_a_word_stands_for_and_what_is_crossed_out_travel_too() -> None:
    picture = links.Links(weights(1, 2, 3, 3), WORDS, origins=("", "2", ""), crossed=[(0, 1)])
    got = unpack(links.pack(picture, links.Locked()))
    assert got["origins"] == {"sources": ["", "2", ""], "targets": ["", "2", ""]}
    assert got["crossed"] == [[0, 1]]
    picture = links.Links(weights(1, 2, 3, 3), WORDS, targets="abc", origins=("", "2", ""))
    assert unpack(links.pack(picture, links.Locked()))["origins"]["targets"] == []


def test_a_recording_travels_with_two_bytes_for_each_weight() -> None:
    sent = weights(5, 2, 4, 20, 20)
    words = [str(n) for n in range(20)]
    picture = links.Links(sent, words, times=range(10, 15), first=3, identity="run")
    blob = links.pack(picture, links.Locked())
    assert len(blob) < 2 * sent.size + 2000
    assert (picture.frames, unpack(blob)["first"]) == (8, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": np.zeros((2, 3, 3))},
        {"weights": np.zeros((1, 1, 3, 2))},
        {"weights": np.zeros((1, 1, 3, 3)), "columns": ["a", "b"]},
        {"weights": np.zeros((1, 1, 3, 3)), "origins": ["a"]},
        {"weights": np.zeros((2, 1, 1, 3, 3)), "times": [1]},
        {"weights": np.zeros((0, 1, 3, 3))},
        {
            "weights": np.zeros((1, 1, MOST_WORDS + 1, 3)),
            "sources": ["w"] * (MOST_WORDS + 1),
            "targets": WORDS,
        },
    ],
)
def test_what_does_not_fit_together_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(links.LinksError):
        links.pack(links.Links(**{"sources": WORDS} | wrong), links.Locked())


def test_only_what_exists_stays_locked() -> None:
    now = links.Locked(((9, 9), (1, 0)), (0, 5), (7,))
    assert pinned.bounded(now, (2, 1, 3, 3)) == links.Locked(((1, 0),), (0,), ())
    assert pinned.bounded(links.Locked(((9, 9),)), (2, 1, 3, 3)).matrices == ((0, 0),)


def page() -> None:
    import numpy as np
    import streamlit as st

    from playground import links

    words = ("a", "b", "c") if not st.session_state.get("other") else ("d", "e", "f")
    events = links.show(links.Links(np.full((2, 3, 3, 3), 1 / 3), words), "demo")
    st.button("turn", on_click=lambda: links.turn("demo", (1, 2), (0, 1)))
    st.write(f"{events.locked.matrices} {events.locked.sources} {events.locked.targets}")


def said(app: AppTest) -> str:
    assert not app.exception
    return str(app.markdown[0].value)


def test_the_address_locks_and_follows() -> None:
    app = AppTest.from_function(page)
    app.query_params["demo_head"] = "1.2"
    app.query_params["demo_words"] = "s2-t0"
    assert said(app.run()) == "((1, 2),) (2,) (0,)"
    app.button[0].click().run()
    assert said(app) == "((1, 2), (0, 1)) (2,) (0,)"
    assert app.query_params["demo_head"] == "1.2-0.1"
    app.session_state["other"] = True
    assert said(app.run()) == "((1, 2), (0, 1)) () ()", "places mean nothing in other words"
    assert "demo_words" not in app.query_params


@pytest.mark.parametrize("text", ["x", "1", "1.2.3", "-1.2", "9999.9999", "<b>", "1.2;0.0", "٣.١"])
def test_a_damaged_address_opens_the_picture_all_the_same(text: str) -> None:
    app = AppTest.from_function(page)
    app.query_params["demo_head"] = text
    app.query_params["demo_words"] = text
    assert "(" in said(app.run())


def listening() -> None:
    import streamlit as st

    from playground.links import pinned

    pinned.turn("k", (0, 1))
    version = pinned.version("k")
    for state in st.session_state["states"]:
        pinned.take("k", "", {"locked": state})
    told = {"matrices": [[3, 4]], "sources": [1, 1, 2], "targets": [], "version": version}
    st.write(str(pinned.locked("k")))
    pinned.take("k", "", {"locked": told | {"version": version - 1}})
    st.write(str(pinned.locked("k")))
    pinned.take("k", "", {"locked": told})
    st.write(str(pinned.locked("k")))


def test_only_a_message_of_the_present_version_and_form_counts() -> None:
    app = AppTest.from_function(listening)
    app.session_state["states"] = [None, 3, [], {}, {"matrices": "x", "version": True}]
    app.run()
    assert not app.exception
    untouched, outdated, taken = (each.value for each in app.markdown)
    assert untouched == outdated == str(links.Locked(((0, 1),)))
    assert taken == str(links.Locked(((3, 4),), (1, 2)))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_the_client_is_readable_and_has_no_colour_markup_or_network_of_its_own(file: Path) -> None:
    text = file.read_text()
    assert sum(not line.startswith("import ") for line in text.splitlines()) <= 300
    assert max(map(len, text.splitlines())) <= 120
    assert not re.search(r"#[0-9a-fA-F]{6}\b|\brgba?\(\d|\bhsl", text)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\b|fetch\(", text)
    assert "//" not in re.sub(r"(^|\s)//.*", "", text)
