"""What the story of pixels claims."""

from functools import cache

import numpy as np
import torch

from benchmarks.stories.claim import Claim, Seen
from models.autoregressive import PixelSetup, restore_pixels, train_pixels
from models.autoregressive.pixels import (
    BLIND,
    FVSBN,
    PixelLaw,
    build,
    clock,
    cut,
    data_of,
    drawn,
    erased,
    image_bits,
    sight,
)
from models.frame import Frame
from models.images import images

MADE = PixelSetup(family="made", steps=2000, batch=64, dropout=0.5)


@cache
def _last(setup: PixelSetup) -> Frame:
    *_, last = train_pixels(setup)
    return last


def _model(setup: PixelSetup) -> PixelLaw:
    return restore_pixels(setup, _last(setup).checkpoint)


def _better(seed: int) -> Seen:
    nats = _last(PixelSetup(seed=seed)).metrics["nats"]
    return Seen(nats < FVSBN, f"gated, 600 updates: {nats:.3f} nats")


def _slow(seed: int) -> Seen:
    setup = PixelSetup(levels=4, seed=seed)
    now = clock(build(setup), data_of(setup).held_out[:16])
    return Seen(now.slower > 1, f"drawing takes {now.slower:.1f} times as long as an update")


def _goes_on(seed: int) -> Seen:
    """The upper half of the fourth held-out digit."""
    setup = PixelSetup(steps=1000, seed=seed)
    data = data_of(setup)
    given = erased(_model(setup), data.held_out[3], 32)
    found = drawn(_model(setup), 15, seed, given).levels
    different = len({tuple(row) for row in found.tolist()})
    return Seen(different >= 8, f"{different} different of 15")


def _blind(seed: int) -> Seen:
    setup = PixelSetup(family="pixelcnn", kernel=3, layers=7, seed=seed)
    x, place = data_of(setup).held_out[:4], 4 * 8 + 3
    gated = setup.model_copy(update={"family": "gated"})
    plain, other = (sight(each, build(each), place, x).number(BLIND) for each in (setup, gated))
    return Seen(plain > 0 and other == 0, f"blind to {plain} pixels, gated {other}")


def _edges(seed: int) -> Seen:
    costs = _last(PixelSetup(width=32, seed=seed)).views["by_pixel"].reshape(8, 8)
    edge, middle = float(costs[:, 0].max()), float(costs[:, 2:6].mean())
    return Seen(edge < 0.1 < middle, f"left edge at most {edge:.3f} bits, middle {middle:.2f}")


def _neighbours(seed: int) -> Seen:
    """Between levels that lie together and such that do not: how the laws' logarithms differ."""
    setup = PixelSetup(levels=17, steps=1000, seed=seed)
    x = cut(images("digits").test[:50], 17)
    model = _model(setup)
    with torch.no_grad():
        logs = torch.log_softmax(model(x), dim=-1).flatten(0, 1)[:, 1:-1].numpy()
    near = np.abs(logs[:, 1:] - logs[:, :-1]).mean()
    far = np.abs(logs[:, 7:] - logs[:, :-7]).mean()
    return Seen(
        bool(near < far), f"neighbours differ by {near:.2f} nats, seven levels by {far:.2f}"
    )


def _orders(seed: int) -> Seen:
    nats = {
        order: _last(MADE.model_copy(update={"pixel_order": order, "seed": seed})).metrics["nats"]
        for order in ("rows", "centre")
    }
    told = ", ".join(f"{order} {value:.3f}" for order, value in nats.items())
    return Seen(all(value < FVSBN for value in nats.values()), told)


def _mean(seed: int) -> Seen:
    update = {"pixel_order": "random", "orders": 8, "seed": seed}
    last = _last(MADE.model_copy(update=update)).metrics
    return Seen(
        last["ensemble"] < last["nats"],
        f"first order {last['nats']:.3f}, mean of eight {last['ensemble']:.3f} nats",
    )


def _adds_up(seed: int) -> Seen:
    last = _last(PixelSetup(width=32, seed=seed))
    bits, nats = image_bits(last.views["by_pixel"]), last.metrics["nats"]
    return Seen(abs(bits * np.log(2) - nats) < 1e-3, f"map {bits:.4f} bits, curve {nats:.4f} nats")


CLAIMS = [
    Claim("Sixteen digits", "fewer nats than logistic regressions", _better),
    Claim("One at a time", "drawing takes longer than learning from as many", _slow),
    Claim("Finish it", "a law and not one answer: most of fifteen differ", _goes_on),
    Claim("Blind spot", "the plain network is blind to some, the gated one to none", _blind),
    Claim("What each pixel costs", "the edges cost next to nothing", _edges),
    Claim("What each pixel costs", "the map adds up to the curve", _adds_up),
    Claim("Seventeen greys", "neighbouring levels get similar probabilities", _neighbours),
    Claim("From the centre", "both orders below logistic regressions", _orders),
    Claim("Eight orders", "the mean of the orders is better than the first", _mean),
]
