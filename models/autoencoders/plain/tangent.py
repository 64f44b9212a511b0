"""Which way a code changes most, and which way the data lie."""

from functools import lru_cache

import torch
from torch import Tensor

from models.autoencoders.model import Floats, floats
from models.autoencoders.plain.network import Autoencoder, data_of
from models.autoencoders.plain.penalties import jacobian
from models.autoencoders.plain.setup import AutoencoderSetup

NEIGHBOURS = 40  # points trained on whose spread gives the direction of the data
POINTS = 300  # held-out points at which the two are compared


@lru_cache(maxsize=8)
def tangents(setup: AutoencoderSetup) -> Tensor:
    """The direction (n, D), of length 1, in which the data spread most around held-out points."""
    data = data_of(setup)
    at = data.test[:POINTS]
    near = torch.cdist(at, data.train).topk(NEIGHBOURS, largest=False).indices
    around = data.train[near]  # (n, k, D)
    around = around - around.mean(dim=1, keepdim=True)
    found: Tensor = torch.linalg.svd(around, full_matrices=False).Vh
    return found[:, 0]


@torch.no_grad()
def leading(model: Autoencoder, x: Tensor) -> Tensor:
    """s₁ v₁ of ∂f/∂x at points (n, D): where the code changes most, as long as it changes."""
    found = torch.linalg.svd(jacobian(model, x), full_matrices=False)
    steepest: Tensor = found.S[:, :1] * found.Vh[:, 0]
    return steepest


def along(model: Autoencoder, setup: AutoencoderSetup) -> float:
    """The mean squared cosine between the two directions: 1 is along the data, ½ is by chance."""
    directions = torch.nn.functional.normalize(leading(model, data_of(setup).test[:POINTS]), dim=1)
    return float((directions * tangents(setup)).sum(dim=1).square().mean())


@torch.no_grad()
def singular(model: Autoencoder, place: Floats) -> tuple[Floats, Floats]:
    """The singular values (k,) of ∂f/∂x at a place (D,), and their directions (k, D) there."""
    x = torch.as_tensor(place, dtype=torch.float32).reshape(1, -1)
    found = torch.linalg.svd(jacobian(model, x), full_matrices=False)
    return floats(found.S[0]), floats(found.Vh[0])


def contraction_by_autograd(model: Autoencoder, place: Floats) -> float:
    """‖∂f/∂x‖_F² at a place (D,) by automatic differentiation: what the formula is held against."""
    x = torch.as_tensor(place, dtype=torch.float32).reshape(1, -1)
    places = x.detach().requires_grad_()
    units = model.encode(places)[0]
    slopes = [torch.autograd.grad(unit, places, retain_graph=True)[0] for unit in units]
    return float(torch.cat(slopes).square().sum())
