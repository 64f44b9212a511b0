"""A decoder that learns to write, and the counting models it is compared with."""

from collections import Counter
from itertools import islice

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from models.errors import ModelError, NothingToRead
from models.language import ALPHABET, VOCABULARY, TextSetup, Windows, encode, library, text_of
from models.language import text as texts
from models.language.decoder import Decoder
from models.language.decoder.characters import Characters
from models.language.learnt import (
    LETTERS,
    LINES,
    MOST,
    MOST_PROMPT,
    PASSAGE,
    RUNGS,
    SHOWN,
    CharacterDecoder,
    Judge,
    WriterSetup,
    counted,
    goes_on,
    ladder,
    next_character,
    passage,
    passed,
    restore_writer,
    rungs,
    train_writer,
    written,
)
from models.language.learnt.judge import START, asked, from_all_over
from models.language.text import encode as codes_of
from tests.models.frames import at_its_end

SMALL = WriterSetup(width=32, layers=1, context=16, batch=256, steps=12, learning_rate=3e-2)


@pytest.fixture(scope="module")
def frames():
    return list(train_writer(SMALL))


@pytest.fixture(scope="module")
def model():
    return CharacterDecoder(SMALL.shape, torch.Generator().manual_seed(3))


def by_hand(text: str, group: str) -> float:
    """Witten and Bell's law with dictionaries, for the last character of a group."""
    if not group:
        return 1 / VOCABULARY
    size = len(group)
    context, last = group[:-1], group[-1]
    followers = Counter(
        text[at + size - 1]
        for at in range(len(text) - size + 1)
        if text[at : at + size - 1] == context
    )
    shorter = by_hand(text, group[1:])
    if not followers:
        return shorter
    kinds, total = len(followers), sum(followers.values())
    return (followers[last] + kinds * shorter) / (total + kinds)


def by_hand_ladder(text: str, group: str) -> list[float]:
    # `by_hand` shortens from the left, so the law of n characters is that of the last n.
    return [by_hand(text, group[len(group) - n :]) for n in range(len(group) + 1)]


def test_counting_is_that_of_witten_and_bell():
    text = "the cat sat on the mat; that hat. THE END"
    for group in ("e cat", "at th", "zzzzz", "e zat", "the m"):
        found = counted(codes_of(text), codes_of(group)[None])
        np.testing.assert_allclose(found[:, 0], by_hand_ladder(text, group), rtol=1e-12)


def test_each_counting_model_is_a_law():
    text = codes_of("abracadabra, and again abracadabra.")
    tail = np.tile(codes_of("abra"), (VOCABULARY, 1))
    found = counted(text, np.column_stack((tail, np.arange(VOCABULARY))))
    np.testing.assert_allclose(found.sum(axis=1), 1, rtol=1e-12)
    assert (found > 0).all()


def test_the_rungs_fall_and_are_those_of_the_characters_that_are_judged():
    levels = rungs(SMALL)
    assert len(levels) == len(RUNGS) == MOST + 1
    assert levels[0] == pytest.approx(np.log2(VOCABULARY))
    assert (np.diff(levels) < 0).all()
    text = library()
    places = from_all_over(text.held_out, SMALL.context).places.ravel()
    share = np.bincount(text.training, minlength=VOCABULARY)
    kinds, total = np.count_nonzero(share), share.sum()
    law = (share + kinds / VOCABULARY) / (total + kinds)
    assert levels[1] == pytest.approx(-np.log2(law[text.held_out[places]]).mean())


@pytest.mark.parametrize("context", [1, 2, 5, 16])
def test_each_character_that_is_asked_for_has_half_of_the_context_before_it(context):
    text = library().held_out
    found = asked(text, np.array([7, 40]), context)
    assert found.windows.shape == (2, context + 1)
    assert found.last == (context + 1) // 2
    np.testing.assert_array_equal(text[found.places], found.windows[:, -found.last :])
    assert (found.places[:, 0] - np.array([7, 40])).min() == context + 1 - found.last


def test_the_surprise_is_the_negative_logarithm_of_the_law(model):
    found = asked(library().held_out, np.array([100, 300]), SMALL.context)
    bits = found.bits(model)
    with torch.no_grad():
        law = model(found.windows[:1, :-1])[0].softmax(-1)
    for at in range(found.last):
        place = SMALL.context - found.last + at
        code = found.windows[0, place + 1]
        assert 2 ** -float(bits[0, at]) == pytest.approx(float(law[place, code]), rel=1e-4)


def test_the_passage_is_held_out_and_its_surprise_belongs_to_its_characters(model):
    text, shown = library().held_out, passage(SMALL)
    assert shown.shape == (PASSAGE, LETTERS)
    whole, part = text.tobytes(), shown.tobytes()
    first = whole.find(part)
    assert first > 0
    assert (text[first - 2 : first] == START).all()  # after the end of a paragraph
    _, views = Judge(SMALL)(model)
    context, last = SMALL.context, (SMALL.context + 1) // 2
    for at in (0, 1, last, 3 * last + 2, PASSAGE * LETTERS - 1):
        begin = first + at // last * last - (context + 1 - last)
        place = first + at - begin
        with torch.no_grad():
            window = torch.from_numpy(text[begin : begin + place].astype(np.int64))[None]
            law = model(window)[0, -1].log_softmax(-1)
        bits = -float(law[text[first + at]]) / np.log(2)
        assert views["surprise"].ravel()[at] == pytest.approx(bits, abs=1e-3)


def test_the_surprise_of_a_passage_that_ends_its_text_belongs_to_its_characters():
    random = np.random.default_rng(0)
    text = "\n\n".join("".join(random.choice(list("abc"), 1500)) for _ in range(20))
    setup = SMALL.model_copy(update={"context": 64, "text": "own", "own": text.encode()})
    writer = CharacterDecoder(setup.shape, torch.Generator().manual_seed(3))
    held_out = text_of(setup).held_out
    assert held_out[-PASSAGE * LETTERS :].tobytes() == passage(setup).tobytes()
    wanted = asked(held_out, np.array([len(held_out) - setup.context - 1]), setup.context)
    _, views = Judge(setup)(writer)
    np.testing.assert_allclose(
        views["surprise"].ravel()[-wanted.last :], wanted.bits(writer)[0], rtol=1e-4
    )


def test_it_writes_by_inversion_of_its_law_with_and_beyond_the_cache(model):
    uniform = np.random.default_rng(5).random((2, 40))  # longer than the context
    found = written(model, uniform)
    for row, draws in zip(found, uniform, strict=True):
        text = np.insert(row.astype(np.int64), 0, START)
        for at, draw in enumerate(draws):
            seen = torch.from_numpy(text[max(0, at + 1 - SMALL.context) : at + 1])[None]
            with torch.no_grad():
                below = model(seen)[0, -1].double().softmax(-1).cumsum(-1).numpy()
            low = below[row[at] - 1] if row[at] else 0.0
            assert low - 1e-6 <= draw <= below[row[at]] + 1e-6


def test_all_moments_write_with_the_same_draws(model):
    one, other = (Judge(SMALL)(model)[1]["text"] for _ in range(2))
    np.testing.assert_array_equal(one, other)
    assert one.shape == (LINES, LETTERS)
    different = Judge(SMALL.model_copy(update={"seed": 1}))(model)[1]["text"]
    assert (one != different).any()


def test_it_has_the_parts_of_the_large_decoder(model):
    decoder = Decoder("small", model.llama(), Characters(), START, (), (1, 2))
    codes = [5, 9, 33, 34]
    with torch.no_grad():
        logits = model(torch.tensor([codes]))[0].numpy()
    np.testing.assert_allclose(decoder.logits(codes), logits, rtol=1e-5)
    assert model.shape.heads == 2
    assert model.shape.groups == 1
    assert all(parameter.requires_grad for parameter in model.parameters())


@pytest.mark.long
def test_it_learns_and_every_moment_can_be_restored(frames):
    assert frames[0].step == 0
    assert frames[-1].step == SMALL.steps
    assert frames[0].metrics["bits"] == pytest.approx(np.log2(VOCABULARY), abs=0.3)
    assert frames[-1].metrics["bits"] < frames[0].metrics["bits"] - 0.5
    for frame in frames[::5]:
        metrics, views = Judge(SMALL)(restore_writer(SMALL, frame.checkpoint))
        assert metrics["bits"] == pytest.approx(frame.metrics["bits"], abs=1e-6)
        assert metrics["train_bits"] == pytest.approx(frame.metrics["train_bits"], abs=1e-6)
        np.testing.assert_array_equal(views["text"], frame.views["text"])


@pytest.mark.long
def test_a_training_that_goes_on_ends_where_one_without_a_stop_does(frames):
    middle = next(frame for frame in frames if frame.step == 6)
    last = at_its_end(train_writer(SMALL, middle))
    np.testing.assert_allclose(
        last.checkpoint["parameters"], frames[-1].checkpoint["parameters"], atol=1e-6
    )


def test_another_architecture_is_refused(frames):
    with pytest.raises(ModelError, match="another decoder"):
        restore_writer(SMALL.model_copy(update={"layers": 2}), frames[0].checkpoint)


@pytest.mark.parametrize("width", range(32, 129))
def test_every_width_that_is_allowed_is_one_of_whole_pairs_of_heads(width):
    if width % 32:
        with pytest.raises(ValidationError, match="multiple of 32"):
            WriterSetup(width=width)
        return
    shape = WriterSetup(width=width, layers=1).shape
    decoder = CharacterDecoder(shape, torch.Generator().manual_seed(0))
    assert decoder(torch.zeros(1, 3, dtype=torch.long)).shape == (1, 3, VOCABULARY)


@pytest.mark.parametrize(("context", "stretches"), [(1, 1024), (64, 16), (128, 8)])
def test_an_update_reads_equally_many_characters_whatever_the_context(context, stretches):
    assert WriterSetup(context=context).stretches == stretches


def test_a_stretch_is_drawn_from_the_text():
    text = torch.arange(50)
    found = Windows(text, 4).sample(200, torch.Generator().manual_seed(0))
    assert found.shape == (200, 5)
    assert (found.diff(dim=1) == 1).all()
    assert (int(found.min()), int(found.max())) == (0, 49)


@pytest.mark.long
def test_what_comes_next_is_told_beside_counting(frames):
    checkpoint = frames[-1].checkpoint
    found = next_character(SMALL, checkpoint, "The value of")
    model = restore_writer(SMALL, checkpoint)
    text = torch.from_numpy(np.insert(encode("The value of").astype(np.int64), 0, START))[None]
    with torch.no_grad():
        laws = model(text)[0].double().softmax(-1).numpy()
    said = laws[np.arange(12), text[0, 1:].numpy()]
    np.testing.assert_allclose(found.bits, -np.log2(said), atol=1e-4)
    assert found.codes.shape == (SHOWN,)
    assert found.codes[0] == laws[-1].argmax()
    np.testing.assert_allclose(found.shares, laws[-1][found.codes], rtol=1e-4)
    assert (np.diff(found.shares) <= 0).all()
    whole = "".join(ALPHABET[code] for code in library().training)
    for code, share in zip(found.codes[:2], found.counted, strict=False):
        group = "e of" + ALPHABET[code]
        assert share == pytest.approx(by_hand(whole, group), rel=1e-9)


def test_a_prompt_beyond_the_context_is_read_in_its_windows(frames):
    long = "a" * 10 + "The value of an object"
    found = next_character(SMALL, frames[-1].checkpoint, long)
    assert len(found.bits) == len(long) > SMALL.context
    model = restore_writer(SMALL, frames[-1].checkpoint)
    text = torch.from_numpy(encode(long).astype(np.int64))
    with torch.no_grad():
        law = model(text[None, -SMALL.context - 1 : -1])[0, -1].double().softmax(-1)
    assert found.bits[-1] == pytest.approx(-np.log2(float(law[text[-1]])), abs=1e-4)


@pytest.mark.parametrize("prompt", ["é", "a", "x" * 100])
def test_any_prompt_can_be_gone_on_from(frames, prompt):
    found = next_character(SMALL, frames[0].checkpoint, prompt)
    assert len(found.bits) == min(len(prompt), MOST_PROMPT)
    assert goes_on(SMALL, frames[0].checkpoint, prompt, 9).shape == (9,)


def test_nothing_to_read_is_said(frames):
    with pytest.raises(NothingToRead):
        next_character(SMALL, frames[0].checkpoint, "")


def test_the_ladder_holds_all_that_is_drawn_in_it():
    levels = rungs(SMALL)
    found = ladder(SMALL, [0, 9], [6.6, 1.0])
    np.testing.assert_allclose(found.fallen, [[0, 6.6], [1, 1.0]])
    np.testing.assert_allclose(found.rungs[..., 1], np.stack((levels, levels), axis=1))
    x0, x1, y0, y1 = found.window
    for xy in (found.fallen, found.names, found.rungs.reshape(-1, 2)):
        assert ((xy >= [x0, y0]) & (xy <= [x1, y1])).all()
    assert passed(SMALL, 7.0) == 0
    assert passed(SMALL, (levels[2] + levels[3]) / 2) == 3


def test_an_own_text_is_learnt_from():
    random = np.random.default_rng(0)
    text = "\n\n".join("".join(random.choice(list("abc"), 150)) for _ in range(200))
    setup = SMALL.model_copy(update={"text": "own", "own": text.encode()})
    assert text_of(setup).name == "Your text"
    (frame,) = islice(train_writer(setup), 1)
    assert np.isfinite(frame.metrics["bits"])
    assert rungs(setup)[1] < 2
    with pytest.raises(ModelError, match="Bring a text"):
        next(train_writer(WriterSetup(text="own")))
    with pytest.raises(ValueError, match="has to have"):
        TextSetup(text="own", own=b"short")


def test_a_text_may_be_as_short_and_as_long_as_it_is_said_and_no_more():
    for size in (texts.LEAST, texts.MOST):
        assert len(TextSetup(text="own", own=size * b"a").own) == size
    for size in (texts.LEAST - 1, texts.MOST + 1):
        with pytest.raises(ValueError, match=f"{texts.LEAST:,} to {texts.MOST:,}"):
            TextSetup(text="own", own=size * b"a")


@pytest.mark.long
def test_a_decoder_that_sees_one_character_stops_at_pairs():
    setup = WriterSetup(context=1, steps=200, width=32, layers=1, learning_rate=1e-2)
    last = at_its_end(train_writer(setup))
    pairs = rungs(setup)[2]
    assert pairs < last.metrics["bits"] < pairs + 0.25


def test_what_it_learns_from_is_judged_apart_from_what_is_held_out(model):
    metrics, _ = Judge(SMALL)(model)
    texts = {"bits": library().held_out, "train_bits": library().training}
    for name, size in (("bits", 2048), ("train_bits", 1024)):
        wanted = from_all_over(texts[name], SMALL.context, size).bits(model).mean()
        assert metrics[name] == pytest.approx(float(wanted), abs=1e-6)


def test_the_embedding_begins_small_for_it_gives_the_logits_too(model):
    words = model.llama().words
    assert words.std().item() == pytest.approx(0.05, rel=0.1)
