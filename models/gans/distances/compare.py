"""What is computed at once about two laws: a logistic discriminator, packs, and moving earth.

The bounds that are learned step by step are in :mod:`models.gans.distances.bounds`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from models.frame import Frame
from models.gans.distances.bounds import laws, places
from models.gans.distances.divergences import STANDARD_JS, exact
from models.gans.distances.lines import parallel_lines
from models.gans.distances.logistic import LogisticDiscriminator, fit_logistic
from models.gans.distances.packing import imbalanced, one_dropped, packed_variation
from models.gans.distances.setup import MOST_PACKED, LogisticSetup, PackingSetup, ShiftSetup
from models.transport import Transport, c_transform, cheapest

Floats = NDArray[np.float64]

#: Shares of four heaps in a row, before and after, one place apart.
HEAPS = np.array([[0.4, 0.3, 0.2, 0.1], [0.1, 0.1, 0.3, 0.5]])


@dataclass(frozen=True)
class Separation:
    """N(0, 1), N(distance, 1) and the two discriminators between them.

    Attributes:
        x: (M,) places.
        p: (M,) density of the data there.
        q: (M,) density of the model.
        learned: (M,) D of the logistic regression.
        best: (M,) D* = p / (p + q).
        fitted: The regression, its cost and its estimate of the divergence.
        exact: JSD in nats.
        intercept: The exact one of the logit of D*, which is d²/2 − d x.
    """

    x: Floats
    p: Floats
    q: Floats
    learned: Floats
    best: Floats
    fitted: LogisticDiscriminator
    exact: float
    intercept: float


def separate(setup: LogisticSetup) -> Separation:
    """Fit the logistic discriminator to fresh samples and hold it against D*."""
    data, model = laws(setup)
    fitted = fit_logistic(setup.distance, setup.samples, setup.seed)
    x = torch.from_numpy(places(setup))
    log_p, log_q = data.log_prob(x), model.log_prob(x)
    return Separation(
        x=x.numpy(),
        p=log_p.exp().numpy(),
        q=log_q.exp().numpy(),
        learned=torch.sigmoid(fitted.intercept + fitted.slope * x).numpy(),
        best=torch.sigmoid(log_p - log_q).numpy(),
        fitted=fitted,
        exact=exact(STANDARD_JS, data, model),
        intercept=setup.distance**2 / 2,
    )


@dataclass(frozen=True)
class Packs:
    """Two wrong models at one distance from the data, and what packing makes of them.

    Attributes:
        data: (K,) shares of the modes.
        dropped: (K,) the same with one mode missing.
        uneven: (K,) no mode missing, half of them heavier.
        sizes: (MOST_PACKED,) how many samples are seen together.
        of_dropped: (MOST_PACKED,) total variation from packs of the data.
        of_uneven: (MOST_PACKED,) the same for the uneven model.
    """

    data: Floats
    dropped: Floats
    uneven: Floats
    sizes: NDArray[np.int64]
    of_dropped: Floats
    of_uneven: Floats


def packs(setup: PackingSetup) -> Packs:
    """The total variations of packs of every size, exactly."""
    data, dropped = one_dropped(setup.modes)
    uneven = imbalanced(setup.modes)[1]
    sizes = np.arange(1, MOST_PACKED + 1)
    return Packs(
        data=np.array(data),
        dropped=np.array(dropped),
        uneven=np.array(uneven),
        sizes=sizes,
        of_dropped=np.array([packed_variation(data, dropped, int(m)) for m in sizes]),
        of_uneven=np.array([packed_variation(data, uneven, int(m)) for m in sizes]),
    )


@dataclass(frozen=True)
class MovedHeaps:
    """The four heaps, turned into each other by four routes that agree.

    Attributes:
        cost: (4, 4) how far each place is from each.
        transport: The cheapest plan and its dual.
        lipschitz: (4,) the 1-Lipschitz function that tells the heaps apart best.
        told_apart: E_p - E_q of that function.
        blind: What a plan costs that carries from everywhere to everywhere, in proportion.
        passing: (3,) mass that has to pass between neighbours, |F_p - F_q|; its sum is W₁ too.
    """

    cost: Floats
    transport: Transport
    lipschitz: Floats
    told_apart: float
    blind: float
    passing: Floats


def heaps() -> MovedHeaps:
    """Turn one row of ``HEAPS`` into the other."""
    before, after = HEAPS
    at = np.arange(len(before))
    cost = np.abs(at[:, None] - at).astype(np.float64)
    moved = cheapest(before, after, cost)
    k = c_transform(cost, moved.other)
    passing = np.abs(np.cumsum(before - after))[:-1]
    blind = float(before @ cost @ after)
    return MovedHeaps(cost, moved, k, float(k @ (before - after)), blind, passing)


def compare(setup: ShiftSetup | PackingSetup) -> Iterator[Frame]:
    """All that is computed at once of a setup, as one frame.

    Metrics: of a ``LogisticSetup``, ``exact``, ``estimate`` and ``error`` of the divergence,
    ``cost``, ``slope`` and ``intercept``; of a ``PackingSetup``, ``dropped`` and ``uneven`` at
    ``setup.pack``; of a ``ShiftSetup``, ``kl``, ``js``, ``tv`` and ``w1`` of two lines, and
    ``heaps``, W₁ of the heaps.
    """
    if isinstance(setup, PackingSetup):
        seen = packs(setup)
        at = setup.pack - 1
        metrics = {"dropped": float(seen.of_dropped[at]), "uneven": float(seen.of_uneven[at])}
        arrays = {"sizes": seen.sizes, "dropped": seen.of_dropped, "uneven": seen.of_uneven}
    elif isinstance(setup, LogisticSetup):
        between = separate(setup)
        fitted = between.fitted
        metrics = {"exact": between.exact, "estimate": fitted.divergence, "error": fitted.error}
        metrics |= {"cost": fitted.cost, "slope": fitted.slope, "intercept": fitted.intercept}
        arrays = {name: getattr(between, name) for name in ("x", "p", "q", "learned", "best")}
    else:
        two, moved = parallel_lines(setup.distance), heaps()
        metrics = {"kl": two.kl, "js": two.jensen_shannon, "tv": two.total_variation}
        metrics |= {"w1": two.wasserstein, "heaps": moved.transport.value}
        arrays = {"first": two.first, "second": two.second, "plan": moved.transport.plan}
    yield Frame(0, metrics, arrays)
