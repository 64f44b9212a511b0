"""The sparse code of one input for a dictionary: the exact one, step by step.

min_h ½ ‖x - D h‖² + λ ‖h‖₁. For an orthonormal dictionary the answer is the soft threshold
S_λ(Dᵀ x); for any other ISTA goes there in two half-steps: down the slope of the error, then the
threshold (Daubechies, Defrise & De Mol 2004).
"""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike

from models.autoencoders.model import Floats, floats
from models.autoencoders.plain.network import Autoencoder, Dictionary
from models.autoencoders.plain.principal import Principal
from models.errors import ModelError

STEPS = 60  # of ISTA that are shown
EXACT = 20_000  # of ISTA at most, behind what is called exact
CLOSE = 1e-12


def soft_threshold(a: ArrayLike, lam: float) -> Floats:
    """S_λ(a) = sign(a) max(|a| - λ, 0), of any shape."""
    values = np.asarray(a, dtype=np.float64)
    found: Floats = np.sign(values) * np.maximum(np.abs(values) - lam, 0)
    return found


def cost(x: ArrayLike, atoms: ArrayLike, code: ArrayLike, lam: float) -> float:
    """½ ‖x - D h‖² + λ ‖h‖₁ of a code (q,)."""
    h = np.asarray(code, dtype=np.float64)
    off = np.asarray(x, dtype=np.float64) - h @ np.asarray(atoms, dtype=np.float64)
    return float(0.5 * (off**2).sum() + lam * np.abs(h).sum())


@dataclass(frozen=True, eq=False)
class Coding:
    """ISTA on one input, from h = 0.

    Attributes:
        halves: (2 T + 1, q) the code after each half-step: at 0, then after the slope, then after
            the threshold, and so on.
        costs: (2 T + 1,) of each.
        exact: (q,) the best code, by as many further steps as it takes.
        least: Its cost.
    """

    halves: Floats
    costs: Floats
    exact: Floats
    least: float


def ista(x: ArrayLike, atoms: ArrayLike, lam: float, steps: int = STEPS) -> Coding:
    """The steps of ISTA for a centred input (D,) and atoms (q, D) as rows.

    Their length is 1/L, L the largest eigenvalue of DᵀD: so the cost falls in every whole step.
    """
    rows, target = np.asarray(atoms, dtype=np.float64), np.asarray(x, dtype=np.float64)
    gram, along = rows @ rows.T, rows @ target
    length = 1 / float(np.linalg.eigvalsh(gram)[-1])
    h = np.zeros(len(rows))
    halves = [h]
    for _ in range(steps):
        down = h + length * (along - gram @ h)
        h = soft_threshold(down, lam * length)
        halves += [down, h]
    for _ in range(EXACT):
        before = h
        h = soft_threshold(h + length * (along - gram @ h), lam * length)
        if np.abs(h - before).max() < CLOSE:
            break
    costs = np.array([cost(target, rows, each, lam) for each in halves])
    return Coding(np.stack(halves), costs, h, cost(target, rows, h, lam))


@dataclass(frozen=True, eq=False)
class Coded:
    """One input in a dictionary: its code in one step, and the best one.

    Attributes:
        atoms: (q, D).
        own: (q,) the encoder's code; of an orthonormal dictionary S_λ(Dᵀ x).
        own_cost: Its cost.
        ista: The way to the best code.
        images: (2, D) what the two codes decode to, the encoder's first.
    """

    atoms: Floats
    own: Floats
    own_cost: float
    ista: Coding
    images: Floats

    @property
    def used(self) -> tuple[int, int]:
        """How many numbers are not 0, of the encoder's code and of the best one."""
        return int(np.count_nonzero(self.own)), int(np.count_nonzero(self.ista.exact))

    @property
    def reach(self) -> float:
        """No number of any of these codes is larger, either way."""
        largest = max(np.abs(self.ista.halves).max(), np.abs(self.own).max())
        return 1.08 * float(max(largest, 1e-3))


@torch.no_grad()
def coded(model: Autoencoder, x: ArrayLike) -> Coded:
    """An input (D,) in the dictionary of a sparse autoencoder, with the λ of its threshold.

    Raises:
        ModelError: The decoder is not a dictionary of atoms of length 1.
    """
    if not isinstance(model.decoder, Dictionary):
        raise ModelError("The exact sparse code is that of a dictionary with an L1 penalty.")
    row = torch.as_tensor(np.asarray(x, dtype=np.float32))[None]
    own = floats(model.encode(row)[0])
    return _coded(floats(model.atoms()), own, floats(model.decoder.bias), x, model.lam)


def coded_orthonormally(basis: Principal, x: ArrayLike, lam: float) -> Coded:
    """An input (D,) in the dictionary of principal directions, which is orthonormal."""
    along = basis.codes(np.asarray(x)[None])[0]
    return _coded(basis.directions, soft_threshold(along, lam), basis.mean, x, lam)


def _coded(atoms: Floats, own: Floats, centre: Floats, x: ArrayLike, lam: float) -> Coded:
    target = np.asarray(x, dtype=np.float64) - centre
    found = ista(target, atoms, lam)
    images = centre + np.stack((own, found.exact)) @ atoms
    return Coded(atoms, own, cost(target, atoms, own, lam), found, images)


def bars(found: Coded) -> tuple[Floats, Floats, Floats]:
    """A code as bars over the numbers of its atoms, from 1.

    Returns:
        (2 T + 1, q, 2, 2) ISTA's codes as lines from 0, (q, 2) the ends of the best code's, and
        (q, 2) those of the encoder's.
    """
    halves = found.ista.halves
    place = np.broadcast_to(np.arange(1.0, halves.shape[1] + 1), halves.shape)
    feet = np.stack((place, np.zeros_like(halves)), axis=-1)
    lines = np.stack((feet, np.stack((place, halves), axis=-1)), axis=-2)
    exact, own = (np.stack((place[0], code), axis=-1) for code in (found.ista.exact, found.own))
    return lines, exact, own
