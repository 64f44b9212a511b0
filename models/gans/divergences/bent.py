"""The variational bound at any T: E_p T - E_q f*(T), never above D_f(P || Q).

Nowozin, Cseke and Tomioka (2016), equation 4; P is N(0, 1), Q any Gaussian, all by quadrature.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray

from models.frame import Frame
from models.gans.distances import FDivergence, Gaussian, bound, exact, quadrature
from models.gans.divergences.own import function, judge
from models.gans.divergences.setup import GRIPS, BoundSetup

Floats = NDArray[np.float64]

PLACES: Floats = np.linspace(GRIPS[0], GRIPS[-1], 241)


@dataclass(frozen=True, eq=False)
class Bent:
    """Two laws, T between them, and what it is worth.

    Attributes:
        row: The divergence.
        p: The law of the data.
        q: The law of the model.
        begin: What T is before it is bent, a function of ln p / q.
        bend: (len(GRIPS),) what is added at each grip, and between them in proportion.
        constant: What T is before it is bent, where ``begin`` does not say the best one.
    """

    row: FDivergence
    p: Gaussian
    q: Gaussian
    begin: str
    bend: Floats
    constant: float

    def statistic(self, x: Floats) -> Floats:
        """T at places (N,)."""
        start = self.best(x) if self.begin == "best" else np.full(len(x), self.constant)
        return start + np.interp(x, GRIPS, self.bend)

    def best(self, x: Floats) -> Floats:
        """T* = f'(p / q) at places (N,)."""
        at = torch.from_numpy(x)
        values: Floats = self.row.best(self.p.log_prob(at) - self.q.log_prob(at)).numpy()
        return values

    @property
    def exact(self) -> float:
        """D_f(P || Q) in nats."""
        return exact(self.row, self.p, self.q)

    @property
    def reached(self) -> float:
        """The bound at this T in nats; minus infinity where T leaves the domain of f*."""
        x = quadrature(self.p, self.q)[0].numpy()
        t = np.minimum(self.statistic(x), self.ceiling)
        value = bound(self.row, self.p, self.q, torch.from_numpy(t))
        return value if self.inside else -math.inf

    @property
    def inside(self) -> bool:
        """Whether T is in the domain of f* wherever it is drawn, as T* is, however near its end."""
        t = self.statistic(PLACES)
        return bool((t <= np.maximum(self.ceiling, self.best(PLACES))).all())

    @property
    def ceiling(self) -> float:
        """The end of the domain of f*, which only a chain of lines reaches."""
        closed = self.row.name == "own" or math.isinf(self.row.top)
        return self.row.top if closed else self.row.top - 1e-12

    def densities(self) -> tuple[Floats, Floats]:
        """p and q at ``PLACES``."""
        x = torch.from_numpy(PLACES)
        p, q = (law.log_prob(x).exp().numpy() for law in (self.p, self.q))
        return p, q


def bent(setup: BoundSetup) -> Bent:
    """The laws and the T of a setup."""
    slope = 0.0 if setup.normal else judge(setup).slope
    return Bent(
        function(setup),
        Gaussian(),
        Gaussian(setup.q_mean, setup.q_width),
        setup.begin,
        np.array(setup.bend) if setup.bend else np.zeros(len(GRIPS)),
        slope,
    )


def bends(setup: BoundSetup, heights: ArrayLike) -> Floats:
    """What is added at each grip so that T stands at these heights (len(GRIPS),) there."""
    flat = bent(setup.model_copy(update={"bend": ()}))
    added: Floats = np.asarray(heights) - flat.statistic(np.array(GRIPS))
    return added


def variational(setup: BoundSetup) -> Iterator[Frame]:
    """The bound of a setup, as one frame.

    Metrics: ``exact``, D_f(P || Q), and ``bound``, both in nats. Views: ``x``, ``p``, ``q``,
    ``statistic`` T and ``best`` T*, each (N,).
    """
    one = bent(setup)
    p, q = one.densities()
    views = {"x": PLACES, "p": p, "q": q}
    views |= {"statistic": one.statistic(PLACES), "best": one.best(PLACES)}
    yield Frame(0, {"exact": one.exact, "bound": one.reached}, views)
