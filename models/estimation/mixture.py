"""A mixture of Gaussians fitted by expectation and maximisation (Dempster et al., 1977)."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from models.errors import ModelError
from models.estimation.points import Floats, checked

FLOOR = 1e-6  # added to every variance, so that no component shrinks onto one point


@dataclass(frozen=True)
class GaussianMixture:
    """Σ_k w_k N(m_k, C_k) in D dimensions.

    Attributes:
        weights: (K,) w_k.
        means: (K, D) m_k.
        covariances: (K, D, D) C_k.
    """

    weights: Floats
    means: Floats
    covariances: Floats

    def joint(self, x: Floats) -> Floats:
        """ln(w_k N(x; m_k, C_k)), (n, D) -> (n, K)."""
        factors = np.linalg.cholesky(self.covariances)  # (K, D, D)
        white = np.linalg.solve(factors, (x - self.means[:, None]).mT)  # (K, D, n)
        volume = np.log(np.diagonal(factors, axis1=1, axis2=2)).sum(1)  # (K,)
        with np.errstate(divide="ignore"):
            height = np.log(self.weights) - volume - 0.5 * x.shape[1] * math.log(2 * math.pi)
        joint: Floats = height - 0.5 * (white**2).sum(1).T
        return joint

    def log_prob(self, x: ArrayLike) -> Floats:
        """ln p at ``x`` (n, D), in nats, (n,)."""
        return _total(self.joint(checked(x)))[:, 0]

    def responsibilities(self, x: ArrayLike) -> Floats:
        """How much each component answers for each point, (n, K), rows sum to one."""
        joint = self.joint(checked(x))
        return np.asarray(np.exp(joint - _total(joint)))

    def sample(self, n: int, random: np.random.Generator) -> Floats:
        """``n`` draws, (n, D)."""
        which = random.choice(len(self.weights), size=n, p=self.weights)
        factors = np.linalg.cholesky(self.covariances)
        noise = random.standard_normal((n, self.means.shape[1], 1))
        return self.means[which] + (factors[which] @ noise)[:, :, 0]

    @property
    def parameters(self) -> int:
        """How many numbers it has free: weights, means, covariances."""
        count, dimension = self.means.shape
        return int(count - 1 + count * dimension + count * dimension * (dimension + 1) // 2)

    def bic(self, x: ArrayLike) -> float:
        """-2 ln L + parameters · ln n (Schwarz, 1978): the lower the better."""
        points = checked(x)
        return float(-2 * self.log_prob(points).sum() + self.parameters * math.log(len(points)))


class HalfStep(NamedTuple):
    """One half of a round of EM.

    Attributes:
        kind: "expectation" has new responsibilities, "maximisation" a new mixture.
        mixture: As it stands.
        responsibilities: (n, K), of the last expectation.
        log_likelihood: Mean of ln p over the points under ``mixture``, in nats a point.
    """

    kind: Literal["expectation", "maximisation"]
    mixture: GaussianMixture
    responsibilities: Floats
    log_likelihood: float


def em(points: ArrayLike, start: GaussianMixture, *, floor: float = FLOOR) -> Iterator[HalfStep]:
    """Half-steps without end: responsibilities, then weights, means and covariances.

    The likelihood never falls, but for what ``floor`` adds to the variances.

    Args:
        points: (n, D).
        start: The mixture to begin with.
        floor: Added to every variance at each maximisation.

    Raises:
        ModelError: Too few points, or one that is not finite.
    """
    x = checked(points, least=len(start.weights))
    mixture = start
    joint = mixture.joint(x)  # (n, K)
    total = _total(joint)  # (n, 1)
    while True:
        shares = np.exp(joint - total)
        yield HalfStep("expectation", mixture, shares, float(total.mean()))
        mixture = maximised(x, shares, floor)
        joint = mixture.joint(x)
        total = _total(joint)
        yield HalfStep("maximisation", mixture, shares, float(total.mean()))


def _total(joint: Floats) -> Floats:
    """ln Σ_k exp, which is ln p of each point, (n, K) -> (n, 1)."""
    # As scipy's logsumexp, whose checks take longer than to sum what a round of EM has.
    return np.asarray(np.logaddexp.reduce(joint, axis=1, keepdims=True))


def maximised(x: Floats, shares: Floats, floor: float = FLOOR) -> GaussianMixture:
    """The most likely mixture when point i belongs to component k by ``shares`` (n, K)."""
    mass = shares.sum(0) + 10 * np.finfo(np.float64).eps  # (K,)
    means = shares.T @ x / mass[:, None]
    offset = x[:, None] - means  # (n, K, D)
    spread = np.einsum("nk,nki,nkj->kij", shares, offset, offset) / mass[:, None, None]
    return GaussianMixture(mass / mass.sum(), means, spread + floor * np.eye(x.shape[1]))


def begun(points: ArrayLike, components: int, random: np.random.Generator) -> GaussianMixture:
    """A start: centres by k-means++ (Arthur and Vassilvitskii, 2007), the covariance of all.

    Raises:
        ModelError: Fewer different points than components.
    """
    x = checked(points, least=max(components, 2))
    if components < 1 or len(np.unique(x, axis=0)) < components:
        raise ModelError(f"{components} components need as many different points.")
    centres = [x[random.integers(len(x))]]
    while len(centres) < components:
        distance = np.min([((x - centre) ** 2).sum(1) for centre in centres], axis=0)
        centres.append(x[random.choice(len(x), p=distance / distance.sum())])
    spread = np.atleast_2d(np.cov(x.T)) / components + FLOOR * np.eye(x.shape[1])
    weights = np.full(components, 1 / components)
    return GaussianMixture(weights, np.array(centres), np.stack([spread] * components))


def fitted(
    points: ArrayLike, start: GaussianMixture, *, rounds: int = 200, gain: float = 1e-7
) -> GaussianMixture:
    """EM until a round gains less than ``gain`` nats a point, or for ``rounds``.

    Raises:
        ModelError: As for :func:`em`.
    """
    before = -math.inf
    steps = em(points, start)
    for _ in range(rounds):
        reached = next(steps).log_likelihood
        mixture = next(steps).mixture
        if reached - before < gain:
            break
        before = reached
    return mixture


def moments(points: ArrayLike) -> GaussianMixture:
    """One Gaussian by the method of moments, which for it is maximum likelihood.

    Raises:
        ModelError: Fewer than two points, or one that is not finite.
    """
    x = checked(points, least=2)
    return maximised(x, np.ones((len(x), 1)))
