"""The claims of the story of random processes that noise could spoil."""

from math import atan2, hypot

from benchmarks.stories.claim import Claim, Seen
from models.processes import LAGS, ProcessSetup, WhitenSetup, periodogram, process_view


def _resonates(seed: int) -> Seen:
    pole = ProcessSetup().poles[0]
    (frame,) = process_view(ProcessSetup(seed=seed))
    omega, power = periodogram(frame.views["path"])
    weight = power / power.sum()
    near = float(weight[abs(omega - atan2(pole[1], pole[0])) < 0.4].sum())
    return Seen(near > 0.6, f"{100 * near:.0f} % of the power within 0.4 of the pole's angle")


def _radius_is_how_long(seed: int) -> Seen:
    near, far = ((0.5, 0.5),), ((0.67, 0.67),)
    spans = []
    for poles in (near, far):
        (frame,) = process_view(WhitenSetup(poles=poles, seed=seed))
        spans.append(int((abs(frame.views["path_correlation"]) > 0.2).nonzero()[0].max()))
    return Seen(
        spans[1] > spans[0],
        f"last lag above .2: {spans[0]} at radius {hypot(*near[0]):.2f}, "
        f"{spans[1]} at {hypot(*far[0]):.2f}",
    )


def _slow(sign: int, seed: int) -> Seen:
    (frame,) = process_view(ProcessSetup(poles=((sign * 0.9, 0.0),), seed=seed))
    omega, power = periodogram(frame.views["path"])
    share = float(power[(omega < 0.5) if sign > 0 else (omega > omega[-1] - 0.5)].sum())
    share /= float(power.sum())
    return Seen(share > 0.7, f"{100 * share:.0f} % of the power within 0.5 of its end")


def _whitened(seed: int) -> Seen:
    setup = WhitenSetup(poles=((0.62, 0.62),), zeros=((-0.5, 0.0),), seed=seed)
    (frame,) = process_view(setup)
    outside, apart = frame.metrics["outside"], frame.metrics["apart"]
    holds = outside <= 0.15 * LAGS and apart < 1e-9
    return Seen(holds, f"{outside:.0f} of {LAGS - 1} lags outside the band, x again to {apart:.0e}")


CLAIMS = [
    Claim("A resonance", "The angle is the frequency at which it likes to swing.", _resonates),
    Claim("A resonance", "Further out the autocorrelation dies out later.", _radius_is_how_long),
    Claim("A memory", "Most power lies at slow frequencies.", lambda seed: _slow(1, seed)),
    Claim("Alternating", "The power lies at ω near π.", lambda seed: _slow(-1, seed)),
    Claim("Whitened", "What is left is white, and nothing is lost.", _whitened),
]
