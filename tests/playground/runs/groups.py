"""Trainings that are made of walks; worker processes import the walks by name."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from models.frame import Frame
from models.setup import Setup
from models.training.parts import Part, made_of
from tests.playground.runs.trainings import Walk, walk


class Walks(Setup):
    """Some walks, by their seeds; one may fail, and some begin after others."""

    seeds: tuple[int, ...] = (1, 2, 3)
    each: int = 6
    delay: float = 0.0
    fails: int = -1
    slow: int = -1
    after: tuple[tuple[int, ...], ...] = ()
    broken: str = ""

    @property
    def steps(self) -> int:
        """Of all together."""
        return self.each * len(self.seeds)


def _parts(setup: Walks) -> list[Part]:
    if setup.broken == "parts":
        raise ZeroDivisionError("a secret detail")
    parts = []
    for seed in setup.seeds:
        own: dict[str, Any] = {"steps": setup.each, "seed": seed, "delay": setup.delay}
        if seed == setup.fails:
            own |= {"fails_at": 3, "how": "diverge"}
        if seed == setup.slow:
            own |= {"delay": 600.0}
        parts.append(Part(f"Walk {seed}", walk, Walk(**own)))
    after = setup.after or ((),) * len(parts)
    return [part._replace(after=each) for part, each in zip(parts, after, strict=True)]


def _join(setup: Walks, seen: Sequence[Any]) -> Frame:
    if setup.broken == "join":
        raise ZeroDivisionError("a secret detail")
    at = np.array([-1 if each is None else each.step for each in seen])
    places = [np.full(2, np.nan) if each is None else each.checkpoint["place"] for each in seen]
    arrays = {"at": at, "places": np.stack(places)}
    return Frame(int(np.maximum(at, 0).sum()), {}, arrays, arrays)


@made_of(_parts, _join)
def walks(setup: Walks, start: Frame | None = None) -> Iterator[Frame]:
    """One walk after the other."""
    seen: list[Frame | None] = [None] * len(setup.seeds)
    for number, part in enumerate(_parts(setup)):
        for frame in part.train(part.setup):
            seen[number] = frame
            yield _join(setup, seen)
