"""Battles: moments of one training as contestants, and their skill over the training."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from models.frame import Arrays, Frame, Start
from models.gans import GanSetup, train
from models.measures.generators import ring_of_eight
from models.measures.measured import Floats
from models.measures.moments import frechet
from models.measures.tournaments import battle, discovered, skills, wins
from models.setup import Setup, rate_knob, seed_knob, steps_knob

CONTESTANTS = 8
JUDGED = 600  # samples of each player


class BattleSetup(Setup):
    """The training whose moments fight."""

    steps: int = steps_knob(1200, "Updates of the GAN whose moments fight.", high=5000)
    learning_rate: float = rate_knob(1e-3, high=0.1)
    seed: int = seed_knob("Of the training, and of what is real in the battles.")


def train_battles(setup: BattleSetup, start: Start | None = None) -> Iterator[Frame]:
    """A frame for each contestant that has joined; the last one is a perfect sampler.

    The GAN learns the ring of eight (the page of GANs calls it easy). Views, with the contestants
    that have joined and not a number for the others: ``wins`` (9, 9), the share of the generator's
    samples that fool the discriminator; ``generators`` and ``discriminators`` (9,), their skill in
    Elo's points; ``shares`` (9,), NRDS; ``ratios`` (9,), GAM against the perfect sampler;
    ``frechet`` (9,); ``samples`` (9, 600, 2), ``real`` (600, 2) and ``moments`` (9,).
    """
    law, random = ring_of_eight(), np.random.default_rng(setup.seed)
    real, perfect = (law.real(JUDGED, random).points for _ in range(2))
    wanted = moments_of(setup.steps)
    players: list[Floats] = []
    gan = GanSetup(
        data="easy_ring",
        steps=setup.steps,
        learning_rate=setup.learning_rate,
        seed=setup.seed,
    )
    frames = iter(train(gan))
    done, reached = start.step if start else -1, np.full(CONTESTANTS + 1, np.nan)
    for frame in frames:
        last = frame.step >= setup.steps
        if len(players) >= CONTESTANTS or (frame.step < wanted[len(players)] and not last):
            continue
        reached[len(players)] = frame.step
        players.append(np.asarray(frame.views["samples"][:JUDGED], dtype=np.float64))
        if frame.step > done:
            found = fought(real, players, perfect, reached)
            yield Frame(frame.step, *found, ahead=CONTESTANTS - len(players))


def moments_of(steps: int) -> list[int]:
    """When a contestant joins: from the start to the end, at quadratic distances."""
    return [round(steps * (n / (CONTESTANTS - 1)) ** 2) for n in range(CONTESTANTS)]


def fought(
    real: Floats, players: list[Floats], perfect: Floats, moments: Floats
) -> tuple[dict[str, float], dict[str, Floats]]:
    """All battles of the players so far, and of a perfect sampler."""
    count = CONTESTANTS + 1
    there = [*range(len(players)), CONTESTANTS]
    everybody = [*players, perfect]
    table = wins(real, everybody)
    generators, discriminators = skills(table)
    looks = discovered(real, everybody)
    areas = np.array([each.mean() for each in looks])
    ratios = [battle(real, each, rivals=[perfect]).value for each in everybody]
    numbers = {
        "generators": generators,
        "discriminators": discriminators,
        "shares": areas / areas.sum(),
        "ratios": np.array(ratios),
        "frechet": np.array([frechet(real, each).value for each in everybody]),
    }
    views = {name: np.full(count, np.nan) for name in numbers}
    for name, each in numbers.items():
        views[name][there] = each
    full = np.full((count, count), np.nan)
    full[np.ix_(there, there)] = table
    samples = np.full((count, *perfect.shape), np.nan)
    for place, each in zip(there, everybody, strict=True):
        samples[place, : len(each)] = each
    metrics = {
        "skill": float(generators[-2]),
        "perfect": float(generators[-1]),
        "share": float(areas[-2] / areas.sum()),
    }
    rest = {"wins": full, "samples": samples, "real": real, "moments": moments.copy()}
    return metrics, views | rest


class SkillLines(NamedTuple):
    """Skills over the root of the steps, (T, 1, C, 2) each; not a number where none has joined."""

    generators: Floats
    discriminators: Floats
    perfect: Floats


def skill_lines(views: Sequence[Arrays]) -> SkillLines:
    """The lines of every frame of a recording of :func:`train_battles`, given its views."""
    x = np.sqrt(np.stack([each["moments"] for each in views]))

    def line(y: Floats) -> Floats:
        return np.stack((x, y), axis=-1)[:, None, :CONTESTANTS]

    generators, discriminators = (
        np.stack([each[name] for each in views]) for name in ("generators", "discriminators")
    )
    best = np.broadcast_to(generators[:, -1:], generators.shape)
    return SkillLines(line(generators), line(discriminators), line(best))


def skill_window(views: Arrays, steps: int) -> tuple[float, float, float, float]:
    """The part of that plane that shows all of a frame, with some room."""
    skill = np.concatenate((views["generators"], views["discriminators"]))
    low, high = float(np.nanmin(skill)), float(np.nanmax(skill))
    room = 0.08 * (high - low) + 10
    right = float(np.sqrt(steps))
    return -0.03 * right, 1.03 * right, low - room, high + room
