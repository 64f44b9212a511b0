"""The claims of the stories of scaling that noise could spoil."""

from functools import cache
from itertools import pairwise

from benchmarks.stories.claim import Claim, Seen
from models.frame import Frame
from models.scaling import AllometrySetup, fits
from models.scaling.claims import reached
from models.scaling.sweep import SweepSetup, foretold, measured, sweep


def _attenuated(seed: int) -> Seen:
    laws = fits(AllometrySetup(animals="made", noise=2.0, exponent=1.0, seed=seed))
    found = laws["OLS"].exponent
    return Seen(0.4 < found < 0.6, f"OLS finds {found:.3f} where 1 is true")


def _between(seed: int) -> Seen:
    laws = fits(AllometrySetup(animals="made", noise=2.0, exponent=1.0, seed=seed))
    ols, rma = laws["OLS"].exponent, laws["RMA"].exponent
    return Seen(ols < rma < 1, f"OLS {ols:.3f}, RMA {rma:.3f}, true 1")


@cache
def _swept(seed: int) -> tuple[SweepSetup, Frame]:
    setup = SweepSetup(data=False, shapes=False, seed=seed)
    *_, last = sweep(setup)
    return setup, last


def _foretold(seed: int) -> Seen:
    setup, last = _swept(seed)
    ahead = foretold(measured(setup, last.views))
    assert ahead is not None
    assert ahead.truth is not None
    inside = ahead.low <= ahead.truth <= ahead.high
    return Seen(inside, f"{ahead.low:.3f} to {ahead.high:.3f}, came to {ahead.truth:.3f}")


def _near(seed: int) -> Seen:
    setup, last = _swept(seed)
    ahead = foretold(measured(setup, last.views))
    assert ahead is not None
    assert ahead.truth is not None
    above = ahead.truth / ahead.middle - 1
    return Seen(
        abs(above) < 0.07, f"foretold {ahead.middle:.3f}, came to {ahead.truth:.3f}: {above:+.1%}"
    )


def _fewer(seed: int) -> Seen:
    setup, last = _swept(seed)
    found = measured(setup, last.views)
    level = float(found.of("size").loss[0].min())
    needed = [each for _, each in reached(found, level).rows() if each is not None]
    holds = all(more > less for more, less in pairwise(needed))
    thousands = ", ".join(f"{each / 1000:.0f}" for each in needed)
    return Seen(holds, f"thousands of characters to {level:.3f} nats: {thousands}")


CLAIMS = [
    Claim("Noise in x", "Least squares finds about ½.", _attenuated),
    Claim("Noise in x", "RMA lies between.", _between),
    Claim("Your own law", "The interval foretold for the largest holds.", _foretold),
    Claim("Your own law", "The middle of what is foretold is within 7 %.", _near),
    Claim(
        "Fewer samples",
        "Larger is earlier (the story: neighbours change places on three seeds of ten).",
        _fewer,
    ),
]
