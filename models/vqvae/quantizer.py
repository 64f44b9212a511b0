"""The layer in the middle: every vector becomes the nearest codeword (van den Oord et al. 2017)."""

from typing import NamedTuple

import torch
from torch import Tensor, nn

DEAD = 0.01  # a codeword that stands for less than this part of an equal share is dead
_NONE = 1e-20  # shares below it are those of a codeword that stands for nothing


class Losses(NamedTuple):
    """Squared distances (...,) to the nearest codeword, equal in value, each pulling at one end.

    Attributes:
        codebook: ‖sg[z] - e‖²: the second term, which moves the codewords.
        commitment: ‖z - sg[e]‖²: the third term without its β, which moves the encoder.
    """

    codebook: Tensor
    commitment: Tensor


class Quantized(NamedTuple):
    """What the layer gives.

    Attributes:
        z_q: (..., d), the codewords; their gradient goes on to z unchanged ("straight through").
        codes: (...,) int64, which codewords they are.
        losses: The two terms that keep z and codewords together.
    """

    z_q: Tensor
    codes: Tensor
    losses: Losses


class VectorQuantizer(nn.Module):
    """Vectors replaced by the nearest of K codewords.

    >>> layer = VectorQuantizer(torch.tensor([[0.0, 0.0], [1.0, 1.0]]))
    >>> z_q, codes, losses = layer(torch.tensor([[0.9, 1.0]]))
    >>> codes.tolist(), z_q.tolist()
    ([1], [[1.0, 1.0]])

    Args:
        codebook: (K, d), where the codewords begin.
    """

    def __init__(self, codebook: Tensor) -> None:
        super().__init__()
        self.codebook = nn.Parameter(codebook.clone())

    def nearest(self, z: Tensor) -> Tensor:
        """The nearest codeword of each vector (..., d), (...,) int64."""
        flat, book = z.reshape(-1, z.shape[-1]), self.codebook.detach()
        # ‖z - e‖² without the part ‖z‖² that all codewords share
        distances = torch.addmm(book.square().sum(1), flat.detach(), book.T, alpha=-2)  # (n, K)
        return distances.argmin(dim=1).reshape(z.shape[:-1])

    def forward(self, z: Tensor) -> Quantized:
        """Quantize vectors (..., d)."""
        codes = self.nearest(z)
        chosen = self.codebook[codes]  # (..., d)
        z_q = z + (chosen - z).detach()
        losses = Losses(
            (chosen - z.detach()).square().sum(-1), (z - chosen.detach()).square().sum(-1)
        )
        return Quantized(z_q, codes, losses)


class Averages:
    """How much each codeword is used of late, and the mean of what it stands for.

    The moving averages of van den Oord et al. 2017, appendix A.1, as shares of a batch.

    Args:
        codebook: (K, d), which is moved in place.

    Attributes:
        shares: (K,) moving average of the share of vectors in each cell.
        sums: (K, d) the same of their sums, divided by the vectors of a batch.
    """

    def __init__(self, codebook: Tensor) -> None:
        self._codebook, size = codebook, len(codebook)
        self.shares = torch.full((size,), 1 / size, device=codebook.device)
        self.sums = codebook.detach() / size

    def see(self, z: Tensor, codes: Tensor, decay: float) -> None:
        """Take the vectors (n, d) of a batch into the averages, with their codes (n,)."""
        part = (1 - decay) / len(z)
        weights = torch.full_like(codes, part, dtype=z.dtype)
        self.shares.mul_(decay).index_add_(0, codes, weights)
        self.sums.mul_(decay).index_add_(0, codes, part * z)

    def move(self) -> None:
        """Put every codeword into the mean of what it stands for."""
        shares = self.shares[:, None]
        means = torch.where(shares > _NONE, self.sums / shares.clamp_min(_NONE), self._codebook)
        self._codebook.copy_(means)

    def restart(self, z: Tensor) -> None:
        """Put dead codewords at vectors of a batch (n, d), as if they had an equal share."""
        size = len(self._codebook)
        places = torch.arange(size, device=z.device) * len(z) // size  # any of a random batch
        dead = (self.shares * size < DEAD)[:, None]
        self._codebook.copy_(torch.where(dead, z[places], self._codebook))
        self.shares.copy_(torch.where(dead[:, 0], 1 / size, self.shares))
        self.sums.copy_(torch.where(dead, z[places] / size, self.sums))
