"""What the page is asked and shows, with the small decoder; and what a setup refuses."""

import numpy as np
import pytest
from pydantic import ValidationError

from models.errors import ModelError
from models.language import load_decoder
from models.language.next_token import (
    AXES,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    PromptSetup,
    RepeatSetup,
    SearchSetup,
    decoder_here,
    instead,
    machine,
    next_token,
    searched,
    tokens_of,
)
from models.language.writing import said


@pytest.fixture(autouse=True)
def without_the_weights(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    load_decoder.cache_clear()
    yield
    load_decoder.cache_clear()


def test_what_is_missing_is_told():
    found = decoder_here()
    assert "make data" in found.reason
    assert found.decoder.shape.vocabulary == 96


@pytest.mark.parametrize("without", [{"silenced": ((1, 2),)}, {"skipped": (1,)}])
def test_what_is_silenced_changes_the_next_token_and_the_lens(without):
    whole, less = machine(MachineSetup()), machine(MachineSetup.model_validate(without))
    np.testing.assert_allclose(whole.whole, whole.without, atol=1e-6)
    np.testing.assert_allclose(whole.whole, less.whole, atol=1e-6)
    assert np.abs(less.without - less.whole).max() > 1e-3
    assert np.abs(less.shares - whole.shares).max() > 1e-3
    assert less.next_words == whole.next_words
    assert less.parts.sum == pytest.approx(less.parts.logit, abs=1e-3)
    if "silenced" in without:
        assert less.parts.heads[1, 2] == 0
    else:
        assert not less.parts.layers[1].any()


@pytest.mark.parametrize(("prompt", "under"), [("ab", range(3)), ("a list of", range(3, 10))])
def test_the_lens_lies_on_the_last_tokens_of_those_that_there_are(prompt, under):
    found = machine(MachineSetup(prompt=prompt))
    assert found.places == tuple(under)
    assert found.shares.shape[1] == len(under)


def test_heads_that_the_small_decoder_has_not_are_left_out():
    found = machine(MachineSetup(silenced=((29, 8),), skipped=(29,)))
    np.testing.assert_allclose(found.whole, found.without, atol=1e-6)


@pytest.mark.parametrize(
    "setup", [FactorsSetup(), ChoiceSetup(), SearchSetup(), MachineSetup(), RepeatSetup()]
)
def test_every_array_has_its_axes(setup):
    (frame,) = next_token(setup)
    axes = AXES[type(setup)]
    assert frame.views.keys() == axes.keys()
    for name, array in frame.views.items():
        assert array.ndim == len(axes[name].split()), name


def test_the_text_goes_on_from_its_place_in_the_tree():
    setup = PromptSetup(prompt="ab", grown=((0, 66), (1, 67), (0, 68)), node=2)
    decoder = decoder_here().decoder
    assert tokens_of(setup, decoder) == [*decoder.tokens("ab"), 66, 67]


def test_a_longest_text_is_still_written_on():
    ways = searched(SearchSetup(prompt="a" * 95, written=24, beams=1))
    assert all(len(text.tokens) == 1 for text in ways.values())


def test_tokens_of_another_decoder_are_refused():
    with pytest.raises(ModelError, match="go back to the prompt"):
        tokens_of(PromptSetup(grown=((0, 7042),)), decoder_here().decoder)


@pytest.mark.parametrize(
    "values",
    [
        {"node": 1},
        {"grown": ((1, 5),)},
        {"grown": ((0, -5),)},
        {"grown": ((0, 5),) * 61},
        {"prompt": "x" * 501},
        {"grown": "0_1.5"},
    ],
)
def test_what_is_no_tree_is_refused(values):
    with pytest.raises(ValidationError):
        PromptSetup.model_validate(values)


@pytest.mark.parametrize("values", [{"silenced": ((30, 0),)}, {"skipped": (30,)}])
def test_what_is_no_part_is_refused(values):
    with pytest.raises(ValidationError):
        MachineSetup.model_validate(values)


@pytest.mark.parametrize("place", [3, 5, 6, 7])
def test_another_word_keeps_what_was_said_as_a_branch(place):
    decoder = decoder_here().decoder
    x, y, z = decoder.tokens("xyz")
    setup = PromptSetup(prompt="a list", grown=((0, x), (1, y), (0, z)), node=2)
    whole = tokens_of(setup, decoder)
    turned = instead(setup, decoder, place, z)
    after = PromptSetup.model_validate(turned._asdict())
    assert tokens_of(after, decoder) == [*whole[:place], z]
    texts = [
        decoder.text([*decoder.tokens(turned.prompt), *said(turned.grown, node)])
        for node in range(len(turned.grown) + 1)
    ]
    assert "a listxy" in texts
    assert "a listz" in texts


def test_a_word_that_was_said_leads_back_and_nothing_is_doubled():
    decoder = decoder_here().decoder
    setup = PromptSetup(prompt="a list")
    turned = instead(setup, decoder, 3, decoder.tokens("i")[0])
    assert turned == ("a l", ((0, decoder.tokens("i")[0]), *turned.grown[1:]), 1)
    assert decoder.text(said(turned.grown, 3)) == "ist"
    again = instead(PromptSetup.model_validate(turned._asdict()), decoder, 3, turned.grown[0][1])
    assert again == turned


def test_before_the_first_word_the_text_is_begun_anew():
    decoder = decoder_here().decoder
    assert instead(PromptSetup(prompt="a list"), decoder, 0, decoder.tokens("b")[0]) == ("b", (), 0)
    long = PromptSetup(prompt="a list " * 12)
    assert instead(long, decoder, 6, decoder.tokens("s")[0]) == ("a lists", (), 0)
