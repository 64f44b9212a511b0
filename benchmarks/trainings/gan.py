"""Our GAN against a plain eager PyTorch loop: same nets, loss, data, batch and Adam, one thread.

The sides train in turn, a few updates each, so that whatever else the machine does meets all.
"""

import itertools
import time
from collections.abc import Callable, Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy

from benchmarks.table import Row, text
from models.gans import GanSetup
from models.gans.game import FRAMES, Standardised, Training, frame_of, mixture_of
from models.gans.players import SLOPE
from models.gans.sweeps import SEEDS, seeds_of

TURNS = 12
STEPS = 25  # of each side in a turn
SETUP = GanSetup()  # 2-64-64-2, batch 128, non-saturating
R1R2 = GanSetup(loss="relativistic", penalty="r1_r2")


def measure() -> list[Row]:
    """Train all sides for about half a minute and compare them."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        return [*_speed(), _snapshots()]
    finally:
        torch.set_num_threads(threads)


def _speed() -> list[Row]:
    one, several = Training(SETUP, [0]), Training(SETUP, seeds_of(SETUP))
    cured = Training(R1R2, [0])
    sides = {
        "eager": plain(SETUP),
        "one": one.advance,
        "seeds": several.advance,
        "eager with R1 + R2": plain(R1R2),
        "one with R1 + R2": cured.advance,
    }
    spent = dict.fromkeys(sides, 0.0)
    for turn in range(TURNS + 1):
        for name, step in sides.items():
            seconds = _spend(step)
            spent[name] += seconds if turn else 0.0  # the first turn warms up
    milliseconds = {name: 1e3 * each / (TURNS * STEPS) for name, each in spent.items()}
    print(", ".join(f"{name} {each:.2f} ms" for name, each in milliseconds.items()))
    return [
        Row("GAN, steps per second, to plain eager", spent["eager"] / spent["one"], "at least", 3),
        Row(
            "GAN with R1 + R2, steps per second, to plain eager",
            spent["eager with R1 + R2"] / spent["one with R1 + R2"],
            "at least",
            3,
        ),
        Row(
            "eight seeds as one batch, steps per second and seed, to plain eager",
            SEEDS * spent["eager"] / spent["seeds"],
            "at least",
            5,
        ),
    ]


def _snapshots() -> Row:
    """What the frames of a default training cost, as a share of its steps."""
    training = Training(SETUP, [0])
    steps, frames = 0.0, 0.0
    for turn in range(TURNS + 1):
        seconds = _spend(training.advance)
        begin = time.perf_counter()
        frame_of(training)
        if turn:
            steps += seconds / (TURNS * STEPS) * SETUP.steps
            frames += (time.perf_counter() - begin) / TURNS * FRAMES
    print(f"{SETUP.steps:,} steps {steps:.2f} s, {FRAMES} frames {frames:.2f} s")
    return Row("GAN, time with frames to time without", 1 + frames / steps, "at most", 1.1)


def plain(setup: GanSetup) -> Callable[[], None]:
    """The loop that everybody writes."""
    data = Standardised(mixture_of(setup))
    with torch.random.fork_rng():
        torch.manual_seed(0)
        g, d = _network(setup, 2), _network(setup, 1)
    betas = (setup.beta1, setup.beta2)
    g_adam = torch.optim.Adam(g.parameters(), lr=setup.learning_rate, betas=betas)
    d_adam = torch.optim.Adam(d.parameters(), lr=setup.learning_rate, betas=betas)
    generator = torch.Generator().manual_seed(0)
    ones, zeros = torch.ones(setup.batch, 1), torch.zeros(setup.batch, 1)

    def penalty(x: Tensor) -> Tensor:
        x = x.detach().requires_grad_()
        (slope,) = torch.autograd.grad(d(x).sum(), x, create_graph=True)
        return setup.penalty_weight / 2 * slope.square().sum(1).mean()

    def step() -> None:
        real = data.sample(setup.batch, generator)
        fake = g(torch.randn(setup.batch, 2, generator=generator))
        if setup.loss == "relativistic":
            still = fake.detach()
            loss = nn.functional.softplus(d(still) - d(real)).mean()
            loss = loss + penalty(real) + penalty(still)
        else:
            loss = (cross_entropy(d(real), ones) + cross_entropy(d(fake.detach()), zeros)) / 2
        d_adam.zero_grad()
        torch.autograd.backward(loss)
        d_adam.step()
        if setup.loss == "relativistic":
            loss = nn.functional.softplus(d(real) - d(fake)).mean()
        else:
            loss = cross_entropy(d(fake), ones) / 2
        g_adam.zero_grad()
        torch.autograd.backward(loss)
        g_adam.step()

    return step


def _network(setup: GanSetup, outputs: int) -> nn.Sequential:
    def layers() -> Iterator[nn.Module]:
        widths = (2, *(setup.hidden,) * setup.depth, outputs)
        for inputs, width in itertools.pairwise(widths):
            yield nn.Linear(inputs, width)
            yield nn.LeakyReLU(SLOPE)

    return nn.Sequential(*list(layers())[:-1])


def _spend(step: Callable[[], None]) -> float:
    """Seconds that a turn takes."""
    begin = time.perf_counter()
    for _ in range(STEPS):
        step()
    return time.perf_counter() - begin


if __name__ == "__main__":
    print(text(measure()))
