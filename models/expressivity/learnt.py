"""The same blocks, learnt instead of written down."""

import math
from collections.abc import Iterator
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from models import device
from models.expressivity.blocks import Weights
from models.expressivity.construction import HEADS
from models.expressivity.distance import POINTS, middles
from models.expressivity.setup import LearntSetup
from models.frame import Arrays, Frame, Start
from models.training import Descent, count, on_batches, run
from models.training.batches import Batches
from models.training.checkpoint import write_parameters
from models.training.schedule import Schedule
from models.training.weights import normal

MOMENTS = 40
WARM_UP = 20  # updates over which the learning rate grows to its full size
SHOWN = 48  # points along each side of the field that a moment shows
OTHER = (
    "This checkpoint is of another network: choose the tokens, positions, block, token size and "
    "layers that it was trained with."
)


class _Block(nn.Module):
    """The weights of one block as parameters."""

    def __init__(self, d: int, m: int, r: int, generator: torch.Generator) -> None:
        super().__init__()

        def heads(outputs: int, inputs: int) -> nn.Parameter:
            drawn = [normal(outputs, inputs, generator, spread=0.5) for _ in range(HEADS)]
            return nn.Parameter(torch.stack([each.detach() for each in drawn]))

        self.output, self.value = heads(d, m), heads(m, d)
        self.key, self.query = heads(m, d), heads(m, d)
        self.w1, self.w2 = normal(r, d, generator), normal(d, r, generator, spread=0.5)
        self.b1, self.b2 = nn.Parameter(torch.zeros(r, 1)), nn.Parameter(torch.zeros(d, 1))

    def forward(self, x: Tensor) -> Tensor:
        """FF(X) (B, d, n) for X (B, d, n)."""
        return Weights(**dict(self.named_parameters()))(x)


class Learnt(nn.Module):
    """Blocks of the notes between a token's number and d numbers that stand for it.

    Args:
        tokens: n.
        width: d.
        depth: Blocks.
        head_size: m, of two heads.
        hidden: r.
        positions: Whether each place has d numbers of its own, E of equation (4).
        generator: Draws the weights.
    """

    def __init__(
        self,
        tokens: int,
        width: int,
        depth: int,
        head_size: int,
        hidden: int,
        positions: bool,
        generator: torch.Generator,
    ) -> None:
        super().__init__()
        d, m, r = width, head_size, hidden
        self.embed, self.lift = normal(d, 1, generator), normal(d, 1, generator)
        self.positions = nn.Parameter(torch.zeros(d, tokens)) if positions else None
        if self.positions is not None:
            nn.init.normal_(self.positions, generator=generator)
        self.blocks = nn.Sequential(*[_Block(d, m, r, generator) for _ in range(depth)])
        self.read, self.offset = normal(1, d, generator), nn.Parameter(torch.zeros(1))

    def forward(self, x: Tensor) -> Tensor:
        """What becomes of X (B, n), (B, n)."""
        state = self.embed * x[:, None] + self.lift  # (B, d, n)
        if self.positions is not None:
            state = state + self.positions
        state = self.blocks(state)
        answer: Tensor = (self.read @ state)[:, 0] / math.sqrt(len(self.embed)) + self.offset
        return answer


class _Evenly:
    """Sequences of n numbers, even on [0, 1]ⁿ."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens

    def sample(self, n: int, generator: torch.Generator) -> Tensor:
        """``n`` rows (n, tokens)."""
        return torch.rand(n, self._tokens, generator=generator)


def build(setup: LearntSetup) -> Learnt:
    """The untrained network of a setup."""
    d, theorem = setup.width, setup.block == "theorem"
    return Learnt(
        setup.tokens,
        d,
        setup.layers,
        1 if theorem else d // 2,
        4 if theorem else 4 * d,
        setup.positions,
        torch.Generator().manual_seed(setup.seed),
    )


def parameters_of(setup: LearntSetup) -> int:
    """Numbers that are learnt."""
    return count(build(setup))


def restore_learnt(setup: LearntSetup, checkpoint: Arrays) -> Learnt:
    """The network as it was in the frame that ``checkpoint`` belongs to.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model = build(setup)
    write_parameters(model, checkpoint, OTHER)
    return model


def train_learnt(setup: LearntSetup, start: Start | None = None) -> Iterator[Frame]:
    """Train the network of ``setup`` on sequences at random and yield its moments.

    Metrics: ``error``, d₂ to the function as :func:`models.expressivity.distance.distance` has it.
    View: ``field`` (48, 48) float32, what the first token becomes over itself (columns) and the
    second (rows, the lowest first); a third stands at ½.
    Checkpoint: ``parameters`` (P,); resume: Adam's ``adam_mean``, ``adam_square`` (P,).

    Raises:
        ModelError: ``start`` is of another architecture.
        Diverged: The loss stopped being a number.
    """
    yield from run(partial(learner, setup, start), setup.steps, MOMENTS)


def learner(
    setup: LearntSetup, start: Start | None = None, on: torch.device | None = None
) -> Descent[Learnt]:
    """What :func:`train_learnt` trains, on a device of one's own choice if wanted.

    Raises:
        ModelError: See :func:`train_learnt`.
    """
    model = build(setup) if start is None else restore_learnt(setup, start.checkpoint)
    f = setup.known.function
    batches = Batches(_Evenly(setup.tokens), setup.seed, setup.batch)

    def cost(trained: Learnt, x: Tensor) -> Tensor:
        squares: Tensor = (trained(x) - f(x)).square().sum(-1)
        return squares.mean()

    return Descent(
        model,
        on_batches(batches, cost),
        [batches],
        Schedule(setup.learning_rate, setup.steps, WARM_UP),
        partial(_judge, model, setup),
        judged=["error"],
        start=start,
        on=on or device.for_training(count(model), setup.batch * setup.tokens),
    )


@torch.no_grad()
def _judge(model: Learnt, setup: LearntSetup) -> tuple[dict[str, float], Arrays]:
    x = middles(setup.tokens, POINTS[setup.tokens] // 2).float()
    error = (model(x) - setup.known.function(x)).square().sum(-1).mean().sqrt().item()
    return {"error": error}, {
        "field": model(square(setup.tokens))[:, 0].reshape(SHOWN, SHOWN).numpy()
    }


def wanted(setup: LearntSetup) -> NDArray[np.float32]:
    """What ``field`` is to become, (48, 48)."""
    first: NDArray[np.float32] = setup.known.function(square(setup.tokens))[:, 0].numpy()
    return first.reshape(SHOWN, SHOWN)


def square(tokens: int, points: int = SHOWN) -> Tensor:
    """X (points², n) over the square of the first token (fastest) and the second; others at ½."""
    second, first = middles(2, points).float().unbind(-1)
    rest = [torch.full_like(first, 0.5)] * (tokens - 2)
    return torch.stack((first, second, *rest), dim=-1)
