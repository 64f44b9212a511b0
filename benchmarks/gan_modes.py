"""Modes, quality and reverse KL of the presets over seeds, in the protocol of VEEGAN and PacGAN.

Evaluated on 2,500 samples, as published, and on 10,000; from fresh latents, after training.
"""

import sys
import time
from collections.abc import Iterator, Sequence

import torch

from models.gans import RECIPES, Gan, GanSetup, ModeReport, mode_report
from models.gans.game import Training
from models.gans.sweeps import checkpoint_of, seeds_of

SAMPLES = (2_500, 10_000)
ALONE = ("ring_cured", "grid_cured")  # so large that a batch of seeds gains nothing
SEEDS_ALONE = 5


def main(names: Sequence[str]) -> None:
    """Train each preset from eight seeds (the cured ones from five) and print the table."""
    torch.set_num_threads(1)
    for name in names or list(RECIPES):
        begin = time.perf_counter()
        for seed, gan in _trained(name):
            parts = [_report(gan, n) for n in SAMPLES]
            line = " | ".join(_words(part) for part in parts)
            print(
                f"{name:<16} seed {seed}  {line}  {time.perf_counter() - begin:4.0f} s", flush=True
            )


def _trained(name: str) -> Iterator[tuple[int, Gan]]:
    setup = RECIPES[name]
    if name in ALONE:
        for seed in range(SEEDS_ALONE):
            yield seed, Gan(setup, _run(setup, [seed]).checkpoint())
        return
    checkpoint = _run(setup, seeds_of(setup)).checkpoint()
    for number, seed in enumerate(seeds_of(setup)):
        yield seed, Gan(setup, checkpoint_of(setup, checkpoint, number))


def _run(setup: GanSetup, seeds: Sequence[int]) -> Training:
    training = Training(setup, seeds)
    for _ in range(setup.steps):
        training.advance()
    return training


def _report(gan: Gan, n: int) -> ModeReport:
    return mode_report(gan.generate(n, torch.Generator().manual_seed(2**20)), gan.mixture)


def _words(report: ModeReport) -> str:
    return (
        f"n {report.n:>6,}: {report.modes:>2} modes, HQ {100 * report.high_quality:5.1f} %, "
        f"rKL {report.reverse_kl:.4f}, spread {report.spread_ratio:.2f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
