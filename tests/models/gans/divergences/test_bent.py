"""The bound at any T: never above the divergence, equal at T*, nothing outside of the domain."""

import math

import numpy as np
import pytest

from models.gans.divergences import GRIPS, PLACES, ROW_NAMES, BoundSetup, bends, bent, variational

#: D_f of N(0, 1) from N(.5, 1.2²), from the table of the notes' f-GAN.
KNOWN = {
    "kl": 0.116349,
    "reverse_kl": 0.162678,
    "pearson": 0.199597,
    "hellinger": 0.066624,
    "jensen_shannon": 0.064194,
    "standard_js": 0.032097,
    "gan": -1.322101,
}


@pytest.mark.parametrize("name", ROW_NAMES)
@pytest.mark.parametrize("normal", [False, True])
def test_the_best_t_reaches_the_divergence_and_a_constant_nothing(name, normal):
    setup = BoundSetup(divergence=name, normal=normal, q_mean=0.5, q_width=1.2)
    flat, best = bent(setup), bent(setup.model_copy(update={"begin": "best"}))
    assert best.reached == pytest.approx(best.exact, abs=1e-6)
    assert flat.reached == pytest.approx(flat.row.at_one, abs=1e-9)
    if name in KNOWN:
        assert best.exact == pytest.approx(KNOWN[name], abs=1e-6)


@pytest.mark.parametrize("name", [*ROW_NAMES, "typed"])
@pytest.mark.parametrize(("mean", "width"), [(-2.0, 0.8), (4.0, 0.8), (4.0, 1.0)])
def test_the_best_t_is_in_the_domain_where_the_laws_are_far_apart(name, mean, width):
    """There it comes nearer to the end of the domain than a double can tell."""
    best = bent(BoundSetup(divergence=name, q_mean=mean, q_width=width, begin="best"))
    assert best.inside
    assert best.reached == pytest.approx(best.exact, rel=1e-6)


@pytest.mark.long
@pytest.mark.parametrize("name", ROW_NAMES)
def test_no_t_passes_the_divergence(name):
    random = np.random.default_rng(0)
    for _ in range(20):
        bend = tuple(random.normal(scale=0.4, size=len(GRIPS)))
        for begin in ("constant", "best"):
            one = bent(BoundSetup(divergence=name, bend=bend, begin=begin))
            assert one.reached <= one.exact + 1e-9


def test_outside_of_the_domain_the_bound_is_minus_infinity():
    bend = [0.0] * len(GRIPS)
    bend[4] = 1.01
    outside = bent(BoundSetup(divergence="reverse_kl", bend=tuple(bend)))
    assert (outside.reached, outside.inside) == (-math.inf, False)
    bend[4] = 0.99
    inside = bent(BoundSetup(divergence="reverse_kl", bend=tuple(bend)))
    assert inside.inside
    assert math.isfinite(inside.reached)
    touching = bent(BoundSetup(divergence="own", bend=(0.5,) * len(GRIPS)))
    assert touching.inside
    assert math.isfinite(touching.reached)


def test_heights_become_what_is_added():
    setup = BoundSetup(divergence="kl", begin="best", q_mean=1.5)
    heights = np.linspace(-1, 1, len(GRIPS))
    bend = tuple(bends(setup, heights))
    one = bent(setup.model_copy(update={"bend": bend}))
    assert one.statistic(np.array(GRIPS)) == pytest.approx(heights)


def test_what_is_told_is_of_the_setup():
    setup = BoundSetup(divergence="pearson", q_mean=0.8, q_width=1.1, bend=(0.1,) * len(GRIPS))
    (frame,) = variational(setup)
    one = bent(setup)
    assert frame.metrics == {"exact": one.exact, "bound": one.reached}
    assert (one.q.mean, one.q.sd) == (0.8, 1.1)
    assert frame.views["x"] is PLACES
    assert frame.views["statistic"] == pytest.approx(0.1)
    assert PLACES[frame.views["q"].argmax()] == pytest.approx(0.8, abs=0.05)
    assert PLACES[frame.views["p"].argmax()] == pytest.approx(0, abs=0.05)
