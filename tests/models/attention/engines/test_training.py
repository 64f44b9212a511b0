"""The race of the four nets: moments, forks, what a frame holds, and who runs without weights."""

from functools import partial

import numpy as np
import pytest
import torch

from models.attention.encoder import load_encoder
from models.attention.engines import (
    KINDS,
    EngineSetup,
    EnginesSetup,
    even_guess,
    judge,
    parameters_of,
    restore_engine,
    runners,
    running,
    train_engine,
    train_engines,
    unavailable,
)
from models.attention.engines.training import learner
from models.errors import ModelError
from models.frame import Frame
from models.training import run
from models.wheels import MINILM
from tests.models.frames import at_its_end, same

here = pytest.mark.skipif(not MINILM.here, reason="MINILM IS MISSING: run `make data`.")
QUICK = EngineSetup(net="small", layers=1, bits=2, steps=40)


def last(setup: EngineSetup) -> Frame:
    *_, frame = run(partial(learner, setup), setup.steps, 1)
    return frame


@pytest.mark.long
def test_it_is_the_same_again_and_from_any_moment():
    frames = list(train_engine(QUICK))
    assert all(map(same, frames, train_engine(QUICK)))
    middle = frames[len(frames) // 2]
    end = at_its_end(train_engine(QUICK, middle))
    assert same(end, frames[-1])
    other = at_its_end(train_engine(QUICK.model_copy(update={"seed": 1})))
    assert not same(other, frames[-1])


def test_what_is_told_is_what_the_net_does():
    frame = last(QUICK)
    net, known = restore_engine(QUICK, frame.checkpoint), judge("xor", 2)
    with torch.no_grad():
        law = net(known.tokens).softmax(-1)
    right = (law.argmax(-1) == known.answers).double()
    assert frame.metrics["accuracy"] == pytest.approx(right.mean().item())
    assert frame.metrics["accuracy_error"] == pytest.approx(
        right.mean(1).std().item() / len(right) ** 0.5
    )
    sure = law.gather(-1, known.answers[..., None])[..., 0]
    assert frame.metrics["loss"] == pytest.approx(-sure.log().mean().item(), rel=1e-4)
    np.testing.assert_allclose(frame.views["sure"], sure[:8], atol=1e-6)
    np.testing.assert_array_equal(frame.views["given"], law.argmax(-1)[:8])
    begun = restore_engine(QUICK, next(iter(train_engine(QUICK))).checkpoint)
    moved = [
        (now.gain - first.gain).detach().numpy()
        for now, first in zip(net.norms(), begun.norms(), strict=True)
    ]
    np.testing.assert_allclose(frame.views["gains"], moved, atol=1e-6)
    assert frame.metrics["moved"] == pytest.approx(np.abs(moved).mean(), rel=1e-4)


@here
@pytest.mark.long
def test_no_frame_holds_what_is_frozen():
    for kind in ("pretrained", "random"):
        setup = EngineSetup(net=kind, layers=1, bits=2, steps=10)
        frame = last(setup)
        learnt, frozen = parameters_of(setup)
        assert frame.checkpoint["parameters"].shape == (learnt,)
        assert frame.resume["adam_mean"].shape == (learnt,)
        held = [*frame.views.values(), *frame.checkpoint.values(), *frame.resume.values()]
        assert sum(each.size for each in held) < frozen / 10


@here
@pytest.mark.long
def test_training_leaves_the_encoder_as_it_was():
    before = {name: tensor.clone() for name, tensor in load_encoder().weights.items()}
    last(EngineSetup(layers=1, bits=2, steps=10, learning_rate=0.05))
    for name, tensor in load_encoder().weights.items():
        assert torch.equal(tensor, before[name])


@here
@pytest.mark.long
def test_the_race_is_four_trainings_on_the_same_data():
    setup = EnginesSetup(layers=1, bits=2, steps=10)
    frames = list(train_engines(setup))
    for kind, alone in runners(setup).items():
        frame = at_its_end(train_engine(alone))
        assert frames[-1].metrics[f"{kind}_accuracy"] == frame.metrics["accuracy"]
        np.testing.assert_array_equal(
            frames[-1].checkpoint[f"{kind}_parameters"], frame.checkpoint["parameters"]
        )
    end = at_its_end(train_engines(setup, frames[3]))
    assert same(end, frames[-1])


def test_each_net_has_its_own_rate():
    setup = EnginesSetup(pretrained_rate=0.001, random_rate=0.002, small_rate=0.003, steps=33)
    nets = runners(setup)
    assert list(nets) == list(KINDS)
    rates = {kind: net.learning_rate for kind, net in nets.items()}
    assert (rates["pretrained"], rates["random"], rates["small"]) == (0.001, 0.002, 0.003)
    assert all(net.net == kind and net.steps == 33 for kind, net in nets.items())


@pytest.mark.long
def test_without_the_weights_the_others_run(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_DATA", str(tmp_path))
    setup = EnginesSetup(layers=1, bits=2, steps=10)
    assert list(running(setup)) == ["random", "small", "linear"]
    assert "make data" in unavailable(setup)
    frame = at_its_end(train_engines(setup))
    assert "random_accuracy" in frame.metrics
    assert "pretrained_accuracy" not in frame.metrics
    assert list(running(setup.model_copy(update={"drawn": "shuffled"}))) == ["small", "linear"]


def test_another_net_is_refused():
    frame = last(QUICK)
    with pytest.raises(ModelError, match="another net"):
        restore_engine(QUICK.model_copy(update={"layers": 2}), frame.checkpoint)


@pytest.mark.long
def test_the_small_net_learns_xor_and_a_line_cannot():
    assert last(EngineSetup(net="small", bits=3)).metrics["accuracy"] > 0.97
    line = last(EngineSetup(net="linear", bits=3)).metrics
    assert line["accuracy"] < 0.7
    assert even_guess("xor", 3) == 0.5
    assert even_guess("digits", 3) == 0.1


@pytest.mark.long
def test_a_line_reads_digits():
    setup = EngineSetup(task="digits", net="linear", learning_rate=0.02)
    assert last(setup).metrics["accuracy"] > 0.8


@here
@pytest.mark.long
def test_the_frozen_encoder_learns_xor_and_small_random_weights_do_not():
    setup = EngineSetup(bits=3, layers=2, steps=80)
    assert last(setup).metrics["accuracy"] > 0.95
    usual = setup.model_copy(update={"net": "random", "learning_rate": 0.02})
    assert last(usual).metrics["accuracy"] < 0.75
    wide = {"drawn": "wide", "learning_rate": 0.005}
    assert last(usual.model_copy(update=wide)).metrics["accuracy"] > 0.95


def test_the_error_of_an_accuracy_is_that_of_its_sequences():
    known = judge("xor", 2)
    begun = learner(QUICK)
    metrics, _ = known(begun.model, [norm.gain for norm in begun.model.norms()])
    with torch.no_grad():
        right = (begun.model(known.tokens).argmax(-1) == known.answers).double().mean(1)
    error = right.std().item() / len(right) ** 0.5
    assert error > 0
    assert metrics["accuracy_error"] == pytest.approx(error)


def test_the_first_update_goes_as_far_as_the_learning_rate_says():
    one, other = learner(QUICK), learner(QUICK)
    one.advance(0)
    moved = (one.state()["parameters"] - other.state()["parameters"]).abs().max().item()
    assert moved == pytest.approx(QUICK.learning_rate / 20, rel=1e-3)  # it rises over 20 updates
