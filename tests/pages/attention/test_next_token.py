"""The page of the next token: its six views, with the small decoder and with the large one."""

import sys
from typing import Any

import numpy as np
import pytest
from streamlit.runtime.caching.cache_utils import CachedFunc
from streamlit.testing.v1 import AppTest

from models.language import load_decoder, small_decoder
from models.language.decoder import MOST_CHARACTERS, MOST_TOKENS
from models.language.learnt import (
    RUNGS,
    WriterSetup,
    next_character,
    passage,
    passed,
    rungs,
    train_writer,
)
from models.language.next_token import (
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    RepeatSetup,
    SearchSetup,
    chosen,
    factored,
    logits_of,
    machine,
    repeated,
    searched,
)
from models.wheels import SMOLLM2
from playground import catalog
from tests.numerals import read
from tests.pages.conftest import (
    OpenPage,
    address,
    drawn,
    number,
    readouts,
    shown,
    sound,
    wait_until_ended,
)

NEXT = catalog.topic("next_token")


@pytest.fixture
def without(monkeypatch, tmp_path):
    """A machine on which the weights were never fetched: the small decoder answers."""
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    forget()
    yield
    forget()


def forget() -> None:
    """The decoder, and what the page remembers that it said."""
    load_decoder.cache_clear()
    pictures = "pages.attention.pictures.next_token."
    known = sys.modules.copy()  # others are imported in the background
    for module in [each for name, each in known.items() if name.startswith(pictures)]:
        for remembered in vars(module).values():
            if isinstance(remembered, CachedFunc):
                remembered.clear()


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("knobs", "where"),
    [
        ({}, "factors.factored"),
        ({"view": "choice"}, "choice.logits_of"),
        ({"view": "search"}, "search.searched"),
        ({"view": "machine"}, "machine.machine"),
        ({"view": "whole"}, "anatomy.dissected"),
        ({"view": "repeat"}, "repeat.repeated"),
    ],
)
def test_what_the_small_decoder_said_is_not_told_once_the_large_one_has_come(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, knobs: dict[str, str], where: str
) -> None:
    at = open_page(NEXT, **{f"next_token_{name}": word for name, word in knobs.items()})
    place = f"pages.attention.pictures.next_token.{where}"
    module, _, name = place.rpartition(".")
    said = getattr(sys.modules[module], name)
    asked: list[Any] = []

    def again(setup: Any) -> Any:
        asked.append(setup)
        return said(setup)

    monkeypatch.setattr(place, again)
    sound(at.run())
    assert not asked
    monkeypatch.setattr("models.language.next_token.here.load_decoder", small_decoder)
    sound(at.run())
    assert asked


def seen_word(token: int) -> str:
    return small_decoder().words([token])[0].replace(" ", "·").replace("\n", "↵")


def layer(scene: dict[str, Any], name: str) -> dict[str, Any]:
    return next(each for each in scene["layers"] if each["name"] == name)


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize("view", ["factors", "choice", "search", "whole", "machine", "repeat"])
def test_without_the_weights_a_small_decoder_answers(open_page, view):
    at = open_page(NEXT, next_token_view=view)
    (warning,) = at.warning
    assert "SmolLM2-135M" in warning.value
    assert "make data" in warning.value
    assert drawn(at)


@pytest.mark.usefixtures("without")
def test_the_numbers_are_those_of_the_text(open_page):
    at = open_page(NEXT, next_token_prompt="a list of")
    found = factored(FactorsSetup(prompt="a list of"))
    assert number(at, "−log₂ P(S)") == pytest.approx(found.total, rel=0.01)
    assert number(at, "Bits per character") == pytest.approx(found.total / 9, rel=0.01)
    assert number(at, "Perplexity") == pytest.approx(2 ** (found.total / 9), rel=0.01)
    assert number(at, "Next token") == pytest.approx(found.entropy[-1], rel=0.01)
    (scene,) = drawn(at)
    texts = layer(scene, "factors")["texts"]
    assert texts[-1] == "next"
    assert texts[-2] == "f"
    numbers = layer(scene, "numbers")["texts"]
    assert read(numbers[6]) == pytest.approx(
        found.factors[-1], rel=0.06
    )  # seven rows, then the alternatives
    assert read(numbers[-1]) == pytest.approx(found.shares[-1, -1], rel=0.06)
    assert layer(scene, "alternatives")["texts"][-1] == seen_word(found.alternatives[-1, -1])


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_a_word_its_number_and_its_ring_have_a_line_each(open_page):
    (scene,) = drawn(open_page(NEXT, next_token_prompt="a list of"))
    words, rings = (np.asarray(layer(scene, name)["xy"]) for name in ("alternatives", "go on from"))
    numbers = np.asarray(layer(scene, "numbers")["xy"])[-len(words) :]
    for upper, lower in ((words, numbers), (numbers, rings)):
        np.testing.assert_allclose(upper[:, 0], lower[:, 0], atol=1e-3)
        assert (upper - lower)[:, 1].min() > 0.25  # of a row, which a phone makes 56 pixels high
    assert scene["tall"] > 0.15 * 8


@pytest.mark.usefixtures("without")
def test_one_goes_on_and_comes_back(open_page):
    at = open_page(NEXT, next_token_prompt="a list o")
    best = factored(FactorsSetup(prompt="a list o")).alternatives[-1].tolist()
    sound(at.button(key="next_token:say:0").click().run())
    assert at.session_state["next_token_grown"] == ((0, best[0]),)
    assert address(at)["next_token_node"] == "1"
    sound(at.button(key="next_token:One word back").click().run())
    sound(at.button(key="next_token:say:1").click().run())
    assert at.session_state["next_token_grown"] == ((0, best[0]), (0, best[1]))
    sound(at.button(key="next_token:end:1").click().run())
    assert at.session_state["next_token_node"] == 1
    sound(at.button(key="next_token:say:0").click().run())
    assert at.session_state["next_token_grown"][2][0] == 1  # it follows the word that was said
    assert at.session_state["next_token_node"] == 3
    sound(at.text_area(key="next_token_prompt").set_value("another").run())
    assert at.session_state["next_token:setup"].grown == ()


@pytest.mark.usefixtures("without")
def test_a_tree_comes_with_its_link(open_page):
    token = small_decoder().tokens("f")[0]
    at = open_page(
        NEXT, next_token_prompt="a list o", next_token_grown=f"0_{token}", next_token_node="1"
    )
    assert number(at, "−log₂ P(S)") == pytest.approx(
        factored(FactorsSetup(prompt="a list of")).total, rel=0.01
    )


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("name", "text"),
    [("grown", "1_5"), ("grown", "0.5_1"), ("node", "7"), ("grown", "0_-1"), ("grown", "x")],
)
def test_a_damaged_tree_is_refused_by_name(open_page, name, text):
    at = open_page(NEXT, **{f"next_token_{name}": text})
    assert any("default" in each.value or "stands" in each.value for each in at.warning)
    assert drawn(at)


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_a_tree_of_the_large_decoder_asks_to_go_back(open_page):
    at = open_page(NEXT, next_token_grown="0_7042", next_token_node="1")
    assert "go back to the prompt" in at.info[0].value


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" \n ", "nothing to read"),
        ("x" * (MOST_TOKENS + 1), f"the limit is {MOST_TOKENS}"),
    ],
)
def test_a_prompt_that_cannot_be_read_is_a_sentence(open_page, text, told):
    at = open_page(NEXT, next_token_prompt=text)
    assert told in at.info[0].value


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_a_long_paste_is_refused_with_the_limit(open_page):
    at = open_page(NEXT)
    sound(at.text_area(key="next_token_prompt").set_value("x" * 10_000).run())
    assert any(f"at most {MOST_CHARACTERS} characters" in each.value for each in at.warning)


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    "text", ["😀 שלום \x07", r"<script>alert(1)</script> $\frac{1}{0}$ **b** `c` [l](http://x.y)"]
)
def test_any_prompt_is_read_and_shown(open_page, text):
    for view in ("factors", "whole", "machine"):
        assert drawn(open_page(NEXT, next_token_prompt=text, next_token_view=view))


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    ("name", "value"),
    [("temperature", "0.1"), ("temperature", "3"), ("top_k", "40"), ("top_p", "0.05")],
)
def test_the_bars_are_those_of_the_sliders(open_page, name, value):
    at = open_page(NEXT, next_token_view="choice", **{f"next_token_{name}": value})
    setup = ChoiceSetup.model_validate({name: float(value)})
    found = chosen(setup, logits_of(setup))
    (scene,) = drawn(at)
    assert [panel["title"] for panel in scene["panels"]] == [
        *("the model", "temperature", "top-k", "top-p")
    ]
    shares = [each for each in scene["layers"] if each["name"] == "probability"]
    assert [each["panel"] for each in shares] == [0, 1, 2, 3]
    for texts, law in zip((each["texts"] for each in shares), found.laws, strict=True):
        told = [0.0 if text == "—" else read(text) for text in texts]
        assert told == pytest.approx([float(p) for p in law], rel=0.06)
    assert number(at, "After top-k") == found.kept[2]
    assert number(at, "After top-p") == found.kept[3]


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_what_is_drawn_is_said_and_written_on(open_page):
    at = open_page(NEXT, next_token_view="choice", next_token_seed="3")
    setup = ChoiceSetup(seed=3)
    token = chosen(setup, logits_of(setup)).token
    sound(at.button(key="next_token:write").click().run())
    sound(at.button(key="next_token:say").click().run())
    assert at.session_state["next_token_grown"] == ((0, token),)


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(("beams", "written"), [("1", "1"), ("8", "6")])
def test_three_ways_have_their_prices(open_page, beams, written):
    at = open_page(
        NEXT, next_token_view="search", next_token_beams=beams, next_token_written=written
    )
    ways = searched(SearchSetup(beams=int(beams), written=int(written)))
    assert number(at, "Greedy") == pytest.approx(-ways["greedy"].bits, rel=0.01)
    assert number(at, "Best beam") == pytest.approx(-ways["beam 1"].bits, rel=0.01)
    assert len([button for button in at.button if button.label == "Take"]) == 4 + int(beams)
    sound(at.button(key="next_token:take:greedy").click().run())
    assert len(at.session_state["next_token_grown"]) == int(written)


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_a_silenced_head_is_in_the_link_and_changes_the_bars(open_page):
    at = open_page(NEXT, next_token_view="machine", next_token_heads_head="1.2")
    whole = machine(MachineSetup())
    assert number(at, "Logit of the word") == pytest.approx(whole.parts.logit, rel=0.01)
    assert number(at, "From all heads") == pytest.approx(whole.parts.by_kind[0], rel=0.01)
    assert number(at, "From all MLPs") == pytest.approx(whole.parts.by_kind[1], rel=0.01)
    sink = f"Layer 1, head 2 leaves {100 * whole.sinks[1, 2]:.0f} % of its weight on the start"
    assert any(sink in each.value for each in at.caption)
    sound(at.button(key="next_token:head off").click().run())
    assert at.session_state["next_token_silenced"] == ((1, 2),)
    without = machine(MachineSetup(silenced=((1, 2),)))
    assert number(at, "Logit of the word") == pytest.approx(without.parts.logit, rel=0.01)
    sound(at.button(key="next_token:layer off").click().run())
    assert at.session_state["next_token_skipped"] == (1,)
    sound(at.button(key="next_token:all on").click().run())
    assert number(at, "Logit of the word") == pytest.approx(whole.parts.logit, rel=0.01)


@pytest.mark.long
@pytest.mark.usefixtures("without")
def test_the_lens_shows_what_each_block_would_say(open_page):
    at = open_page(NEXT, next_token_view="machine", next_token_prompt="a list of")
    found = machine(MachineSetup(prompt="a list of"))
    scene = drawn(at)[0]
    texts = layer(scene, "would say")["texts"]
    columns = len(found.places)
    assert texts[-1] == found.lens[-1][-1].replace(" ", "·")
    assert len(texts) == columns * len(found.lens)
    assert layer(scene, "after")["texts"][-1] == "f"


@pytest.mark.long
@pytest.mark.usefixtures("without")
@pytest.mark.parametrize("string", [6, 26])
def test_the_two_copies_have_their_numbers(open_page, string):
    at = open_page(NEXT, next_token_view="repeat", next_token_string=str(string))
    found = repeated(RepeatSetup(string=string))
    first, second = found.copies
    assert number(at, "First copy") == pytest.approx(first, rel=0.01)
    assert number(at, "Second copy") == pytest.approx(second, rel=0.01)
    assert number(at, "Attention sink") == pytest.approx(found.sinks.mean(), rel=0.01)
    layer_of, head = np.unravel_index(found.scores.argmax(), found.scores.shape)
    assert f"Layer {layer_of}, head {head}" in readouts(at)


@pytest.mark.long
@pytest.mark.skipif(not SMOLLM2.here, reason="SMOLLM2 IS MISSING: run `make data`.")
def test_the_large_decoder_goes_on_with_paris(open_page):
    at = open_page(NEXT, next_token_prompt="The capital of France is")
    assert not at.warning
    assert "Paris" in at.button(key="next_token:say:0").label
    assert readouts(at)["Perplexity"] < 100


LEARNS = {
    "next_token_view": "learns",
    "next_token_steps": "10",
    "next_token_width": "32",
    "next_token_layers": "1",
    "next_token_context": "8",
    "next_token_batch": "256",
}
LEARNER = WriterSetup(steps=10, width=32, layers=1, context=8, batch=256)


def learnt(open_page: OpenPage, **parameters: str) -> AppTest:
    """The page of a decoder that has learnt, opened anew: its pictures are sent all frames."""
    at = open_page(NEXT, **LEARNS, **parameters)
    wait_until_ended(shown(at, NEXT))
    return sound(open_page(NEXT, **LEARNS, **parameters))


@pytest.mark.long
def test_a_decoder_learns_to_write_beside_what_counting_knows(open_page):
    at = learnt(open_page)
    *_, last = train_writer(LEARNER)
    page, fall = drawn(at)
    np.testing.assert_array_equal(layer(page, "it writes")["codes"][-1], last.views["text"][::-1])
    np.testing.assert_array_equal(layer(page, "held out")["codes"], passage(LEARNER)[::-1])
    surprise = np.asarray(layer(page, "surprise")["values"])[-1]
    np.testing.assert_allclose(surprise, last.views["surprise"][::-1].clip(0, 12), atol=0.2)
    assert layer(page, "it writes")["alphabet"][0] == "↵"
    levels = np.asarray(layer(fall, "counting")["xy"])[:, 0, 1]
    np.testing.assert_allclose(levels, rungs(LEARNER), atol=1e-2)
    bits = last.metrics["bits"]
    assert layer(fall, "now")["xy"][0][1] == pytest.approx(bits, abs=1e-2)
    assert layer(fall, "rungs")["texts"] == list(RUNGS)
    assert number(at, "Bits per character") == pytest.approx(bits, abs=1e-3)
    assert number(at, "Better than counting") == passed(LEARNER, bits)


@pytest.mark.long
def test_what_comes_next_is_asked_of_the_decoder_that_learns(open_page):
    at = learnt(open_page, next_token_look="next", next_token_begin="The v")
    *_, last = train_writer(LEARNER)
    found = next_character(LEARNER, last.checkpoint, "The v")
    (picture,) = drawn(at)
    following, prompt = layer(picture, "next"), layer(picture, "prompt")
    np.testing.assert_array_equal(following["codes"][-1][::-1, 0], found.codes)
    assert "".join(prompt["alphabet"][int(code)] for code in prompt["codes"][0]) == "The·v"
    for name, shares in (("decoder", found.shares), ("counting fives", found.counted)):
        ends = np.asarray(layer(picture, name)["xy"])[-1, :, 1, 0]
        np.testing.assert_allclose(ends, 2.6 + 30 * shares, atol=0.05)
    assert any(each.value.startswith("The v") for each in at.code)
    (again,) = drawn(sound(at.run()))
    assert len(layer(again, "next")["codes"]) == 0  # the browser has all of them
    other = next_character(LEARNER, last.checkpoint, "An")
    (picture,) = drawn(sound(at.text_input(key="next_token_begin").set_value("An").run()))
    assert len(layer(picture, "next")["codes"]) == len(list(train_writer(LEARNER)))
    np.testing.assert_array_equal(layer(picture, "next")["codes"][-1][::-1, 0], other.codes)


@pytest.mark.long
def test_nothing_typed_and_no_text_brought_are_sentences(open_page):
    at = learnt(open_page, next_token_look="next", next_token_begin="")
    assert any("prompt" in each.value for each in at.info)
    at = sound(open_page(NEXT, next_token_view="learns", next_token_text="own"))
    assert any("Bring a text" in each.value for each in at.info)
