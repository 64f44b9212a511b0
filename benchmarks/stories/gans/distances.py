"""What the story of the distances claims: bounds that are reached, and one that is too heavy."""

from benchmarks.stories.claim import Claim, Seen
from models.gans.distances import ROWS, DistanceSetup, normal_error, train_bounds


def metrics_at(distance: float, seed: int) -> dict[str, float]:
    """All bounds at the end of a training."""
    *_, last = train_bounds(DistanceSetup(distance=distance, seed=seed))
    return dict(last.metrics)


def climbing(seed: int) -> Seen:
    """Every row's share of the way at distance 1."""
    end = metrics_at(1.0, seed)
    least = min(ROWS, key=lambda row: end[f"{row.name}_reached"])
    share = end[f"{least.name}_reached"]
    return Seen(0.9 < share <= 1 + 1e-9, f"least {100 * share:.1f} % ({least.name})")


def too_heavy(seed: int) -> Seen:
    """Pearson's share of the way beside Jensen-Shannon's, at distance 2."""
    end = metrics_at(2.0, seed)
    pearson, js = end["pearson_reached"], end["standard_js_reached"]
    return Seen(pearson < 0.75 < 0.98 < js, f"Pearson {100 * pearson:.0f} %, JS {100 * js:.1f} %")


def heavy_tail(seed: int) -> Seen:
    """Whether reverse KL is said to have no normal error at distance 3, and Jensen-Shannon one."""
    end = metrics_at(3.0, seed)
    told = normal_error(end, "reverse_kl"), normal_error(end, "standard_js")
    numbers = f"estimate {end['reverse_kl_estimate']:.2f}, bound {end['reverse_kl']:.2f}"
    return Seen(told[0] is None and told[1] is not None, numbers)


CLAIMS = [
    Claim("Bounds climb", "each network climbs towards its divergence, never past it", climbing),
    Claim("Too heavy", "Pearson's bound stays far below, Jensen-Shannon's is reached", too_heavy),
    Claim("Saturation", "reverse KL from samples has a heavy tail at distance 3", heavy_tail),
]
