"""The three terms of a VQ-VAE's loss, and what each pulls at.

    ‖x - D(z_q)‖² + ‖sg[E(x)] - e‖² + β ‖E(x) - sg[e]‖²

(van den Oord et al. 2017, equation 3), sums over pixels and over the cells of the grid, so that
their proportion does not hang on sizes. Printed with the stop-gradient around the whole
difference, the second term has the gradient 0: nothing would ever move a codeword.
"""

from dataclasses import dataclass

import torch
from torch import Tensor

from models.vqvae.model import VqVae
from models.vqvae.setup import Learns


@dataclass(frozen=True, eq=False)
class Terms:
    """The terms of some images (n,), each with the gradient that it has.

    Attributes:
        reconstruction: ‖x - D(z_q)‖².
        codebook: ‖sg[E(x)] - e‖², or without any gradient where it is taken as printed.
        commitment: ‖E(x) - sg[e]‖².
        codes: (n, g, g), the codes.
        z: (n, g, g, d), the encoder's vectors.
    """

    reconstruction: Tensor
    codebook: Tensor
    commitment: Tensor
    codes: Tensor
    z: Tensor


def terms(model: VqVae, x: Tensor, learns: Learns = "loss") -> Terms:
    """The three terms of images (n, side²)."""
    z = model.encoder(x)  # (n, g, g, d)
    quantized = model.quantizer(z)
    missed = (x - model.decoder(quantized.z_q)).square().sum(dim=1)
    codebook = quantized.losses.codebook.flatten(1).sum(dim=1)
    commitment = quantized.losses.commitment.flatten(1).sum(dim=1)
    if learns == "printed":
        codebook = codebook.detach()
    return Terms(missed, codebook, commitment, quantized.codes, z)


def pulls(model: VqVae, x: Tensor, learns: Learns = "loss") -> Tensor:
    """How strongly each term pulls at each part: norms of gradients, (3 terms, 3 parts).

    Rows are reconstruction, codebook, commitment (without its β), columns encoder, codebook,
    decoder; the gradients are those of the mean over the images.
    """
    found = terms(model, x, learns)
    parts = (model.encoder, model.quantizer, model.decoder)
    norms = torch.zeros(3, 3)
    for row, term in enumerate((found.reconstruction, found.codebook, found.commitment)):
        if not term.requires_grad:
            continue
        for column, part in enumerate(parts):
            gradients = torch.autograd.grad(
                term.mean(), list(part.parameters()), retain_graph=True, allow_unused=True
            )
            squares = [each.square().sum() for each in gradients if each is not None]
            norms[row, column] = torch.stack(squares).sum().sqrt() if squares else 0.0
    return norms


def descent(model: VqVae, x: Tensor) -> tuple[Tensor, Tensor]:
    """Where reconstruction would move the codewords: -∂‖x - D(z_q)‖²/∂z_q of images (n, side²).

    Straight through, the encoder's vectors get the same arrows.

    Returns:
        The codewords in use (n, g, g, d), and at each its arrow.
    """
    z_q = model.quantizer(model.encoder(x)).z_q.detach().requires_grad_()
    missed = (x - model.decoder(z_q)).square().sum()
    (gradient,) = torch.autograd.grad(missed, z_q)
    return z_q.detach(), -gradient
