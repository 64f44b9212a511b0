"""Tiny transformers: what they learn, what they cannot, and that any moment can be gone back to."""

from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
import torch
from pydantic import ValidationError
from torch import nn

from models.attention import InductionSetup, ablate, ablations, maps_without, restore, train
from models.attention.induction import HELD_OUT, IGNORE, task
from models.attention.induction.judge import judge
from models.attention.induction.tiny import Block
from models.attention.induction.training import build
from models.errors import Diverged, ModelError
from models.frame import Frame
from tests.models.frames import same

SMALL = {"symbols": 16, "length": 12, "width": 16, "heads": 2, "batch": 16, "steps": 40}


def small(**knobs: object) -> InductionSetup:
    return InductionSetup.model_validate({**SMALL, **knobs})


@lru_cache(maxsize=8)
def trained(setup: InductionSetup) -> tuple[Frame, ...]:
    return tuple(train(setup))


def drawn(setup: InductionSetup, n: int = 200) -> tuple[np.ndarray, np.ndarray]:
    rows = task(setup).sample(n, torch.Generator().manual_seed(5)).numpy()
    return rows[:, 0], rows[:, 1]


def test_induction_asks_only_what_can_be_known():
    tokens, targets = drawn(InductionSetup())
    periods = set()
    for row, answers in zip(tokens, targets, strict=True):
        period = next(p for p in range(1, 33) if (row[p:] == row[:-p]).all())
        periods.add(period)
        assert len(set(row[:period])) == period  # no symbol twice: one answer only
        for i, answer in enumerate(answers):
            earlier = [j for j in range(i) if row[j] == row[i]]  # where the last token stood before
            assert answer == (row[earlier[-1] + 1] if earlier else IGNORE)
    assert periods == set(range(5, 17))


def test_a_fixed_period_always_asks_the_same_place():
    tokens, targets = drawn(InductionSetup(period="fixed"))
    assert (targets[:, 16:] == tokens[:, 1:17]).all()
    assert (targets[:, :16] == IGNORE).all()


@pytest.mark.parametrize(
    ("name", "answer"),
    [("copy", list), ("reverse", lambda x: list(x[::-1])), ("sort", sorted)],
)
def test_lists_are_written_again(name, answer):
    tokens, targets = drawn(InductionSetup(task=name), 20)
    assert (tokens[:, 16] == 32).all()  # the separator
    for row, answers in zip(tokens, targets, strict=True):
        assert list(answers[16:]) == answer(row[:16])
        assert list(row[17:]) == answer(row[:16])[:-1]
    assert (targets[:, :16] == IGNORE).all()


def test_attention_is_that_of_pytorch():
    """The same weights in nn.MultiheadAttention give the same output and the same maps."""
    model = build(small(width=32, heads=4, layers=1))
    block, x = model.blocks[0], torch.randn(3, 12, 32, generator=torch.Generator().manual_seed(0))
    assert isinstance(block, Block)
    theirs = nn.MultiheadAttention(32, 4, bias=False, batch_first=True)
    causal = nn.Transformer.generate_square_subsequent_mask(12)
    with torch.no_grad():
        theirs.in_proj_weight.copy_(block.project)
        theirs.out_proj.weight.copy_(block.output)
        out, maps = theirs(x, x, x, attn_mask=causal, average_attn_weights=False)
        ours, our_maps = block(x)
    torch.testing.assert_close(ours, x + out)
    torch.testing.assert_close(our_maps, maps)


def test_nobody_looks_ahead_and_rows_sum_to_one():
    for frame in trained(small()):
        maps = frame.views["attention"]
        np.testing.assert_allclose(maps.sum(axis=-1), 1, atol=1e-5)
        assert (np.triu(maps, 1) == 0).all()


def test_all_frames_have_the_same_shapes():
    for frame in trained(small()):
        assert frame.views["attention"].shape == (2, 2, 12, 12)
        assert all(frame.views[n].shape == (12,) for n in ("tokens", "targets", "predictions"))
        assert frame.views["answer"].shape == frame.views["previous"].shape == (2, 2)
        assert frame.metrics.keys() == {"loss", "accuracy", "accuracy_error"}


def test_the_untrained_loss_is_near_that_of_a_guess():
    first = trained(small())[0]
    assert first.step == 0
    assert first.metrics["loss"] == pytest.approx(np.log(16), abs=0.5)


@pytest.mark.long
def test_training_is_a_function_of_the_setup_alone():
    torch.manual_seed(1)
    state = torch.get_rng_state()
    again = tuple(train(small()))
    assert torch.equal(torch.get_rng_state(), state)
    assert all(same(one, other) for one, other in zip(trained(small()), again, strict=True))
    other = trained(small(seed=1))
    assert not np.array_equal(other[0].checkpoint["parameters"], again[0].checkpoint["parameters"])


@pytest.mark.parametrize("place", [0, 7, -1])
def test_it_goes_on_from_any_frame_as_if_it_had_never_stopped(place):
    frames = trained(small(task="sort", hidden=32))
    start = frames[place]
    going_on = tuple(train(small(task="sort", hidden=32), start))
    rest = [frame for frame in frames if frame.step >= start.step]
    assert all(same(one, other) for one, other in zip(rest, going_on, strict=True))


@pytest.mark.parametrize("knobs", [{"layers": 1}, {"heads": 4}, {"width": 32}, {"task": "copy"}])
def test_a_checkpoint_of_another_architecture_is_refused(knobs):
    with pytest.raises(ModelError, match="another transformer"):
        restore(small(**knobs), trained(small())[-1].checkpoint)


def test_restored_it_gives_the_numbers_of_its_frame():
    setup = small()
    for frame in trained(setup)[::10]:
        numbers, views = judge(setup)(restore(setup, frame.checkpoint))
        assert numbers == frame.metrics
        assert all(np.array_equal(views[name], frame.views[name]) for name in views)


def test_the_loss_is_that_of_the_logits_and_the_error_that_of_a_resampling():
    setup = small()
    model = restore(setup, trained(setup)[-1].checkpoint)
    tokens, targets = (t.numpy() for t in (judge(setup)._tokens, judge(setup)._targets))
    with torch.no_grad():
        logits = model(torch.from_numpy(tokens))[0].double().numpy()
    log_p = logits - np.log(np.exp(logits).sum(axis=-1, keepdims=True))
    known = targets != IGNORE
    losses = -np.take_along_axis(log_p, np.maximum(targets, 0)[..., None], -1)[..., 0][known]
    metrics = trained(setup)[-1].metrics
    assert metrics["loss"] == pytest.approx(losses.mean(), abs=1e-5)
    right = (logits.argmax(-1) == targets) & known
    assert metrics["accuracy"] == pytest.approx(right.sum() / known.sum(), abs=1e-6)
    random = np.random.default_rng(0)
    again = [
        right[rows].sum() / known[rows].sum()
        for rows in random.integers(0, HELD_OUT, (2000, HELD_OUT))
    ]
    assert metrics["accuracy_error"] == pytest.approx(np.std(again), rel=0.1)


def test_silencing_every_head_leaves_the_loss_of_the_last_token_alone():
    setup = small()
    last = trained(setup)[-1]
    assert ablate(setup, last.checkpoint) == last.metrics
    table = ablations(setup, last.checkpoint)
    assert table.shape == (2, 2)
    one = ablate(setup, last.checkpoint, [(1, 0)])
    assert table[1, 0] == pytest.approx(one["loss"])
    none = ablate(setup, last.checkpoint, [(0, 0), (0, 1), (1, 0), (1, 1)])
    model = restore(setup, last.checkpoint)
    for block in model.blocks:
        assert isinstance(block, Block)
        block.output.data.zero_()
    assert none["loss"] == pytest.approx(judge(setup)(model)[0]["loss"], abs=1e-6)
    with pytest.raises(IndexError):
        ablate(setup, last.checkpoint, [(2, 0)])


def test_the_maps_without_a_head_are_those_of_the_network_that_is_left():
    setup = small()
    last = trained(setup)[-1]
    maps, whole = (maps_without(setup, last.checkpoint, off) for off in ([(0, 1)], ()))
    np.testing.assert_array_equal(whole, last.views["attention"])
    np.testing.assert_array_equal(maps[0], whole[0])
    assert np.abs(maps[1] - whole[1]).max() > 0.01
    np.testing.assert_allclose(maps.sum(axis=-1), 1, atol=1e-5)


@pytest.mark.parametrize("knobs", [{}, {"steps": 41}])
def test_a_loss_that_is_no_number_is_a_sentence(knobs):
    last = trained(small())[-1]
    broken = {**last.checkpoint, "parameters": last.checkpoint["parameters"] * np.inf}
    start = replace(last, checkpoint=broken)
    with pytest.raises(Diverged, match=r"step 40.*Lower the learning rate"):
        list(train(small(**knobs), start))


def test_knobs_have_limits():
    for knobs in ({"layers": 3}, {"heads": 9}, {"task": "translate"}, {"length": 34}):
        with pytest.raises(ValidationError):
            InductionSetup.model_validate(knobs)


@pytest.mark.parametrize("heads", [1, 3, 8])
def test_any_number_of_heads_shares_the_width(heads):
    frame = next(train(small(heads=heads, width=32)))
    assert frame.views["attention"].shape == (2, heads, 12, 12)
