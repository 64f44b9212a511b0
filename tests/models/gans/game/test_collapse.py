"""The story of the presets, on a reduced budget: collapse, and what cures it."""

import statistics
from functools import lru_cache

import pytest

from models.gans import RECIPES, Gan, GanSetup, ModeReport, restore, train
from models.gans.game import Training, fixed_latents
from models.gans.sweeps import train_seeds
from tests.models.frames import at_its_end

pytestmark = pytest.mark.long


@lru_cache(maxsize=4)
def sweep(setup: GanSetup) -> list[tuple[float, float]]:
    """Modes and reverse KL of each of eight seeds at the end."""
    last = at_its_end(train_seeds(setup))
    numbers = last.metrics
    return [(numbers[f"modes_{each}"], numbers[f"reverse_kl_{each}"]) for each in range(8)]


def short(name: str, **knobs: object) -> GanSetup:
    return RECIPES[name].model_copy(update=knobs)


def test_the_collapse_preset_collapses_on_most_seeds():
    ended = sweep(short("ring_collapse", steps=1000))
    assert sum(modes <= 7 or kl >= 0.3 for modes, kl in ended) >= 6
    assert statistics.median(modes for modes, _ in ended) <= 6


def test_packing_covers_modes_that_the_collapsed_generator_lost():
    collapsed = statistics.median(kl for _, kl in sweep(short("ring_collapse", steps=1000)))
    packed = statistics.median(kl for _, kl in sweep(short("ring_packed", steps=1000)))
    assert packed < collapsed / 2


def after(setup: GanSetup) -> Gan:
    training = Training(setup, [setup.seed])
    for _ in range(setup.steps):
        training.advance()
    return restore(setup, training.checkpoint())


def test_the_cured_preset_finds_every_mode_early():
    report: ModeReport = after(short("ring_cured", steps=1500, hidden=64, batch=128)).report()
    assert report.modes == 8
    assert report.high_quality > CURED_QUALITY
    assert report.reverse_kl < CURED_KL


CURED_QUALITY, CURED_KL = 0.1, 0.05  # the full budget of width 96 reaches 0.98 and 0.001


def test_a_strong_discriminator_leaves_the_minimax_generator_without_a_slope():
    """The notes' reason for the non-saturating loss: same nets, data and rates, other slopes."""

    def slope(name: str) -> float:
        setup = short(name, steps=700)
        last = at_its_end(train(setup))
        gan = restore(setup, last.checkpoint)
        pull = gan.pull(gan.push(fixed_latents(setup, 200)))
        return float(pull.norm(dim=1).median())

    assert slope("minimax") < 0.02 * slope("non_saturating")
