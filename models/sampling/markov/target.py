"""What a chain walks on: a log-density up to a constant, and where it is smooth its gradient."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from scipy import special

from models.densities import Density
from models.sampling.laws import Law, Normal, NormalMixture
from models.sampling.laws.law import Floats


@dataclass(frozen=True)
class Target:
    """A density known up to a factor: all that a random walk asks for.

    Attributes:
        log_prob: (C, D) points to (C,) log-densities in nats, up to one constant; -inf outside.
        dimension: D.
    """

    log_prob: Callable[[Floats], Floats]
    dimension: int


@dataclass(frozen=True)
class Smooth(Target):
    """A target with a slope, which Langevin and Hamiltonian chains follow.

    Attributes:
        gradient: (C, D) points to (C, D) gradients of the log-density.
    """

    gradient: Callable[[Floats], Floats]


def normal_target(dimension: int = 1, deviations: ArrayLike = 1.0) -> Smooth:
    """N(0, diag(deviations²)) in ``dimension`` dimensions."""
    variance = np.broadcast_to(np.asarray(deviations, dtype=np.float64) ** 2, (dimension,))
    return Smooth(lambda x: -0.5 * (x**2 / variance).sum(1), dimension, lambda x: -x / variance)


def two_modes_target(distance: float, deviation: float = 1.0) -> Smooth:
    """½ N(-distance/2, deviation²) + ½ N(distance/2, deviation²) on the line."""
    centre, variance = distance / 2, deviation**2

    def log_prob(x: Floats) -> Floats:
        left, right = x[:, 0] + centre, x[:, 0] - centre
        return np.logaddexp(-0.5 * left**2 / variance, -0.5 * right**2 / variance)

    def gradient(x: Floats) -> Floats:
        return (centre * np.tanh(centre * x / variance) - x) / variance

    return Smooth(log_prob, 1, gradient)


def mixture_target(law: NormalMixture) -> Smooth:
    """A mixture of normals on the line."""
    means, variances = law.means, law.deviations**2
    constant = np.log(law.weights / law.deviations)

    def terms(x: Floats) -> Floats:
        """(C, K)."""
        return np.asarray(constant - 0.5 * (x - means) ** 2 / variances)

    def gradient(x: Floats) -> Floats:
        shares = special.softmax(terms(x), axis=1)
        return np.asarray((shares * (means - x) / variances).sum(1, keepdims=True))

    return Smooth(lambda x: special.logsumexp(terms(x), axis=1), 1, gradient)


def law_target(law: Law) -> Target:
    """A law on the line by its density; :class:`Smooth` where the slope has a closed form."""
    match law:
        case NormalMixture():
            return mixture_target(law)
        case Normal(mean=mean, deviation=sd):
            return Smooth(
                lambda x: -0.5 * ((x[:, 0] - mean) / sd) ** 2, 1, lambda x: (mean - x) / sd**2
            )

    def log_prob(x: Floats) -> Floats:
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(law.density(x[:, 0])))

    return Target(log_prob, 1)


def density_target(density: Density) -> Smooth:
    """One of the densities of the plane, its gradient by automatic differentiation."""

    def log_prob(x: Floats) -> Floats:
        with torch.no_grad():
            return density.log_prob(torch.from_numpy(x)).numpy()

    def gradient(x: Floats) -> Floats:
        points = torch.from_numpy(x).requires_grad_()
        (slope,) = torch.autograd.grad(density.log_prob(points).sum(), points)
        return np.asarray(torch.nan_to_num(slope).numpy())

    return Smooth(log_prob, 2, gradient)
