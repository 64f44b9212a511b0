"""Kullback-Leibler divergences between Gaussians, in closed form."""

import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.errors import ModelError

Values = Tensor | ArrayLike

ROUNDING = 1e-5  # nats: what single precision leaves of a KL that is 0, of some dozen latents
SINGLE = 1e-6  # of a sum in single precision, relative to its terms


def gaussian_kl(mean_q: Values, var_q: Values, mean_p: Values, var_p: Values) -> Tensor:
    """KL(q ‖ p) of two Gaussians, in nats.

    Means are (..., d), or plain numbers for d = 1. A variance of the same shape is the diagonal of
    the covariance; one of shape (..., d, d) is the whole matrix. Batches broadcast.

    ½ [tr(Σ_p⁻¹ Σ_q) + (μ_p - μ_q)ᵀ Σ_p⁻¹ (μ_p - μ_q) - d + ln det Σ_p - ln det Σ_q]

    Returns:
        (...,) float64; each divergence is of all d dimensions together.

    Raises:
        ModelError: A variance is not positive (a matrix not positive definite).
    """
    (m_q, v_q), (m_p, v_p) = _gaussian(mean_q, var_q), _gaussian(mean_p, var_p)
    if v_q.ndim == m_q.ndim and v_p.ndim == m_p.ndim:
        if not bool((v_q > 0).all() and (v_p > 0).all()):
            raise ModelError("The variances of a Gaussian must be positive.")
        each = (v_q + (m_p - m_q).square()) / v_p - 1 + v_p.log() - v_q.log()  # (..., d)
        diagonal: Tensor = 0.5 * each.sum(dim=-1)
        return diagonal
    root_q, root_p = _root(m_q, v_q), _root(m_p, v_p)  # lower triangles (..., d, d)
    trace = torch.linalg.solve_triangular(root_p, root_q, upper=False).square().sum((-2, -1))
    shift = torch.linalg.solve_triangular(root_p, (m_p - m_q)[..., None], upper=False)
    log_dets = 2 * (_log_diagonal(root_p) - _log_diagonal(root_q))
    full: Tensor = 0.5 * (trace + shift.square().sum((-2, -1)) - m_q.shape[-1] + log_dets)
    return full


def standard_kl(mean: Tensor, var: Tensor) -> Tensor:
    """KL(N(mean, diag var) ‖ N(0, I)) of each dimension by itself, in the shape of ``mean``."""
    each: Tensor = 0.5 * (mean.square() + var - 1 - var.log())
    return each


def _gaussian(mean: Values, var: Values) -> tuple[Tensor, Tensor]:
    m, v = (torch.as_tensor(value, dtype=torch.float64) for value in (mean, var))
    if m.ndim == 0:
        m = m[None]
        v = v[None] if v.ndim == 0 else v
    return m, v


def _root(mean: Tensor, var: Tensor) -> Tensor:
    """The Cholesky factor of a covariance given as a matrix or by its diagonal."""
    matrix = torch.diag_embed(var) if var.ndim == mean.ndim else var
    root: Tensor
    root, failed = torch.linalg.cholesky_ex(matrix)
    if bool(failed.any()):
        raise ModelError("The covariance of a Gaussian must be positive definite.")
    return root


def _log_diagonal(root: Tensor) -> Tensor:
    total: Tensor = root.diagonal(dim1=-2, dim2=-1).log().sum(dim=-1)
    return total
