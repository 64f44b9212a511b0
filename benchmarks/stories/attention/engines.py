"""What the story of transformers as engines claims."""

from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from benchmarks.stories.claim import Claim, Seen
from models.attention.engines import EngineSetup, EnginesSetup, Kind, runners
from models.attention.engines.training import learner
from models.training import run

MOMENTS = 4  # of 200 updates these two and the last
FEW, MORE = 50, 112
RATE = 5e-3  # of random nets with large weights


@cache
def _accuracy(net: EngineSetup, updates: int) -> float:
    """Right answers after so many updates, at one of the moments."""
    for frame in run(partial(learner, net), net.steps, MOMENTS):
        if frame.step == updates:
            return frame.metrics["accuracy"]
    raise ValueError(updates)


def _race(seed: int, **knobs: Any) -> dict[Kind, EngineSetup]:
    return runners(EnginesSetup.model_validate({"seed": seed, **knobs}))


def _told(numbers: Mapping[Any, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in numbers.items())


def _xor(seed: int) -> Seen:
    nets = _race(seed)
    early = _accuracy(nets["pretrained"], MORE)
    late = {kind: _accuracy(nets[kind], 200) for kind in ("random", "linear")}
    numbers = {"pretrained early": early, **late}
    return Seen(early > 0.99 and max(late.values()) < 0.65, _told(numbers))


def _early(seed: int, drawn: str, **knobs: Any) -> Seen:
    nets = _race(seed, drawn=drawn, random_rate=RATE, **knobs)
    found = {kind: _accuracy(nets[kind], MORE) for kind in ("pretrained", "random")}
    return Seen(min(found.values()) > 0.99, _told(found))


def _shuffled(seed: int) -> Seen:
    return _early(seed, "shuffled")


def _wide(seed: int) -> Seen:
    return _early(seed, "wide")


def _ends(seed: int) -> Seen:
    return _early(seed, "wide", norms=False)


def _memory(seed: int) -> Seen:
    nets = _race(seed, task="memory", bits=8, drawn="wide", random_rate=RATE)
    found = {kind: _accuracy(nets[kind], 200) for kind in ("pretrained", "random")}
    return Seen(0.005 < found["pretrained"] - found["random"] < 0.04, _told(found))


def _lists(seed: int) -> Seen:
    nets = _race(seed, task="listops", drawn="wide", random_rate=RATE)
    found = {kind: _accuracy(nets[kind], FEW) for kind in ("pretrained", "random")}
    return Seen(found["random"] > found["pretrained"], _told(found))


def _digits(seed: int) -> Seen:
    rates = {"pretrained_rate": 2e-3, "random_rate": RATE}
    nets = _race(seed, task="digits", drawn="wide", steps=300, **rates)
    found = {kind: _accuracy(net, 300) for kind, net in nets.items()}
    return Seen(found["linear"] > 0.8 and min(found.values()) > 0.6, _told(found))


def _half(seed: int) -> Seen:
    net = _race(seed, task="digits", drawn="wide", steps=150, pretrained_rate=2e-3)["pretrained"]
    found = _accuracy(net, 150)
    return Seen(found > 0.6, f"pretrained {found:.4f} after half as many updates")


CLAIMS = [
    Claim("A language net does XOR", "right after a hundred updates; random and line guess", _xor),
    Claim("Is it language?", "shuffled numbers learn as fast", _shuffled),
    Claim("Wider random weights", "a wider spread learns as fast", _wide),
    Claim("Bit memory", "the pretrained net is ahead by one to three bits in a hundred", _memory),
    Claim("Nested lists", "after fifty updates the random net is ahead", _lists),
    Claim("Digits", "a line is right more than eight times out of ten", _digits),
    Claim("Digits", "half as long: it reads most (the story: not on two of eight seeds)", _half),
    Claim("Only the ends", "both do XOR after a hundred updates", _ends),
]
