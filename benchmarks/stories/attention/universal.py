"""What the page on what a transformer can compute claims of networks that learn."""

from functools import cache

from benchmarks.stories.claim import Claim, Seen
from models.expressivity import ConstructionSetup, LearntSetup, approximate, train_learnt


@cache
def _written(cells: int) -> tuple[float, int]:
    """Distance and blocks of the construction."""
    found = approximate(ConstructionSetup.model_validate({"resolution": cells}))
    return found.error, len(found.network.blocks)


def _error(setup: LearntSetup) -> float:
    *_, last = train_learnt(setup)
    return last.metrics["error"]


def _nearer(seed: int) -> Seen:
    learnt, (written, blocks) = _error(LearntSetup(seed=seed)), _written(32)
    return Seen(learnt < written, f"learnt {learnt:.4f}, {blocks} blocks written {written:.4f}")


def _floor(seed: int) -> Seen:
    found = _error(LearntSetup(target="sort", seed=seed))
    return Seen(0.2885 < found < 0.2895, f"sorting without positions ends at {found:.4f}")


def _placed(seed: int) -> Seen:
    found = _error(LearntSetup(target="sort", positions=True, seed=seed))
    return Seen(found < 0.02, f"sorting with positions ends at {found:.4f}")


CLAIMS = [
    Claim("Learnt", "two blocks come nearer than a thousand that were written down", _nearer),
    Claim("The same floor", "training ends at 1 / √12", _floor),
    Claim("The same floor", "with positions it does not", _placed),
]
