"""The best linear autoencoder in closed form: PCA, which the notes call Karhunen-Loève transform.

With a linear decoder and squared error the best code is the projection on the q directions of
largest variance, also of a nonlinear encoder. What training finds is that *subspace*, and the codes
up to any invertible matrix: not the axes (Baldi & Hornik 1989; all other stationary points are
saddles). The data has to be centred, or the maps need biases, as here.
"""

from functools import lru_cache

import numpy as np
import torch
from numpy.typing import ArrayLike
from scipy.linalg import subspace_angles
from torch import Tensor

from models.autoencoders.linear import principal_axes
from models.autoencoders.model import Floats
from models.autoencoders.plain.network import Autoencoder, data_of
from models.autoencoders.plain.setup import AutoencoderSetup


class Principal:
    """The q principal directions of some data, and what they leave.

    Args:
        data: Inputs (N, D).
        codes: q.

    Attributes:
        mean: (D,).
        spectrum: (D,) eigenvalues λ of the covariance (divided by N), largest first.
        directions: (q, D) the principal directions as rows, each of length 1.
        residual: Σ_{i>q} λ_i, the least squared error for each input of any linear autoencoder.
    """

    def __init__(self, data: ArrayLike | Tensor, codes: int) -> None:
        found = principal_axes(data)
        self.mean, self.spectrum = found.mean, found.spectrum
        self.directions: Floats = found.directions.T[:codes]
        self.residual = float(self.spectrum[codes:].sum())

    def codes(self, x: ArrayLike) -> Floats:
        """(n, q) of inputs (n, D)."""
        found: Floats = (np.asarray(x, dtype=np.float64) - self.mean) @ self.directions.T
        return found

    def decode(self, z: ArrayLike) -> Floats:
        """(n, D) of codes (n, q)."""
        found: Floats = self.mean + np.asarray(z) @ self.directions
        return found

    def reconstructions(self, x: ArrayLike) -> Floats:
        """(n, D) of inputs (n, D)."""
        return self.decode(self.codes(x))

    def error(self, x: ArrayLike) -> float:
        """The squared error for each input, averaged over inputs (n, D) of any kind."""
        return squared_error(x, self.reconstructions(x))


@lru_cache(maxsize=16)
def principal(setup: AutoencoderSetup) -> Principal:
    """The best linear autoencoder of the setup's code size for its training inputs."""
    data = data_of(setup)
    return Principal(data.train, setup.latents)


def squared_error(x: ArrayLike, again: ArrayLike) -> float:
    """‖x - r‖² averaged over inputs (n, D)."""
    off = np.asarray(again, dtype=np.float64) - np.asarray(x, dtype=np.float64)
    return float((off**2).sum(axis=-1).mean())


def principal_angles(one: ArrayLike, other: ArrayLike) -> Floats:
    """The angles between two subspaces, in degrees, smallest first, (q,).

    Each is given by spanning rows (q, D). Exact for small angles too (Björck & Golub 1973).
    """
    first, second = (np.asarray(rows, dtype=np.float64).T for rows in (one, other))
    found: Floats = np.degrees(subspace_angles(first, second))[::-1]
    return found


def rotation(atoms: ArrayLike, directions: ArrayLike) -> Floats:
    """How much of each atom lies along each principal direction, (q, q): cosines, squared.

    The rows of a learned basis add up to 1 where it lies in the principal subspace; the matrix is
    a permutation only where the axes were found too.
    """
    found: Floats = (np.asarray(atoms, dtype=np.float64) @ np.asarray(directions).T) ** 2
    return found


def inside(found: ArrayLike) -> Floats:
    """How much of each learned direction lies in the principal subspace, (q,), from a rotation."""
    shares: Floats = np.asarray(found, dtype=np.float64).sum(axis=1)
    return shares


def share_worse(setup: AutoencoderSetup, model: Autoencoder, error: float) -> float:
    """The share of the held-out inputs that are given back with a larger squared error."""
    x = data_of(setup).tested
    with torch.no_grad():
        off = (model(x) - x).square().sum(dim=1)
    return float((off > error).double().mean())
