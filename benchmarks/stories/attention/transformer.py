"""What the stories of the small transformers claim."""

from functools import cache
from typing import Any

import numpy as np
import torch

from benchmarks.stories.claim import Claim, Seen
from models.attention import InductionSetup, restore, train
from models.attention.induction import IGNORE, Induction
from models.frame import Frame


@cache
def _trained(seed: int, layers: int, period: str = "random", **knobs: Any) -> tuple[Frame, ...]:
    setup = {"seed": seed, "layers": layers, "period": period, **knobs}
    return tuple(train(InductionSetup.model_validate(setup)))


def _two(seed: int) -> Seen:
    frames = _trained(seed, 2)
    reached = {share: _first(frames, share) for share in (0.1, 0.9)}
    last = frames[-1]
    back, answer = last.views["previous"][0].max(), last.views["answer"][1].max()
    right = last.metrics["accuracy"]
    numbers = (
        f"10 % at step {reached[0.1]}, 90 % at {reached[0.9]}, {right:.1%} in the end; "
        f"{back:.2f} on the token before, {answer:.2f} on the answer"
    )
    holds = right > 0.95 and answer > 0.7 and reached[0.1] >= 30
    return Seen(bool(holds), numbers)


def _diagonal(seed: int) -> Seen:
    """The best head of layer 0 looks back in the first half of the example, not in the second."""
    last = _trained(seed, 2)[-1]
    head = last.views["previous"][0].argmax()
    back = np.diagonal(last.views["attention"][0, head], -1)
    early, late = back[: len(back) // 2].mean(), back[len(back) // 2 :].mean()
    return Seen(bool(early > 2 * late), f"{early:.2f} in the first half, {late:.2f} in the second")


def _one(seed: int) -> Seen:
    right = _trained(seed, 1)[-1].metrics["accuracy"]
    return Seen(right < 1 / 3, f"{right:.1%} right")


def _fixed(seed: int) -> Seen:
    right = _trained(seed, 1, "fixed")[-1].metrics["accuracy"]
    return Seen(right > 0.98, f"{right:.1%} right")


def _elsewhere(seed: int) -> Seen:
    """How often one that learnt the fixed period is right at another."""
    setup = InductionSetup(seed=seed, layers=1, period="fixed")
    model = restore(setup, _trained(seed, 1, "fixed")[-1].checkpoint)
    found = {}
    for period in (12, 15):
        generator = torch.Generator().manual_seed(seed)
        drawn = Induction(setup.symbols, setup.length, period, period).sample(256, generator)
        tokens, targets = drawn.unbind(1)
        with torch.no_grad():
            said = model(tokens)[0].argmax(dim=-1)
        known = targets != IGNORE
        found[period] = ((said == targets) & known).sum().item() / known.sum().item()
    numbers = ", ".join(f"{share:.1%} right at {period}" for period, share in found.items())
    return Seen(max(found.values()) < 0.05, numbers)


def _copied(seed: int) -> Seen:
    frames = _trained(seed, 1, task="copy")
    right = frames[-1].metrics["accuracy"]
    return Seen(right > 0.98, f"{right:.1%} right, half of it at step {_first(frames, 0.5)}")


def _reversed(seed: int) -> Seen:
    """Right, and by a look at the mirrored place: what one layer can find without a search."""
    last = _trained(seed, 1, task="reverse")[-1]
    right, looks = last.metrics["accuracy"], last.views["answer"][0].max()
    return Seen(bool(right > 0.98 and looks > 0.7), f"{right:.1%} right, {looks:.2f} on the answer")


def _first(frames: tuple[Frame, ...], share: float) -> int:
    """The step at which so many are right for the first time; the last if never."""
    right = (frame.step for frame in frames if frame.metrics["accuracy"] >= share)
    return next(right, frames[-1].step)


CLAIMS = [
    Claim("Two layers", "nothing for a while, then a cliff; layer 1 finds the answer", _two),
    Claim("Two layers", "layer 0 keeps its diagonal in the first half only", _diagonal),
    Claim("One layer", "not a third of the answers is right", _one),
    Claim("A fixed period", "one layer is enough", _fixed),
    Claim("A fixed period", "at another period hardly one in twenty is right", _elsewhere),
    Claim("Copy", "one layer learns it", _copied),
    Claim("Reverse", "one layer learns it, by a look at the mirrored place", _reversed),
]
