"""Games of two numbers, where the failure of gradient play is a spiral with a known factor.

The generator owns x and lowers V, the discriminator owns y and raises V - γ/2 y², with V = f(x y):

* bilinear: f(t) = t;
* Dirac-GAN (Mescheder, Geiger and Nowozin 2018, arXiv:1801.04406): the data are a point at 0, the
  model a point at x, the discriminator's logit is y times the position, and f(t) = -ln(1 + e^-t)
  up to a constant, so that f'(0) = ½.

The only equilibrium is (0, 0). Close to it every method below is a 2 x 2 matrix; the larger size of
its eigenvalues is the factor by which the distance grows with each step.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from models.games.setup import Game, GameSetup, MethodsSetup

Floats = NDArray[np.float64]

_FAR = 1e6  # a path that has gone so far stops there


def _sigmoid(t: float) -> float:
    return 1 / (1 + math.exp(-t)) if t > -700 else 0.0


@dataclass(frozen=True)
class Payoff:
    """f of V = f(x y), by its derivatives.

    Attributes:
        slope: f'.
        curvature: f''.
    """

    slope: Callable[[float], float]
    curvature: Callable[[float], float]


PAYOFFS: dict[Game, Payoff] = {
    "bilinear": Payoff(lambda t: 1.0, lambda t: 0.0),
    "dirac": Payoff(
        lambda t: _sigmoid(-t),
        lambda t: -_sigmoid(t) * _sigmoid(-t),
    ),
}


@dataclass(frozen=True)
class Play:
    """One play of a game.

    Attributes:
        path: (steps + 1, 2) the two numbers (x, y), from the start; shorter if it flew away.
        distance: (steps + 1,) from the equilibrium.
        factor: The exact factor of a step near the equilibrium, the spectral radius of its matrix.
        escaped: Whether the path left the plane.
    """

    path: Floats
    distance: Floats
    factor: float
    escaped: bool

    @property
    def measured(self) -> float | None:
        """The growth of the distance in a step, over the last ten; None from the equilibrium."""
        late = self.distance[-11:]
        return float((late[-1] / late[0]) ** (1 / (len(late) - 1))) if late[0] > 0 else None


def play(setup: GameSetup) -> Play:
    """Play the whole game."""
    point = np.array((setup.x, setup.y))
    path = [point]
    for _ in range(setup.steps):
        point = step(setup, point)
        path.append(point)
        if np.hypot(*point) > _FAR:
            break
    places = np.array(path)
    return Play(
        path=places,
        distance=np.hypot(places[:, 0], places[:, 1]),
        factor=float(np.abs(np.linalg.eigvals(step_matrix(setup))).max()),
        escaped=bool(np.hypot(*places[-1]) > _FAR),
    )


def step(setup: GameSetup, point: ArrayLike) -> Floats:
    """One update of both players by the chosen method, (2,) -> (2,)."""
    x, y = (float(value) for value in np.asarray(point))
    h = setup.rate
    if setup.method == "alternating":
        x -= h * _generator(setup, x, y)
        y += h * _discriminator(setup, x, y)
    elif setup.method == "extragradient":
        trial_x = x - h * _generator(setup, x, y)
        trial_y = y + h * _discriminator(setup, x, y)
        x, y = (
            x - h * _generator(setup, trial_x, trial_y),
            y + h * _discriminator(setup, trial_x, trial_y),
        )
    elif setup.method == "unrolled":
        x, y = x - h * _unrolled(setup, x, y), y + h * _discriminator(setup, x, y)
    else:
        x, y = x - h * _generator(setup, x, y), y + h * _discriminator(setup, x, y)
    return np.array((x, y))


def step_matrix(setup: GameSetup) -> Floats:
    """The step near the equilibrium, (2, 2): exact everywhere in the bilinear game."""
    h, friction = setup.rate, setup.rate * setup.penalty
    g = h * PAYOFFS[setup.game].slope(0.0)
    if setup.method == "alternating":
        return np.array(((1, -g), (g, 1 - g**2 - friction)))
    flow = np.array(((0, -g), (g, -friction)))
    simultaneous: Floats = np.eye(2) + flow
    if setup.method == "simultaneous":
        return simultaneous
    if setup.method == "extragradient":
        extragradient: Floats = simultaneous + flow @ flow
        return extragradient
    # y after k steps is a y + b x, so that the generator descends f'(0) x (a y + b x).
    a = (1 - friction) ** setup.unroll
    b = g * sum((1 - friction) ** j for j in range(setup.unroll))
    return np.array(((1 - 2 * g * b, -g * a), (g, 1 - friction)))


def flow_eigenvalues(setup: GameSetup) -> NDArray[np.complex128]:
    """Eigenvalues (2,) of the gradient flow at the equilibrium: -γ/2 ± √(γ²/4 - f'(0)²).

    A negative real part is convergence; purely imaginary ones circle for ever.
    """
    slope = PAYOFFS[setup.game].slope(0.0)
    flow = np.array(((0, -slope), (slope, -setup.penalty)))
    return np.linalg.eigvals(flow).astype(np.complex128)


def directions(
    setup: GameSetup | MethodsSetup, points: ArrayLike, longest: float | None = None
) -> Floats:
    """The gradient flow (n, 2) at points (n, 2): where each would move, both players at once.

    Args:
        setup: The game.
        points: Where the players stand.
        longest: The length to which the longest of them is scaled, and all others with it.
    """
    moves = [
        (-_generator(setup, x, y), _discriminator(setup, x, y))
        for x, y in np.asarray(points, dtype=np.float64)
    ]
    flow = np.array(moves)
    if longest is not None:
        flow *= longest / max(np.linalg.norm(flow, axis=1).max(), 1e-12)
    return flow


def _generator(setup: GameSetup | MethodsSetup, x: float, y: float) -> float:
    """dV/dx."""
    return PAYOFFS[setup.game].slope(x * y) * y


def _discriminator(setup: GameSetup | MethodsSetup, x: float, y: float) -> float:
    """d(V - γ/2 y²)/dy."""
    return PAYOFFS[setup.game].slope(x * y) * x - setup.penalty * y


def _unrolled(setup: GameSetup, x: float, y: float) -> float:
    """dV(x, y_k(x))/dx, through the k updates of y that x foresees (Metz et al. 2017, eq. 10)."""
    payoff, h = PAYOFFS[setup.game], setup.rate
    slope_y = 0.0  # dy_j/dx
    for _ in range(setup.unroll):
        t = x * y
        bend = payoff.curvature(t) * (y + x * slope_y) * x + payoff.slope(t)
        y, slope_y = (
            y + h * _discriminator(setup, x, y),
            slope_y + h * (bend - setup.penalty * slope_y),
        )
    return payoff.slope(x * y) * (y + x * slope_y)
