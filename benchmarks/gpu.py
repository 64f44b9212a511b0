"""``python -m benchmarks.gpu``: every kind of training on the CPU, eager on a GPU, and captured.

The same learners, data order and first weights on all three; one CPU thread. After the timing the
losses of the first updates are compared. It needs torch, numpy, scipy, scikit-learn and pydantic
only, so that it can be carried to a bare machine with a GPU. Without one it says so.
"""

import time
from collections.abc import Callable
from functools import partial

import torch

from models import device
from models.attention import AlignmentSetup, InductionSetup
from models.attention.induction.training import learner as transformer
from models.attention.seq2seq import training as seq2seq
from models.autoencoders.model import VaeSetup
from models.autoencoders.training import learner as autoencoder
from models.flows.setup import FlowSetup
from models.flows.training import learner as flow
from models.gans.game import GanSetup, Training
from models.gans.sweeps import Sweep
from models.training.capture import Captured
from models.training.learner import Learner

COMPARED = 100  # updates after which losses are compared
SECONDS = 2.0  # for each speed
STEPS = 100_000  # more than are ever made

Make = Callable[[torch.device], Learner]


def _game(setup: GanSetup, seeds: int, on: torch.device) -> Learner:
    return Training(setup, [0], on=on) if seeds == 1 else Sweep(setup, range(seeds), on=on)


def _vae(network: str, batch: int = 64) -> Make:
    setup = VaeSetup.model_validate(
        {"data": "digits", "network": network, "batch": batch, "steps": 20_000}
    )
    return partial(autoencoder, setup, None)


def _flow(family: str) -> Make:
    setup = FlowSetup.model_validate({"family": family, "steps": 20_000})
    return partial(flow, setup, None)


LEARNERS: dict[str, Make] = {
    "induction transformer": partial(transformer, InductionSetup(), None),
    "induction, width 128, batch 256": partial(
        transformer, InductionSetup(width=128, batch=256), None
    ),
    "alignment": partial(seq2seq.learner, AlignmentSetup(), None),
    "VAE, digits, two hidden layers": _vae("mlp"),
    "VAE, digits, convolutions": _vae("conv"),
    "VAE, digits, convolutions, batch 256": _vae("conv", 256),
    "affine flow": _flow("affine"),
    "spline flow": _flow("spline"),
    "continuous flow": _flow("continuous"),
    "GAN 2-64-64": partial(_game, GanSetup(), 1),
    "GANs 2-64-64, 8 at once": partial(_game, GanSetup(), 8),
    "GANs 2-64-64, 1,024 at once": partial(_game, GanSetup(), 1024),
}


def main() -> None:
    """Measure and print the table."""
    torch.set_num_threads(1)
    if not torch.cuda.is_available():
        print("There is no GPU here that torch can use; nothing was measured.")
        return
    on = torch.device("cuda", torch.cuda.current_device())
    print(f"{torch.cuda.get_device_name(on)}, torch {torch.__version__}; updates per second")
    print(f"{'':<38} {'CPU':>9} {'eager':>9} {'captured':>9}   largest difference of parameters")
    for name, make in LEARNERS.items():
        speeds = _cpu(make), _eager(make, on), _captured(make, on)
        print(f"{name:<38} " + " ".join(f"{each:>9,.1f}" for each in speeds), end="   ")
        print(f"{_difference(make, on):.1e} after {COMPARED} updates", flush=True)


def _cpu(make: Make) -> float:
    learner = make(device.CPU)
    return _speed(partial(_advance, learner), lambda: None)


def _eager(make: Make, on: torch.device) -> float:
    learner = make(on)
    return _speed(partial(_advance, learner), partial(torch.cuda.synchronize, on))


def _captured(make: Make, on: torch.device) -> float:
    return _speed(Captured(make(on), STEPS), partial(torch.cuda.synchronize, on))


def _advance(learner: Learner, step: int, stop: int) -> None:
    for now in range(step, stop):
        learner.advance(now)


def _speed(advance: Callable[[int, int], None], wait: Callable[[], None]) -> float:
    """Updates per second."""
    advance(0, 3)
    wait()
    done, begin = 3, time.perf_counter()
    while (spent := time.perf_counter() - begin) < SECONDS:
        advance(done, done + 10)
        wait()
        done += 10
    return (done - 3) / spent


def _difference(make: Make, on: torch.device) -> float:
    """The largest difference between a parameter on the CPU and on the GPU, over its spread."""
    here, there = make(device.CPU), make(on)
    _advance(here, 0, COMPARED)
    Captured(there, STEPS)(0, COMPARED)
    name = next(iter(here.state()))
    ours, theirs = here.state()[name], there.state()[name].cpu()
    return float((ours - theirs).abs().max() / ours.std())


if __name__ == "__main__":
    main()
