"""The claims of the story of the duel page."""

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.gans import Gan
from models.gans.game import fixed_latents
from models.gans.sweeps import DuelSetup, contestants, train_duel

_METZ = {"rate_ratio": 0.1, "beta1": 0.5}
_RING = {"data": "easy_ring", "steps": 2000, **_METZ}
_STORY: dict[str, dict[str, object]] = {
    "One cure": {},
    "Minimax saturates": {"first": "minimax", "second": "non_saturating", "rate_ratio": 10.0},
    "Cycling": {**_RING, "second": "unrolled", "steps": 1500},
    "Wasserstein": {**_RING, "second": "clipped", "third": "gradient_penalty"},
    "On the grid": {"data": "grid", "second": "cured", "steps": 5000, **_METZ},
}


def trained(station: str, seed: int) -> tuple[DuelSetup, list[Frame]]:
    """Every moment of a station's duel from another seed."""
    setup = DuelSetup.model_validate({**_STORY[station], "seed": seed})
    return setup, list(train_duel(setup))


def over_time(frames: list[Frame], metric: str) -> np.ndarray:
    """A metric at every moment."""
    return np.array([frame.metrics[metric] for frame in frames])


def pull(setup: DuelSetup, frame: Frame, letter: str) -> float:
    """The median slope that reaches a sample of one contestant."""
    own = {name[2:]: a for name, a in frame.checkpoint.items() if name.startswith(f"{letter}_")}
    one = contestants(setup)[letter]
    gan = Gan(one, own)
    return float(gan.pull(gan.push(fixed_latents(one, 200))).norm(dim=1).median())


def cures(seed: int) -> Seen:
    """Modes and quality of both at the end, and B's quality halfway, its rates still high."""
    setup, frames = trained("One cure", seed)
    modes = [over_time(frames, f"{letter}_modes")[-1] for letter in "AB"]
    plain, cured = (over_time(frames, f"{letter}_high_quality") for letter in "AB")
    halfway = next(i for i, frame in enumerate(frames) if 2 * frame.step >= setup.steps)
    early = cured[halfway]
    return Seen(
        modes[0] <= 7 <= modes[1] and early < 0.15 and 2 * plain[-1] < cured[-1] > early,
        f"modes A {modes[0]:.0f}, B {modes[1]:.0f}; HQ A {plain[-1]:.2f}, "
        f"B {early:.2f} halfway, {cured[-1]:.2f} at the end",
    )


def saturates(seed: int) -> Seen:
    """Minimax's cost near zero, and the slopes of both, where D wins most clearly."""
    setup, frames = trained("Minimax saturates", seed)
    costs = over_time(frames, "A_g_loss")
    won = int(costs.argmax())
    one, other = (pull(setup, frames[won], letter) for letter in "AB")
    return Seen(
        costs[won] > -0.1 and one < 0.2 * other,
        f"cost {costs[won]:.3f} at step {frames[won].step}, pull A {one:.2g}, B {other:.2g}",
    )


def crowds(seed: int) -> Seen:
    """Modes covered over the second half of the training."""
    _, frames = trained("Cycling", seed)
    half = frames[len(frames) // 2 :]
    one, other = (float(over_time(half, f"{letter}_modes").mean()) for letter in "AB")
    return Seen(one < 4.5 and other > 6.5, f"modes A {one:.1f}, B {other:.1f}")


def clipping(seed: int) -> Seen:
    """Who of the two Wasserstein critics is closer in the end."""
    _, frames = trained("Wasserstein", seed)
    clipped, penalty = (frames[-1].metrics[f"{letter}_reverse_kl"] for letter in "BC")
    modes = [int(frames[-1].metrics[f"{letter}_modes"]) for letter in "ABC"]
    return Seen(
        clipped < penalty, f"reverse KL clipped {clipped:.4f}, penalty {penalty:.4f}, modes {modes}"
    )


def touched(seed: int) -> Seen:
    """Modes touched by a sample are counted sooner than modes covered."""
    _, frames = trained("On the grid", seed)
    ahead = [
        over_time(frames, f"{letter}_modes_touched") - over_time(frames, f"{letter}_modes")
        for letter in "AB"
    ]
    covered = int(frames[-1].metrics["B_modes"])
    return Seen(
        all(bool((each >= 0).all() and each.max() >= 3) for each in ahead),
        f"touched ahead of covered by up to {[int(each.max()) for each in ahead]}, "
        f"B covers {covered}",
    )


CLAIMS = [
    Claim("One cure", "up to seven modes without, seven or eight with; quality rises late", cures),
    Claim("Minimax saturates", "where D wins, minimax's cost pulls no more", saturates),
    Claim("Cycling", "A crowds into a part of the ring, B covers more", crowds),
    Claim("Wasserstein", "clipping comes closer (the story: it depends on the seed)", clipping),
    Claim("On the grid", "a mode is touched before it is covered", touched),
]
