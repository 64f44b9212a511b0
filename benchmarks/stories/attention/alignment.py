"""What the stories of the translator claim."""

from functools import cache

from benchmarks.stories.claim import Claim, Seen
from models.attention import AlignmentSetup
from models.attention.seq2seq import attended, train
from models.frame import Frame


@cache
def _trained(seed: int, task: str, width: int = 64) -> tuple[Frame, ...]:
    setup = {"seed": seed, "task": task, "width": width}
    return tuple(train(AlignmentSetup.model_validate(setup)))


def _dates(seed: int) -> Seen:
    first, *_, last = _trained(seed, "dates")
    before, after = attended(first.views["alignment"]), attended(last.views["alignment"])
    right = last.metrics["accuracy"]
    numbers = f"looks at {before:.1f} characters, then at {after:.1f}; {right:.1%} right"
    return Seen(right > 0.95 and after < before / 2, numbers)


def _backwards(seed: int) -> Seen:
    last = _trained(seed, "reverse")[-1]
    weights = last.views["alignment"]  # (T, S)
    letters = len(weights)
    across = sum(weights[i, letters - 1 - i] for i in range(letters)) / letters
    right = last.metrics["accuracy"]
    return Seen(right > 0.95 and across > 0.5, f"{across:.2f} on the diagonal, {right:.1%} right")


def _narrow(seed: int) -> Seen:
    wide, narrow = _trained(seed, "reverse"), _trained(seed, "reverse", 16)
    steps = [_half(frames) for frames in (wide, narrow)]
    numbers = f"half right at step {steps[0]} and {steps[1]}"
    return Seen(1.9 * steps[0] < steps[1] < 3 * steps[0], numbers)


def _half(frames: tuple[Frame, ...]) -> int:
    """The step at which half of the characters are right; the last if never."""
    right = (frame.step for frame in frames if frame.metrics["accuracy"] >= 0.5)
    return next(right, frames[-1].step)


CLAIMS = [
    Claim("Dates", "the fog gathers into bright spots", _dates),
    Claim("Backwards", "the weights settle on the other diagonal", _backwards),
    Claim("A narrow one", "it takes two to three times as many updates", _narrow),
]
