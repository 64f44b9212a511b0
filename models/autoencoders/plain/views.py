"""What one frame of a plain autoencoder's training shows, and its numbers.

Metrics: ``sse`` and ``test_sse``, ‖x - r‖² for each input, averaged over inputs trained on (a
linear network's all; otherwise at most 600) and over held-out ones (at most 1,000). A denoiser is
judged by what it restores from inputs with always the same noise. Further

* ``angle``, of a linear network: the largest principal angle to the principal subspace, degrees;
* ``r_squared``, of a denoiser on the plane: how much of the exact step its steps explain;
* ``active``, of a sparse code: the share of its numbers that are not 0 (L1), or their mean (KL);
* ``contraction``, the mean ‖∂f/∂x‖_F² over held-out inputs, and ``ratio``, the median over them
  of the largest singular value of ∂f/∂x by the second (contractive, of two numbers or more); on
  the plane ``along``, how far its steepest direction is that of the data: the mean squared cosine.

Views: ``codes`` (600, 2), of the inputs trained on, the two numbers of the code that vary most,
which ``axes`` (2,) names (a code of one number has zeros beside it). Of images
``reconstructions`` (8, side²) of the first held-out ones; of points ``again`` (400, D). Further

* ``mesh``, of points and an undercomplete code: what codes decode to, (25, 25, D), or (201, D) of
  a code of one number; the other numbers of a larger code stand at their mean;
* ``atoms`` (q, D) of a linear decoder of images, each of length 1;
* ``arrows`` (n, 2) of a denoiser on the plane: r(x̃) - x̃ at :func:`nodes`;
* ``usage`` (q,) of a sparse code: how often each number is not 0, or its mean;
* ``field`` (60, 60) of a contractive code on the plane: ‖∂f/∂x‖_F², row 0 lowest; ``leading``
  (100, 2), at the first held-out points, the direction in which the code changes most, as long as
  it changes there.
"""

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from models.autoencoders.model import Source
from models.autoencoders.plain.denoise import corrupted, explained, judged, nodes
from models.autoencoders.plain.network import Autoencoder
from models.autoencoders.plain.penalties import contraction, jacobian
from models.autoencoders.plain.principal import principal, principal_angles
from models.autoencoders.plain.setup import AutoencoderSetup, DenoisingSetup, SparseSetup
from models.autoencoders.plain.tangent import along, leading
from models.densities import cell_centres

PICTURES_SHOWN, POINTS_SHOWN = 8, 400
MESH, CURVE = 25, 201
CELLS = 60  # of the field, along each side of the plane
LINES = 100  # held-out points at which the steepest direction is drawn
REACH = 0.01  # of the codes lie outside of the mesh on either side


@torch.no_grad()
def metrics(model: Autoencoder, setup: AutoencoderSetup, data: Source) -> dict[str, float]:
    """The numbers of a frame; see the top of the module."""
    trained = data.train if setup.network == "linear" else data.shown
    numbers = {
        "sse": _error(model, setup, trained),
        "test_sse": _error(model, setup, data.tested),
    }
    if setup.kind == "undercomplete" and setup.network == "linear":
        angles = principal_angles(model.atoms().numpy(), principal(setup).directions)
        numbers["angle"] = float(angles[-1])
    if isinstance(setup, DenoisingSetup) and data.density is not None:
        known = judged(setup.data, setup.sigma)
        numbers["r_squared"] = explained(model(known.noisy) - known.noisy, known.step)
    if setup.kind == "sparse":
        numbers["active"] = float(_usage(model, setup, data.tested).mean())
    if setup.kind == "contractive":
        numbers["contraction"] = float(contraction(model, data.tested).mean())
        if setup.latents > 1:
            sizes = torch.linalg.svdvals(jacobian(model, data.tested))
            numbers["ratio"] = float((sizes[:, 0] / sizes[:, 1].clamp_min(1e-12)).median())
        if data.density is not None:
            numbers["along"] = along(model, setup)
    return numbers


@torch.no_grad()
def views(
    model: Autoencoder, setup: AutoencoderSetup, data: Source
) -> dict[str, NDArray[np.generic]]:
    """The arrays of a frame; see the top of the module."""
    codes = model.encode(data.shown)
    axes = most_varied(codes)
    shown = {"codes": two(codes, axes), "axes": axes}
    if data.side:
        shown["reconstructions"] = model(seen(setup, data.test[:PICTURES_SHOWN]))
        if setup.network in ("linear", "shallow"):
            shown["atoms"] = model.atoms()
    else:
        shown["again"] = model(seen(setup, data.test[:POINTS_SHOWN]))
    if setup.kind == "undercomplete" and not data.side:
        shown["mesh"] = model.decode(grid(codes, axes))
    if setup.kind == "denoising" and data.density is not None:
        places = nodes(data.window)
        shown["arrows"] = model(places) - places
    if setup.kind == "sparse":
        shown["usage"] = _usage(model, setup, data.tested)
    if setup.kind == "contractive" and data.density is not None:
        places = cell_centres(data.window, CELLS)
        shown["field"] = contraction(model, places).reshape(CELLS, CELLS)
        shown["leading"] = leading(model, data.test[:LINES])
    return {name: tensor.numpy().copy() for name, tensor in shown.items()}


def seen(setup: AutoencoderSetup, x: Tensor) -> Tensor:
    """What the encoder is shown of held-out inputs: a denoiser sees them corrupted."""
    return corrupted(x, setup.sigma) if isinstance(setup, DenoisingSetup) else x


def most_varied(codes: Tensor) -> Tensor:
    """Which two numbers of codes (n, q) vary most, (2,); twice the first of a single one."""
    axes = codes.var(dim=0).argsort(descending=True, stable=True)[:2]
    return axes if len(axes) == 2 else axes.repeat(2)


def two(codes: Tensor, axes: Tensor) -> Tensor:
    """The numbers ``axes`` of codes (n, q) as (n, 2); zeros beside a single one."""
    if codes.shape[1] == 1:
        return torch.nn.functional.pad(codes, (0, 1))
    return codes[:, axes]


def grid(codes: Tensor, axes: Tensor) -> Tensor:
    """Codes over the range of (n, q): (201, 1), or (25, 25, q) along ``axes``."""
    low, high = (codes.quantile(share, dim=0) for share in (REACH, 1 - REACH))
    if codes.shape[1] == 1:
        return torch.lerp(low, high, torch.linspace(0, 1, CURVE)[:, None])
    line = torch.linspace(0, 1, MESH)
    z = codes.mean(dim=0).repeat(MESH, MESH, 1)
    for axis, share in zip(axes.tolist(), (line, line[:, None]), strict=True):
        z[..., axis] = torch.lerp(low[axis], high[axis], share)
    return z


def _error(model: Autoencoder, setup: AutoencoderSetup, x: Tensor) -> float:
    off = model(seen(setup, x)) - x
    return float(off.square().sum(dim=1).double().mean())


def _usage(model: Autoencoder, setup: AutoencoderSetup, x: Tensor) -> Tensor:
    codes = model.encode(x)
    exact = isinstance(setup, SparseSetup) and setup.rule == "l1"
    return ((codes != 0).float() if exact else codes).mean(dim=0)
