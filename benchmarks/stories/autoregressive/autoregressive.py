"""What the story of the autoregressive networks claims."""

from functools import cache
from typing import Any

import numpy as np
import torch

from benchmarks.stories.claim import Claim, Seen
from models.autoregressive import ArSetup, RaceSetup, restore, train
from models.autoregressive.sequences import FAMILIES, factors, runners
from models.autoregressive.sources import ALPHABET, manual
from models.autoregressive.tables import TableSetup, growth
from models.frame import Frame


@cache
def _last(setup: ArSetup) -> Frame:
    *_, last = train(setup)
    return last


def _bits(setup: RaceSetup) -> dict[str, float]:
    return {name: _last(each).metrics["bits"] for name, each in runners(setup).items()}


def _told(bits: dict[str, float]) -> str:
    return ", ".join(f"{name} {value:.4f}" for name, value in bits.items())


def _chain(seed: int) -> Seen:
    bits = _bits(RaceSetup(seed=seed))
    assert bits.keys() == FAMILIES.keys()
    return Seen(all(0.468 < each < 0.474 for each in bits.values()), _told(bits))


def _first_symbol(seed: int) -> Seen:
    costs = {n: _last(s).views["by_place"][0] for n, s in runners(RaceSetup(seed=seed)).items()}
    return Seen(all(abs(each - 1) < 0.02 for each in costs.values()), _told(costs))


def _echo(seed: int) -> Seen:
    bits = _bits(RaceSetup(source="echo", steps=400, seed=seed))
    return Seen(bits["memory"] > 0.99 and 0.468 < bits["conv"] < 0.48, _told(bits))


def _nine(seed: int) -> Seen:
    setup = RaceSetup(source="echo", distance=9, steps=400, seed=seed)
    few = _last(runners(setup)["conv"]).metrics["bits"]
    more = setup.model_copy(update={"layers": 4})
    found = _last(runners(more)["conv"]).metrics["bits"]
    return Seen(few > 0.99 and found < 0.5, f"three layers {few:.4f}, four {found:.4f}")


def _cheat(seed: int) -> Seen:
    setup = ArSetup(source="words", strict=False, seed=seed)
    last = _last(setup)
    model = restore(setup, last.checkpoint)
    x = torch.stack(list(model.sample(50, 60, torch.Generator().manual_seed(seed))), dim=1)
    words = [w for row in x.tolist() for w in "".join(ALPHABET[n] for n in row).split()[1:-1]]
    known = set(manual().split())
    right = np.mean([word in known for word in words if len(word) > 2])
    numbers = f"{last.metrics['bits']:.4f} bits, {right:.0%} of what it writes are words"
    return Seen(bool(last.metrics["bits"] < 0.02 and right < 0.3), numbers)


def _shrinks(seed: int) -> Seen:
    setup = ArSetup(source="words", layers=4, steps=800, seed=seed)
    checkpoint = _last(setup).checkpoint
    words = [factors(setup, checkpoint, f" {word}").bits for word in ("function", "the", "object")]
    first, late = np.mean([w[1] for w in words]), np.mean([w[3] for w in words])
    return Seen(bool(late < first), f"first letter {first:.2f} bits, third {late:.2f}")


def _vanishes(seed: int) -> Seen:
    sizes = {}
    for gain in (1.0, 2.0):
        setup: dict[str, Any] = {"family": "rnn", "cell": "plain", "gain": gain, "seed": seed}
        fading = _last(ArSetup.model_validate(setup)).views["fading"]
        sizes[gain] = float(fading[16] / fading[1])
    numbers = ", ".join(f"gain {gain:g}: {size:.1e}" for gain, size in sizes.items())
    return Seen(sizes[1.0] < 0.1 and sizes[2.0] > sizes[1.0], f"16 places to 1 place: {numbers}")


def _bursts(seed: int) -> Seen:
    held_out = growth(TableSetup(seed=seed)).held_out
    best = int(held_out.argmin())
    worse = bool((np.diff(held_out[best:]) > 0).all())
    return Seen(
        2 <= best + 1 <= 5 and worse, f"best at {best + 1} letters, {held_out[best]:.3f} bits"
    )


def _missed(seed: int) -> Seen:
    new = growth(TableSetup(seed=seed)).new[2]
    return Seen(bool(new > 0), f"{new:.1%} of held-out texts of three letters never seen")


CLAIMS = [
    Claim("A chain", "all four kinds come down to .469 bits", _chain),
    Claim("A chain", "the first symbol costs one bit", _first_symbol),
    Claim("A long memory", "two symbols stay at one bit, eight find the echo", _echo),
    Claim("A long memory", "an echo from nine places takes a fourth layer", _nine),
    Claim("The cheat", "its cost falls to 0, what it writes is rubbish", _cheat),
    Claim("Factor by factor", "within a word the bars shrink", _shrinks),
    Claim("Vanishing", "the gradient falls with k; larger first weights: more slowly", _vanishes),
    Claim("A table bursts", "better up to a few letters, then worse and worse", _bursts),
    Claim("A table bursts", "with three letters some texts were never seen", _missed),
]
