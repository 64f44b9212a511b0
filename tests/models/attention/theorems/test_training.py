"""Transformers that learn the tasks, and what is told of them."""

from typing import Any

import numpy as np
import pytest
import torch

from models.attention.induction.training import loss
from models.attention.positions import KINDS
from models.attention.theorems import (
    CarrySetup,
    ChainsSetup,
    Dyck,
    WordsSetup,
    judge,
    restore_theorem,
    train_carry,
    train_theorem,
)
from models.attention.theorems.training import Five, build, together
from models.errors import ModelError
from tests.models.frames import at_its_end, same

SMALL: dict[str, Any] = {"steps": 12, "width": 16, "heads": 2, "hidden": 0, "batch": 16}
QUICK: list[ChainsSetup | WordsSetup] = [
    ChainsSetup(length=12, **SMALL),
    WordsSetup(length=8, **SMALL),
    WordsSetup(task="parity", positions="none", length=8, **SMALL),
    WordsSetup(task="written", positions="rotary", length=8, **SMALL),
]


@pytest.mark.long
@pytest.mark.parametrize("setup", QUICK)
def test_it_is_the_same_again_and_from_any_moment(setup):
    frames = list(train_theorem(setup))
    end = at_its_end(train_theorem(setup, frames[4]))
    assert same(end, frames[-1])
    other = at_its_end(train_theorem(setup.model_copy(update={"seed": 1})))
    assert not same(other, frames[-1])


@pytest.mark.parametrize("setup", QUICK)
def test_what_is_told_is_what_the_transformer_says(setup):
    frame = at_its_end(train_theorem(setup))
    model, examiner = restore_theorem(setup, frame.checkpoint), judge(setup)
    with torch.no_grad():
        logits, maps = model(examiner.tokens)
    said = logits.softmax(-1)
    np.testing.assert_allclose(frame.views["said"], said[0], atol=1e-5)
    np.testing.assert_allclose(
        frame.views["attention"], torch.stack([m[0, :, :40, :40] for m in maps]), atol=1e-5
    )
    places = [t for t in range(setup.length) if examiner.asked[:, t].all()]
    gaps = []
    for t in places:
        p, q = examiner.best[:, t], said[:, t]
        terms = torch.where(p > 0, p * (p.clamp(min=1e-30) / q).log(), torch.zeros(()))
        gaps.append(float(terms.sum(-1).mean()))
    assert frame.metrics["excess"] == pytest.approx(np.mean(gaps), abs=1e-4)
    assert frame.metrics["loss"] == pytest.approx(examiner.risk + np.mean(gaps), abs=1e-4)
    assert ("beyond" in frame.metrics) == (setup.reach > 1)


def test_the_probe_reads_the_depth_of_what_it_was_not_fitted_to():
    frame = at_its_end(train_theorem(WordsSetup(length=8, steps=10, width=32, hidden=0)))
    kept, read = frame.views["kept"], frame.views["read"]
    depth, _ = Dyck(2, 4, 16).stacks(torch.tensor(frame.views["tokens"])[None])
    np.testing.assert_array_equal(kept, depth[0])
    assert np.corrcoef(kept[:8], read[:8])[0, 1] > 0.5


def test_the_influence_is_that_of_the_first_bit():
    setup = QUICK[2]
    frame = at_its_end(train_theorem(setup))
    model, examiner = restore_theorem(setup, frame.checkpoint), judge(setup)
    turned = examiner.tokens.clone()
    turned[:, 1] = 1 - turned[:, 1]
    with torch.no_grad():
        gaps = [
            model(tokens)[0] @ torch.tensor([-1.0, 1.0, 0.0])
            for tokens in (examiner.tokens, turned)
        ]
    np.testing.assert_allclose(
        frame.views["influence"], (gaps[1] - gaps[0]).abs().mean(0), atol=1e-5
    )
    assert frame.views["influence"][0] == 0


def test_five_at_once_are_each_what_it_would_be_alone():
    setup = CarrySetup(length=8, **SMALL)
    models = Five(setup)
    batch = setup.known().sample(16, torch.Generator().manual_seed(0))
    torch.autograd.backward(together(models, batch))
    for kind, model in zip(KINDS, models.each, strict=True):
        alone = build(setup, kind)
        torch.autograd.backward(loss(alone, batch))
        for ours, wanted in zip(model.parameters(), alone.parameters(), strict=True):
            torch.testing.assert_close(ours.grad, wanted.grad)


@pytest.mark.long
def test_five_go_on_from_any_moment():
    setup = CarrySetup(length=8, **SMALL)
    frames = list(train_carry(setup))
    end = at_its_end(train_carry(setup, frames[3]))
    assert same(end, frames[-1])


@pytest.mark.parametrize(
    "knob",
    [{"layers": 1}, {"heads": 8}, {"positions": "none"}],  # the last two have as many parameters
    ids=str,
)
def test_a_checkpoint_of_another_transformer_is_refused(knob):
    frame = at_its_end(train_theorem(QUICK[1]))
    other = QUICK[1].model_copy(update=knob)
    with pytest.raises(ModelError, match="another transformer"):
        restore_theorem(other, frame.checkpoint)


def test_a_checkpoint_of_an_earlier_version_which_told_no_shape_is_read():
    frame = at_its_end(train_theorem(QUICK[1]))
    earlier = {name: array for name, array in frame.checkpoint.items() if name != "shape"}
    now, before = (restore_theorem(QUICK[1], each) for each in (frame.checkpoint, earlier))
    for one, other in zip(now.parameters(), before.parameters(), strict=True):
        torch.testing.assert_close(one, other)


@pytest.mark.long
def test_written_parity_is_learnt_to_the_last_answer_and_a_coin_is_left_otherwise():
    setup = WordsSetup(task="written", length=12, steps=200, seed=3)
    frame = at_its_end(train_theorem(setup))
    assert frame.metrics["excess"] < 0.05
    plain = at_its_end(train_theorem(setup.model_copy(update={"task": "parity", "steps": 60})))
    assert plain.metrics["beyond"] > 0.5


def test_what_is_carried_begins_right_after_the_longest_that_is_learnt_from():
    setup = CarrySetup(length=8, **SMALL)
    frame = next(iter(train_carry(setup)))
    models = Five(setup)
    for kind, model in zip(KINDS, models.each, strict=True):
        excess = judge(setup).of(model).numpy()
        near, far = np.nanmean(excess[:8]), np.nanmean(excess[8:])
        assert frame.metrics[f"{kind}_excess"] == pytest.approx(near, abs=1e-5)
        assert frame.metrics[f"{kind}_beyond"] == pytest.approx(far, abs=1e-5)


def test_the_probe_is_fitted_to_the_half_that_is_not_shown():
    setup = WordsSetup(length=8, **SMALL)
    frame = next(iter(train_theorem(setup)))
    examiner = judge(setup)
    with torch.no_grad():
        state, _ = restore_theorem(setup, frame.checkpoint).state(examiner.tokens)
    inputs = np.insert(state.numpy().astype(np.float64), state.shape[-1], 1.0, axis=-1)
    depth = Dyck(2, 4, 16).stacks(examiner.tokens)[0].numpy()
    half = len(depth) // 2
    x, y = inputs[half:, :8].reshape(-1, inputs.shape[-1]), depth[half:, :8].ravel()
    weights = np.linalg.solve(x.T @ x + 1e-3 * len(x) * np.eye(x.shape[1]), x.T @ y)
    np.testing.assert_allclose(frame.views["read"], inputs[0] @ weights, atol=5e-3)
