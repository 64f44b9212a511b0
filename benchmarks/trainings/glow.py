"""Glow against plain eager PyTorch of the same flow: nn.Conv2d, one layer after another."""

import math

import torch
from torch import Tensor, nn
from torch.nn.functional import conv2d, relu

from benchmarks.table import Row, text
from benchmarks.trainings.eager import against_eager
from models.glow import GlowSetup, pictures
from models.glow.data import Spread
from models.glow.training import MARGIN, learner
from models.training.batches import Batches

MOST = 2.0


def measure() -> list[Row]:
    """Updates a second, ours to plain PyTorch's, one thread."""
    return [_measure(GlowSetup())]


class _Step(nn.Module):
    """Actnorm, a 1x1 convolution by LU, and a coupling."""

    def __init__(self, channels: int, width: int) -> None:
        super().__init__()
        self.log_scale = nn.Parameter(torch.zeros(1, channels, 1, 1))
        self.bias = nn.Parameter(torch.zeros(1, channels, 1, 1))
        rotation = torch.linalg.qr(torch.randn(channels, channels))[0]
        permutation, lower, upper = torch.linalg.lu(rotation)
        self.register_buffer("permutation", permutation)
        self.register_buffer("sign", upper.diagonal().sign())
        self.lower, self.upper = nn.Parameter(lower.tril(-1)), nn.Parameter(upper.triu(1))
        self.log_diagonal = nn.Parameter(upper.diagonal().abs().log())
        self.read = nn.Conv2d(channels // 2, width, 3, padding=1)
        self.write = nn.Conv2d(width, channels, 3, padding=1)
        nn.init.zeros_(self.write.weight)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        places = x.shape[2] * x.shape[3]
        x = (x + self.bias) * self.log_scale.exp()
        lower = self.lower.tril(-1) + torch.eye(x.shape[1])
        upper = self.upper.triu(1) + torch.diag(self.get_buffer("sign") * self.log_diagonal.exp())
        matrix = self.get_buffer("permutation") @ lower @ upper
        x = conv2d(x, matrix[:, :, None, None])
        kept, moved = x.chunk(2, dim=1)
        x, log_det = _moved(kept, moved, self.write(relu(self.read(kept))))
        return x, log_det + places * (self.log_scale.sum() + self.log_diagonal.sum())


def _moved(kept: Tensor, moved: Tensor, said: Tensor) -> tuple[Tensor, Tensor]:
    shift, raw = said.chunk(2, dim=1)
    log_scale = MOST * torch.tanh(raw / MOST)
    moved = (moved + shift) * log_scale.exp()
    return torch.cat((kept, moved), dim=1), log_scale.flatten(1).sum(dim=1)


class _Rival(nn.Module):
    """The same flow of digits out of PyTorch's own parts."""

    def __init__(self, setup: GlowSetup) -> None:
        super().__init__()
        channels, levels, splits = 1, [], []
        for number in range(setup.scales):
            channels *= 4
            steps = [_Step(channels, setup.width) for _ in range(setup.flow_steps)]
            levels.append(nn.ModuleList(steps))
            if number < setup.scales - 1:
                read = nn.Conv2d(channels // 2, setup.width, 3, padding=1)
                write = nn.Conv2d(setup.width, channels, 3, padding=1)
                splits.append(nn.Sequential(read, nn.ReLU(), write))
                channels //= 2
        self.levels, self.splits = nn.ModuleList(levels), nn.ModuleList(splits)
        side = 8 // 2**setup.scales
        self.shift = nn.Parameter(torch.zeros(1, channels, side, side))
        self.log_scale = nn.Parameter(torch.zeros(1, channels, side, side))

    def forward(self, x: Tensor) -> Tensor:
        inner = MARGIN + (1 - 2 * MARGIN) * x
        log_det = (-inner.log() - torch.log1p(-inner)).sum(dim=1) + 64 * math.log(1 - 2 * MARGIN)
        h = (inner.log() - torch.log1p(-inner)).reshape(-1, 1, 8, 8)
        squares = torch.zeros(len(x))
        for number, level in enumerate(self.levels):
            h = nn.functional.pixel_unshuffle(h, 2)
            assert isinstance(level, nn.ModuleList)
            for step in level:
                h, each = step(h)
                log_det = log_det + each
            if number < len(self.splits):
                kept, moved = h.chunk(2, dim=1)
                h, each = _moved(kept, moved, self.splits[number](kept))
                log_det = log_det + each
                h, z = h.chunk(2, dim=1)
                squares = squares + z.square().flatten(1).sum(dim=1)
        z = (h + self.shift) * self.log_scale.exp()
        squares = squares + z.square().flatten(1).sum(dim=1)
        found: Tensor = log_det + self.log_scale.sum() - squares / 2 - 32 * math.log(2 * math.pi)
        return found


def _measure(setup: GlowSetup) -> Row:
    data = pictures(setup.data)
    with torch.random.fork_rng():
        torch.manual_seed(setup.seed)
        model = _Rival(setup)
    batches = Batches(Spread(data.train, data.lattice, noisy=True), setup.seed, setup.batch)

    def loss(step: int) -> Tensor:
        found: Tensor = -model(batches[step]).mean() / data.lattice.pixels
        return found

    return against_eager(
        "Glow of digits", learner(setup), model, loss, 1.3, rate=setup.learning_rate
    )


if __name__ == "__main__":
    print(text(measure()))
