"""The one loop: every topic's step can be captured, runs on another device, and resumes."""

import dataclasses
import itertools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from models import device
from models.attention import AlignmentSetup, InductionSetup
from models.attention.induction.training import learner as transformer
from models.attention.seq2seq import training as seq2seq
from models.autoencoders import VaeSetup
from models.autoencoders.training import learner as autoencoder
from models.autoregressive import ArSetup
from models.autoregressive.pixels import PIXEL_FAMILIES, PixelSetup
from models.autoregressive.pixels import learner as pixels
from models.autoregressive.sequences import FAMILIES
from models.autoregressive.sequences import learner as sequences
from models.errors import Diverged, ModelError
from models.expressivity import SHAPES, LearntSetup
from models.expressivity import learner as universal
from models.flows import FlowSetup
from models.flows.training import learner as flow
from models.frame import Frame
from models.gans import GanSetup
from models.gans.distances.bounds import learner as bounds
from models.gans.distances.setup import DistanceSetup
from models.gans.game.data import Uniform
from models.gans.game.training import Training
from models.gans.line.setup import LineSetup
from models.gans.line.training import LineGame
from models.gans.sweeps.seeds import Sweep
from models.language.learnt import WriterSetup
from models.language.learnt import learner as writer
from models.training import run
from models.training.adam import Adam
from models.training.batches import Batches, Rows
from models.training.learner import Learner, Step
from models.training.parts import Part, made_of
from models.training.schedule import Schedule
from tests.models.replay import Graph, OneDevice

CUDA = torch.device("cuda", 0)
META = torch.device("meta")  # stands for a GPU: shapes are known there, numbers are not
Make = Callable[[torch.device], Learner]


def game(**knobs: object) -> Make:
    setup = GanSetup.model_validate({"hidden": 8, "batch": 16, "steps": 40, **knobs})
    return lambda on: Training(setup, [3], None, on)


def one(learner: Callable[..., Learner], setup: object) -> Make:
    return lambda on: learner(setup, None, on)


SMALL_FLOW = {"layers": 2, "hidden": 8, "bins": 4, "batch": 32, "steps": 40}
SMALL_VAE = {"data": "digits", "width": 16, "latents": 2, "batch": 16, "steps": 40}
MAKE: dict[str, Make] = {
    **{
        f"flow_{family}": one(flow, FlowSetup.model_validate({**SMALL_FLOW, "family": family}))
        for family in ("planar", "radial", "affine", "spline", "glow", "continuous")
    },
    "flow_reverse": one(
        flow,
        FlowSetup.model_validate(
            {**SMALL_FLOW, "family": "affine", "objective": "reverse", "target": "U2"}
            | {"annealing": True}
        ),
    ),
    "vae_mlp": one(autoencoder, VaeSetup.model_validate(SMALL_VAE)),
    "vae_bernoulli": one(
        autoencoder, VaeSetup.model_validate({**SMALL_VAE, "likelihood": "bernoulli"})
    ),
    "vae_convolutions": one(autoencoder, VaeSetup.model_validate({**SMALL_VAE, "network": "conv"})),
    "vae_linear": one(
        autoencoder,
        VaeSetup.model_validate({**SMALL_VAE, "network": "linear", "weight_decay": 0.01}),
    ),
    "vae_iwae": one(
        autoencoder, VaeSetup.model_validate({**SMALL_VAE, "objective": "iwae", "k": 3})
    ),
    "vae_info": one(autoencoder, VaeSetup.model_validate({**SMALL_VAE, "objective": "infovae"})),
    "transformer": one(transformer, InductionSetup(width=16, batch=16, steps=100)),
    "seq2seq": one(seq2seq.learner, AlignmentSetup(width=16, batch=16, steps=100)),
    **{
        f"ar_{family}": one(
            sequences, ArSetup.model_validate({"family": family, "width": 8, "batch": 8})
        )
        for family in FAMILIES
    },
    **{
        f"pixels_{family}": one(
            pixels,
            PixelSetup.model_validate(
                {"family": family, "hidden": 16, "batch": 16, "width": 8, "layers": 2}
            ),
        )
        for family in PIXEL_FAMILIES
    },
    **{
        f"universal_{shape}": one(
            universal,
            LearntSetup.model_validate({"block": shape, "target": "turns", "positions": True}),
        )
        for shape in SHAPES
    },
    "writer": one(writer, WriterSetup(width=32, layers=1, context=8, batch=256)),
    "bounds": one(bounds, DistanceSetup(steps=40)),
    "line": one(LineGame, LineSetup(steps=40, critic_steps=2)),
    "gan": game(),
    "gan_cured": game(loss="relativistic", penalty="r1_r2", decay=True, ema=0.9),
    "gan_fading": game(penalty="r1", penalty_left=0.003),
    "gan_wasserstein": game(loss="wasserstein", penalty="gradient", critic_steps=3),
    "gan_clipped": game(loss="wasserstein", penalty="clip", order="simultaneous"),
    "gan_spectral": game(spectral=True, pack=2),
    "gan_unrolled": game(unroll=2),
    "gan_seeds": lambda on: Sweep(GanSetup(hidden=8, batch=16, steps=40), range(3), None, on),
}
CPU = device.CPU
every = pytest.mark.parametrize("make", MAKE.values(), ids=MAKE.keys())


@every
def test_a_captured_step_makes_the_updates_that_it_makes_one_by_one(make: Make):
    plain, captured = make(CPU), make(CPU)
    for number in range(6):
        plain.advance(number)
    for stream in captured.streams:
        stream.fix(CPU)
        stream.hold(0)
    step = torch.tensor(0)
    before = {name: each.clone() for name, each in captured.state().items()}

    def update() -> None:
        captured.advance(step)
        step.add_(1)

    graph = Graph(update)
    step.zero_()
    captured.load(before)
    for _ in range(6):
        graph.replay()
    state = captured.state()
    for name, wanted in plain.state().items():
        if name != "updates":  # counted at the next moment
            # Where a gradient is only rounding (a bias that cancels), Adam makes full steps of it.
            close = torch.isclose(state[name], wanted, rtol=1e-3, atol=1e-5)
            assert close.double().mean() > 0.98, name
            assert not torch.equal(state[name], before[name]) or not torch.any(wanted)


@every
def test_everything_in_a_step_is_on_the_learners_device(make: Make):
    learner = make(META)
    for stream in learner.streams:
        stream.hold(0)
    with OneDevice(META):
        learner.advance(torch.zeros((), dtype=torch.long, device=META))  # and nothing is read
    devices = {each.device for name, each in learner.state().items() if name != "updates"}
    assert devices == {META}


def test_what_all_generators_make_is_made_on_the_device_and_read_in_one_copy():
    sweep = Sweep(GanSetup(hidden=8, batch=16, steps=40), range(3), None, META)
    with pytest.raises(
        NotImplementedError, match="meta tensor"
    ):  # and not two devices in one product
        sweep.samples()


@pytest.mark.parametrize("warm_up", [0, 20])
@pytest.mark.parametrize("falls", [True, False])
def test_a_rate_is_the_same_from_the_table(warm_up: int, falls: bool):
    schedule = Schedule(3e-3, 100, warm_up, falls=falls)
    for step in (0, 7, 50, 99):
        wanted = schedule(step)
        assert float(schedule(torch.tensor(step))) == pytest.approx(wanted, rel=1e-6)
    if warm_up:
        assert schedule(0) == pytest.approx(3e-3 / 20)
    last = 3e-3 * 0.5 * (1 + math.cos(math.pi * 0.99))
    assert schedule(99) == pytest.approx(last if falls else 3e-3)


def test_adam_with_tensors_is_pytorchs_adam():
    torch.manual_seed(0)
    ours, theirs = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)
    theirs.load_state_dict(ours.state_dict())
    adam, oracle = (
        Adam(ours, 0.8, 0.95),
        torch.optim.Adam(theirs.parameters(), lr=0.02, betas=(0.8, 0.95)),
    )
    for number in range(1, 6):
        gradient = torch.randn(8)
        adam.gradient.copy_(gradient)
        adam.update(torch.tensor(number), torch.tensor(0.02))
        pieces = torch.split(gradient, [6, 2])
        for parameter, piece in zip(theirs.parameters(), pieces, strict=True):
            parameter.grad = piece.view_as(parameter)
        oracle.step()
    for one_of_ours, one_of_theirs in zip(ours.parameters(), theirs.parameters(), strict=True):
        torch.testing.assert_close(one_of_ours, one_of_theirs)


class Counter:
    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        return torch.arange(n).float()[:, None] + 1000 * torch.randint(9, (1,), generator=generator)


@pytest.mark.parametrize("seed", [5, (5, 6)])
def test_a_batch_is_the_same_from_a_held_block(seed: int | tuple[int, ...]):
    plain, fixed = Batches(Counter(), seed, 4), Batches(Counter(), seed, 4)
    fixed.fix(CPU)
    for step in (0, 3, 31, 32, 40):
        fixed.hold(step)
        assert torch.equal(fixed[torch.tensor(step)], plain[step])
    if not isinstance(seed, int):
        alone = [Batches(Counter(), each, 4)[40] for each in seed]
        assert torch.equal(plain[40], torch.stack(alone))


@pytest.mark.parametrize("seed", [0, 7, 2**31 - 1])
def test_what_a_training_draws_for_several_purposes_has_a_luck_of_its_own(seed: int):
    """torch keeps 32 bits of a seed: streams further apart than that are one."""
    streams = [Batches(Uniform(), seed, 4, stream=stream) for stream in range(4)]
    assert torch.equal(streams[0][40], Batches(Uniform(), seed, 4)[40])
    for one, other in itertools.combinations(streams, 2):
        assert not torch.equal(one[0], other[0])
        assert not torch.equal(one[40], other[40])


def test_rows_are_drawn_with_the_luck_that_is_given():
    values = torch.arange(1000.0).reshape(500, 2)
    drawn, again, other = (
        Rows(values).sample(8, torch.Generator().manual_seed(seed)) for seed in (1, 1, 2)
    )
    assert torch.equal(drawn, again)
    assert not torch.equal(drawn, other)
    assert all((values == row).all(dim=1).any() for row in drawn)


def test_a_held_block_keeps_its_place():
    batches = Batches(Counter(), 0, 4)
    batches.fix(CPU)
    batches.hold(0)
    kept = batches[0]
    batches.hold(32)
    assert kept.data_ptr() == batches[32].data_ptr()


@dataclasses.dataclass
class Fragile:
    """A learner whose loss stops being a number at one step."""

    breaks: int
    begin: int = 0
    on: torch.device = CPU
    streams: tuple[Batches, ...] = ()

    def advance(self, step: Step) -> Tensor:
        return torch.tensor(math.nan if step == self.breaks else 1.0)

    def state(self) -> dict[str, Tensor]:
        return {}

    def load(self, state: Mapping[str, Tensor]) -> None: ...

    def frame(self, step: int) -> Frame:
        return Frame(step, {})


def test_moments_begin_where_it_goes_on_and_end_at_the_last_step():
    moments = run(lambda: Fragile(-1, begin=50), 100, frames=4)
    assert [(moment.step, moment.ahead) for moment in moments] == [(50, 2), (56, 1), (100, 0)]


def test_a_broken_loss_ends_the_run_with_its_step():
    moments = run(lambda: Fragile(30), 100, frames=4)
    assert [next(moments).step for _ in range(3)] == [0, 6, 25]
    with pytest.raises(Diverged, match="step 30"):
        next(moments)


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, bool], None]]:
    def choose(choice: str, available: bool) -> None:
        monkeypatch.setenv(device.CHOICE, choice)
        monkeypatch.setattr(torch.cuda, "is_available", lambda: available)
        monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
        device.accelerator.cache_clear()

    yield choose
    device.accelerator.cache_clear()


def test_auto_sends_only_large_trainings_to_a_gpu(chosen: Callable[[str, bool], None]):
    chosen("auto", True)
    assert device.for_training(9_000, 128) == CPU
    assert device.for_training(30_000, 128) == CUDA
    assert device.for_evaluation() == CUDA
    chosen("auto", False)
    assert device.for_training(30_000, 128) == CPU
    chosen("cpu", True)
    assert device.for_training(30_000, 128) == CPU
    chosen("cuda", True)
    assert device.for_training(10, 1) == CUDA


@pytest.mark.parametrize("choice", ["cuda", "gpu"])
def test_a_choice_that_cannot_be_had_is_a_sentence(
    choice: str, chosen: Callable[[str, bool], None]
):
    chosen(choice, False)
    with pytest.raises(ModelError, match=device.CHOICE):
        device.accelerator()


def test_too_little_memory_is_a_sentence(
    chosen: Callable[[str, bool], None], monkeypatch: pytest.MonkeyPatch
):
    chosen("cuda", True)
    shares, freed = [], []
    monkeypatch.setenv(device.SHARERS, "3")
    monkeypatch.setattr(
        torch.cuda, "set_per_process_memory_fraction", lambda share, _: shares.append(share)
    )
    monkeypatch.setattr(torch.cuda, "empty_cache", lambda: freed.append(True))
    with pytest.raises(ModelError, match="not enough memory"), device.bounded():
        raise torch.OutOfMemoryError
    assert shares == [pytest.approx(0.3)]
    assert freed == [True]


def test_a_checkpoint_has_copies(  # so that a frame stays what it was
):
    learner = one(transformer, InductionSetup(width=16, batch=16, steps=100))(CPU)
    frame = learner.frame(0)
    kept = np.array(frame.checkpoint["parameters"])
    learner.advance(0)
    assert np.array_equal(frame.checkpoint["parameters"], kept)


def test_a_training_that_is_made_of_others_says_of_which_and_how_they_are_joined():
    def parts(setup: int) -> list[Part]:
        return [Part(f"Part {n}", whole, n) for n in range(setup)]

    def join(setup: int, seen: Sequence[Any]) -> Frame:
        return Frame(setup, {"there": sum(each is not None for each in seen)})

    @made_of(parts, join)
    def whole(setup: int) -> Iterator[Frame]:
        yield join(setup, [None] * setup)

    told: Any = whole
    assert [part.name for part in told.parts(2)] == ["Part 0", "Part 1"]
    assert told.join(2, [None, Frame(0, {})]).metrics == {"there": 1}
    assert next(whole(3)).step == 3
