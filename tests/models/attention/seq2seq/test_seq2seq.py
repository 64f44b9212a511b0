"""Translating with attention: pairs, the alignment that is learnt, and any moment gone back to."""

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache

import numpy as np
import pytest
import torch
from pydantic import ValidationError

from models.attention import AlignmentSetup
from models.attention.seq2seq import restore, train, translate
from models.attention.seq2seq.pairs import Dates, Words, padding, pairs
from models.attention.seq2seq.training import build, metrics, views
from models.errors import Diverged, ModelError
from models.frame import Frame
from tests.models.frames import same

SMALL = {"width": 16, "batch": 16, "steps": 20}
WAYS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y", "%d.%m.%Y", "%m/%d/%Y")


def small(**knobs: object) -> AlignmentSetup:
    return AlignmentSetup.model_validate({**SMALL, **knobs})


@lru_cache(maxsize=8)
def trained(setup: AlignmentSetup) -> tuple[Frame, ...]:
    return tuple(train(setup))


def parsed(text: str) -> tuple[date, str]:
    """A date as the standard library reads it, and the way it was written."""
    for way in WAYS:
        try:
            return datetime.strptime(text, way).date(), way
        except ValueError:
            continue
    raise AssertionError(text)


def test_dates_say_the_same_on_both_sides_in_six_ways():
    task = Dates()
    rows = task.sample(300, torch.Generator().manual_seed(0))
    ways = set()
    for row in rows:
        source, target = task.decode(row[: task.source]).strip(), task.decode(row[task.source :])
        day, way = parsed(source)
        assert day.isoformat() == target
        ways.add(way)
    assert ways == set(WAYS)


def test_words_come_back_backwards():
    rows = Words().sample(50, torch.Generator().manual_seed(0))
    assert torch.equal(rows[:, :10], rows[:, 10:].flip(1))


def test_only_the_filling_at_the_end_is_hidden():
    source = Dates().encode("1 may 1999")
    hidden = padding(source[None])[0]
    assert hidden.tolist() == [False] * 10 + [True] * 8


@pytest.mark.long
def test_training_is_a_function_of_the_setup_alone():
    torch.manual_seed(1)
    state = torch.get_rng_state()
    again = tuple(train(small()))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(same(one, other) for one, other in zip(trained(small()), again, strict=True))
    assert [frame.step for frame in again] == list(range(21))
    assert again[0].metrics["loss"] == pytest.approx(np.log(len(Dates().alphabet)), abs=0.5)


@pytest.mark.long
@pytest.mark.parametrize("place", [0, 7, -1])
def test_it_goes_on_from_any_frame_as_if_it_had_never_stopped(place):
    frames = trained(small())
    start = frames[place]
    rest = [frame for frame in frames if frame.step >= start.step]
    going_on = tuple(train(small(), start))
    assert all(same(one, other) for one, other in zip(rest, going_on, strict=True))


@pytest.mark.long
def test_restored_it_gives_the_numbers_of_its_frame():
    last = trained(small())[-1]
    model = restore(small(), last.checkpoint)
    assert metrics(small(), model) == last.metrics
    assert all(np.array_equal(a, last.views[n]) for n, a in views(small(), model).items())
    with pytest.raises(ModelError, match="another translator"):
        restore(small(task="reverse"), last.checkpoint)


def test_alignments_sum_to_one_on_what_is_visible():
    setup = small()
    found = translate(setup, trained(setup)[-1].checkpoint, "1 May 1999")
    assert found.source == "1 may 1999"
    assert found.weights.shape == (10, 10)
    np.testing.assert_allclose(found.weights.sum(axis=1), 1, atol=1e-6)
    for frame in trained(setup):
        np.testing.assert_allclose(frame.views["alignment"].sum(axis=1), 1, atol=1e-6)


def test_what_is_filled_up_changes_nothing_of_the_attention():
    """Hidden places have no weight, whatever stands there."""
    model = build(small())
    rows = Dates().sample(8, torch.Generator().manual_seed(3))
    source, target = rows.tensor_split([Dates().source], dim=1)
    with torch.no_grad():
        _, weights = model(source, target)
    assert (weights.transpose(1, 2)[padding(source)] == 0).all()


def test_writing_reads_its_own_letters():
    """Greedy writing is the fixed point of reading along what was written."""
    setup = small()
    model = restore(setup, trained(setup)[-1].checkpoint)
    rows = Dates().sample(8, torch.Generator().manual_seed(3))
    source = rows[:, : Dates().source]
    with torch.no_grad():
        written, maps = model.write(source)
        logits, along = model(source, written)
    assert torch.equal(logits.argmax(dim=-1), written)
    torch.testing.assert_close(along, maps)


@pytest.mark.parametrize("text", ["", "   ", "x" * 19, "14 märz 2019", "<b>", "😀"])
def test_what_was_never_learnt_is_a_sentence(text):
    setup = small()
    with pytest.raises(ModelError, match=r"Type from 1 to 18|Nothing was ever learnt"):
        translate(setup, trained(setup)[-1].checkpoint, text)


def test_a_loss_that_is_no_number_is_a_sentence():
    last = trained(small())[-1]
    broken = {**last.checkpoint, "parameters": last.checkpoint["parameters"] * np.inf}
    with pytest.raises(Diverged, match="Lower the learning rate"):
        list(train(small(), replace(last, checkpoint=broken)))


def test_tasks_have_an_example_that_fits():
    for setup in (small(), small(task="reverse")):
        task = pairs(setup)
        assert task.encode(task.example).shape == (task.source,)


@pytest.mark.parametrize("width", [17, 18, 65, 128])
def test_a_width_is_refused_in_a_sentence_or_translates(width):
    if width % 2:
        with pytest.raises(ValidationError, match="multiple of 2: one half of it reads forward"):
            AlignmentSetup(width=width)
        return
    assert next(iter(train(AlignmentSetup(width=width, steps=10)))).step == 0
