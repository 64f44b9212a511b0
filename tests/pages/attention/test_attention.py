"""What only the attention page has: texts of every kind, heads, patterns, silence."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from pydantic import ValidationError
from streamlit.testing.v1 import AppTest

from models.attention import load_encoder
from models.attention.encoder import (
    AXES,
    DEMONSTRATIONS,
    MAX_CHARACTERS,
    MAX_TOKENS,
    PATTERNS,
    ReadingSetup,
    read,
)
from models.wheels import MINILM
from playground import catalog
from tests.pages.conftest import drawn, number, sound
from tests.pages.told import says

ATTENTION = catalog.topic("attention")
needs_minilm = pytest.mark.skipif(
    not MINILM.here, reason="MINILM IS MISSING: run `make data` to test the attention page."
)


def said(at: AppTest) -> str:
    parts = [*at.markdown, *at.caption, *at.info, *at.warning]
    return " ".join(str(element.value) for element in parts)


@pytest.mark.long
def test_without_the_weights_the_page_says_what_is_missing(open_page, monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    load_encoder.cache_clear()
    at = open_page(ATTENTION, attention_text_a="Nobody has read this before.")
    load_encoder.cache_clear()
    assert any("make data" in warning.value for warning in at.warning)


@pytest.mark.long
@pytest.mark.parametrize("slug", ["transformer", "alignment", "block"])
def test_without_the_weights_the_other_pages_work(open_page, monkeypatch, tmp_path, slug):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    load_encoder.cache_clear()
    at = open_page(catalog.topic(slug), **{f"{slug}_steps": "10"} if slug != "block" else {})
    assert not any("make data" in warning.value for warning in at.warning)
    assert at.get("download_button")


@pytest.mark.long
@needs_minilm
@pytest.mark.parametrize(
    "text",
    [
        "😀 👩‍👩‍👧",
        "שלום مرحبا \u202e \x07\x1b[31m \ufeff",
        r"<script>alert(1)</script> $\frac{1}{0}$ **bold** [link](http://x.y) `code`",
        "x" * MAX_CHARACTERS,
    ],
)
def test_any_text_is_read_and_shown(open_page, text):
    at = open_page(ATTENTION, attention_text_a=text)
    assert at.session_state["attention:setup"].text_a == text
    assert at.get("bidi_component") or "limit" in said(at)


@needs_minilm
@pytest.mark.parametrize("second", ["together with A", "apart"])
def test_an_empty_text_asks_for_one(open_page, second):
    at = open_page(ATTENTION, attention_text_a=" \n ", attention_second=second)
    assert "nothing to read" in said(at)


@needs_minilm
def test_a_text_beyond_the_limit_is_refused_by_name(open_page):
    at = open_page(ATTENTION, attention_text_a="x" * 10_000)
    assert at.session_state["attention:setup"].text_a == ReadingSetup().text_a
    assert any("attention_text_a" in warning.value for warning in at.warning)


@pytest.mark.long
@needs_minilm
def test_a_long_paste_is_refused_by_a_sentence(open_page):
    at = open_page(ATTENTION)
    sound(at.text_area(key="attention_text_a").set_value("x" * 10_000).run())
    (warning,) = at.warning
    assert f"` A text may have at most {MAX_CHARACTERS} characters. `" in warning.value
    assert at.session_state["attention:setup"].text_a == ReadingSetup().text_a
    assert "attention_text_a" not in at.query_params
    sound(at.text_area(key="attention_text_a").set_value("A dog sat.").run())
    assert at.session_state["attention:setup"].text_a == "A dog sat."
    assert not at.warning


@pytest.mark.long
@needs_minilm
def test_the_text_and_the_head_are_in_the_link(open_page):
    at = open_page(ATTENTION, attention_text_a="A cat sat.", attention_head="0.2")
    sound(at.text_area(key="attention_text_a").set_value("A dog sat.").run())
    assert at.query_params["attention_text_a"] == "A dog sat."
    sound(at.button(key="attention:link").click().run())
    link = next(code.value for code in at.code if "attention_text_a=" in code.value)
    assert parse_qs(urlsplit(link).query)["attention_text_a"] == ["A dog sat."]
    assert "attention_head=0.2" in link


@pytest.mark.long
@needs_minilm
def test_the_best_head_of_a_pattern_is_one_click_away(open_page):
    at = open_page(ATTENTION, attention_view="Which head does what")
    button = at.button(key="attention:pattern:previous")
    assert "L0 H2" in button.label
    sound(button.click().run())
    assert at.query_params["attention_head"] == "0.2"
    assert "Layer 0, head 2" in said(open_page(ATTENTION, attention_head="0.2"))


@pytest.mark.long
@needs_minilm
def test_a_text_that_shows_a_pattern_is_one_click_away(open_page):
    at = open_page(ATTENTION, attention_view="Which head does what", attention_text_b="")
    absent = at.button(key="attention:pattern:other_text")
    assert "not in this text" in absent.label
    sound(absent.click().run())
    shown = DEMONSTRATIONS["other_text"]
    assert at.session_state["attention:setup"].pair == shown.text_b
    assert at.query_params["attention_head"] == "2.9"
    assert at.query_params["attention_pattern"] == "other_text"
    assert "L2 H9" in at.button(key="attention:pattern:other_text").label
    sound(at.button(key="attention:pattern:bag_of_words").click().run())
    sound(at.button(key="attention:demonstrate").click().run())
    assert at.text_area(key="attention_text_a").value == DEMONSTRATIONS["bag_of_words"].text_a
    assert "L0 H7" in at.button(key="attention:pattern:bag_of_words").label
    assert "attention:demonstrate" not in [button.key for button in at.button]


@pytest.mark.long
@needs_minilm
def test_a_preset_ranks_the_pattern_that_it_is_about(open_page):
    at = open_page(ATTENTION)
    sound(at.button(key="attention:preset:3").click().run())
    assert PATTERNS["other_text"] in said(at)
    assert at.session_state["attention_view"] == "patterns"


@pytest.mark.long
@needs_minilm
def test_a_silenced_head_moves_the_embedding(open_page):
    at = open_page(ATTENTION, attention_view="Without a head", attention_head="3.9")
    assert number(at, "Text A moved") == 0, "rounding is no result"
    assert at.button(key="attention:silence").label == "Silence layer 3, head 9"
    sound(at.button(key="attention:silence").click().run())
    assert at.button(key="attention:silence").label == "Give back layer 3, head 9"
    assert at.session_state["attention:setup"].silenced == ((3, 9),)
    encoder, setup = load_encoder(), ReadingSetup()
    a, b = (encoder.embed(text, [(3, 9)]) for text in (setup.text_a, setup.text_b))
    shift = 1 - encoder.embed(setup.text_a) @ a
    assert number(at, "Text A moved") == pytest.approx(shift, rel=0.01)
    assert number(at, "cos(A, B)") == pytest.approx(a @ b, rel=1e-4)


@needs_minilm
def test_every_map_is_that_of_the_network_that_is_left(open_page):
    at = open_page(ATTENTION, attention_silenced="0.2-1.8", attention_head="5.4")
    assert "Silenced: L0 H2, L1 H8." in said(at)
    setup, (picture,) = at.session_state["attention:setup"], drawn(at, "links")
    left = load_encoder().attend(setup.text_a, setup.pair, ((0, 2), (1, 8)))
    whole = load_encoder().attend(setup.text_a, setup.pair)
    maps = np.asarray(picture["layers"][0]["values"])
    np.testing.assert_allclose(maps[:, :12], left.weights, atol=1e-4)
    assert np.abs(maps[5, 4] - whole.weights[5, 4]).max() > 0.01
    assert picture["crossed"] == [[0, 2], [1, 8]]


@pytest.mark.long
@needs_minilm
def test_an_unknown_word_is_tied_to_what_was_typed(open_page):
    assert "[UNK]" not in said(open_page(ATTENTION))
    at = open_page(ATTENTION, attention_text_a="😀 sat on " + "a" * 400)
    assert "**[UNK]** stands for ` 😀 `, ` aaa" in said(at)
    (picture,) = drawn(at, "links")
    assert picture["sources"][:3] == ["[CLS]", "[UNK]", "sat"]
    assert picture["origins"]["sources"][:5] == ["", "😀", "", "", "a" * 400]


@needs_minilm
def test_what_is_taken_home_says_what_was_typed_where():
    text, pair = "😀 sat.", "Unbelievably so."
    views = next(read(ReadingSetup(text_a=text, text_b=pair, silenced=((0, 2),)))).views
    for name, axes in AXES.items():
        sides = {"layer": 6, "head": 12, "from": len(views["from"]), "to": len(views["to"])}
        assert views[name].shape == tuple(sides[axis] for axis in axes.split())
    columns = ("letters", "segment", "start", "end")
    for letters, segment, start, end in zip(*(views[name] for name in columns), strict=True):
        assert letters == (text, pair)[segment][start:end]
    assert views["silenced"].sum() == views["silenced"][0, 2] == 1


@needs_minilm
def test_hidden_specials_leave_rows_that_sum_to_one(open_page):
    at = open_page(ATTENTION, attention_hide="true")
    assert "so [CLS] and [SEP] are in them" in said(at)


@needs_minilm
def test_the_script_computes_what_the_page_shows():
    frame = next(read(ReadingSetup(text_a="That is a happy person", text_b="Today is a sunny day")))
    assert frame.metrics["cosine"] == pytest.approx(0.25688, abs=1e-4)
    np.testing.assert_allclose(frame.views["weights"].sum(-1), 1, atol=1e-5)


def test_heads_are_written_and_read():
    setup = ReadingSetup(silenced=((3, 11), (0, 2), (3, 11)))
    assert setup.silenced == ((0, 2), (3, 11))
    assert setup.changed() == {"silenced": "0_2~3_11"}
    for text in ("0_2~3_11", "3.11-0.2"):  # as a link has it, and as links of before had it
        assert ReadingSetup.model_validate({"silenced": text}) == setup
    assert ReadingSetup.model_validate({"silenced": ""}).silenced == ()
    for wrong in ("6.0", "0.12", "6_0", "x", "1", "1.2.3", "1.2-y", "1_2_3", "0.5_1"):
        with pytest.raises(ValidationError):
            ReadingSetup.model_validate({"silenced": wrong})


@needs_minilm
@pytest.mark.parametrize(("hide", "place"), [("false", 3), ("true", 2)])
def test_the_story_is_that_of_the_locked_word(open_page, hide, place):
    link = {"attention_hide": hide, "attention_words": f"s{place}", "attention_head": "2.5"}
    at = open_page(ATTENTION, **link)
    setup, (picture,) = at.session_state["attention:setup"], drawn(at, "links")
    seen = load_encoder().attend(setup.text_a, setup.pair)
    token = 3  # [CLS] stands before all words
    assert picture["sources"][place] == seen.tokens[token]
    (columns,) = told_columns(at)
    assert columns["chosen"] == token
    assert columns["words"] == list(seen.tokens)
    values = {column["name"]: np.array(column["values"]) for column in columns["columns"]}
    np.testing.assert_allclose(values["weights"], seen.weights[2, 5, token], atol=1e-4)
    np.testing.assert_allclose(values["scaled"], values["scores"] / np.sqrt(32), rtol=1e-4)
    np.testing.assert_allclose(
        values["weighted"], values["weights"][:, None] * values["v"], atol=1e-4
    )
    np.testing.assert_allclose(columns["result"]["values"], values["weighted"].sum(0), atol=1e-3)
    query = np.array(columns["given"][0]["values"])
    np.testing.assert_allclose(values["k"] @ query, values["scores"], rtol=1e-3, atol=1e-3)


def told_columns(at: AppTest) -> list[dict[str, Any]]:
    """The data of each formula over columns."""
    sent: list[Any] = [each.proto for each in at.get("bidi_component")]
    return [json.loads(each.json) for each in sent if each.component_name == "playground_columns"]


@needs_minilm
@pytest.mark.parametrize("least", [0.0, 0.3])
def test_only_the_weak_links_are_left_out(open_page, least):
    at = open_page(ATTENTION, attention_least=str(least))
    setup, (picture,) = at.session_state["attention:setup"], drawn(at, "links")
    weights = load_encoder().attend(setup.text_a, setup.pair).weights
    maps = np.asarray(picture["layers"][0]["values"])[:, :12]
    clear = np.abs(weights - least) > 1e-3
    assert (np.isfinite(maps) == (weights >= least))[clear].all()
    there = np.isfinite(maps)
    np.testing.assert_allclose(maps[there], weights[there], atol=1e-4)
    assert there.any()


@needs_minilm
def test_mean_and_rollout_are_of_all_heads_and_of_all_layers_so_far(open_page):
    at = open_page(ATTENTION)
    setup, (picture,) = at.session_state["attention:setup"], drawn(at, "links")
    weights = load_encoder().attend(setup.text_a, setup.pair).weights.astype(np.float64)
    maps = np.asarray(picture["layers"][0]["values"])
    assert picture["rows"][12:] == ["mean", "rollout"]
    flow = skip = np.eye(weights.shape[-1])
    for layer in range(6):
        mean = weights[layer].mean(axis=0)
        flow = (0.5 * mean + 0.5 * skip) @ flow
        np.testing.assert_allclose(maps[layer, 12], mean, atol=1e-4)
        np.testing.assert_allclose(maps[layer, 13], flow, atol=1e-4)


@needs_minilm
def test_what_is_counted_is_what_is_read(open_page):
    at = open_page(ATTENTION, attention_text_a="A dog sat.", attention_text_b="")
    says(at, "Heads", 72, reference=6)
    says(at, "Tokens", 6, reference=MAX_TOKENS)
