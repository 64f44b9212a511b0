"""K steps of flow at one scale: actnorm, invertible 1x1 convolution, affine coupling."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from models.glow.layers.coupling import Coupling, Pair
from models.glow.layers.mixing import Mixing, MixingKind


class Level(nn.Module):
    """Figure (a) of section 1.3 of the notes, K times.

    Args:
        side: Height and width of the grid.
        channels: An even number.
        steps: The number K.
        width: Channels of the networks in the couplings.
        kind: How the 1x1 convolutions are written down.
        generator: Draws the initial parameters.
        bins: See :class:`models.glow.layers.Coupling`.
    """

    def __init__(
        self,
        side: tuple[int, int],
        channels: int,
        steps: int,
        width: int,
        kind: MixingKind,
        generator: torch.Generator,
        bins: int = 0,
    ) -> None:
        super().__init__()
        self.side, self.channels, self.steps = side, channels, steps
        self.mixing = Mixing(steps, channels, kind)
        self.couplings = nn.ModuleList(
            Coupling(channels, width, generator, bins) for _ in range(steps)
        )

    @property
    def places(self) -> int:
        """h · w."""
        return self.side[0] * self.side[1]

    def inverse(self, x: Tensor) -> Pair:
        """Data to latent: (n, h, w, c), log|det| (n,)."""
        log_det = (self.places * self.mixing.log_det()).expand(len(x))
        for matrix, bias, coupling in self._steps():
            x, each = coupling.inverse(linear(x, matrix, bias))
            log_det = log_det + each
        return x, log_det

    def forward(self, y: Tensor) -> Pair:
        """Latent to data: (n, h, w, c), log|det| (n,)."""
        log_det = (-self.places * self.mixing.log_det()).expand(len(y))
        for matrix, bias, coupling in reversed(list(self._steps())):
            y, each = coupling.forward(y)
            y = torch.linalg.solve(matrix, (y - bias).flatten(0, 2).T).T.reshape(y.shape)
            log_det = log_det + each
        return y, log_det

    def parts(self, x: Tensor) -> Iterator[tuple[str, Tensor, Tensor]]:
        """The same as :meth:`inverse`, one layer at a time: its name, its output and log|det|."""
        mixing = self.mixing
        for k, (matrix, log_det) in enumerate(
            zip(mixing.matrices(), mixing.log_dets(), strict=True)
        ):
            x = x * mixing.log_scale[k].exp() + mixing.bias[k]
            yield "actnorm", x, (self.places * mixing.log_scale[k].sum()).expand(len(x))
            x = linear(x, matrix)
            yield "1×1 convolution", x, (self.places * log_det).expand(len(x))
            x, each = self.coupling(k).inverse(x)
            yield "coupling", x, each

    @torch.no_grad()
    def start(self, x: Tensor) -> Tensor:
        """Start actnorm at some data (n, h, w, c); what these become."""
        for k in range(self.steps):
            self.mixing.start(k, x)
            matrices, biases = self.mixing.affine()
            x, _ = self.coupling(k).inverse(linear(x, matrices[k], biases[k]))
        return x

    def _steps(self) -> Iterator[tuple[Tensor, Tensor, Coupling]]:
        matrices, biases = self.mixing.affine()
        for k, (matrix, bias) in enumerate(zip(matrices, biases, strict=True)):
            yield matrix, bias, self.coupling(k)

    def coupling(self, k: int) -> Coupling:
        """That of step k, from 0."""
        coupling = self.couplings[k]
        assert isinstance(coupling, Coupling)
        return coupling
