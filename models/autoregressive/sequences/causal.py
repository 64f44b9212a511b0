"""An autoregressive network: P(x) = Π_d P(x_d | x_<d), each factor by the same parameters.

Lectures 10-11 of the notes, equations of section 4. A *body* mixes the symbols of the past; what
goes in is embedded, what comes out becomes a categorical law of the next symbol:

    x_1 … x_T  →  embed  →  one place to the right  →  body  →  logits θ_1 … θ_T

The step to the right is the notes' "option A": without it the first layer sees the very symbol that
it has to foretell, and the network learns to copy it.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from models.training.weights import normal

Stage = Callable[[Tensor], Tensor]


class Body(nn.Module, ABC):
    """Mixes what has been seen: (B, T, w) → (B, T, w), place d from places up to d alone.

    Attributes:
        reach: How many places back, its own included, any output looks; None if all of them.
    """

    reach: int | None = None

    @abstractmethod
    def stages(self) -> Sequence[Stage]:
        """Its layers, one after the other."""

    def forward(self, x: Tensor) -> Tensor:
        """All stages."""
        for stage in self.stages():
            x = stage(x)
        return x


class Recurrent(Body):
    """A body that goes on from a state, and need not read what it has seen again."""

    @abstractmethod
    def begin(self, n: int) -> Tensor:
        """The state of ``n`` sequences of which nothing has been read."""

    @abstractmethod
    def proceed(self, x: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """The outputs (n, t, w) for more places ``x`` (n, t, w), and the state after them."""


class Causal(nn.Module):
    """Symbols in, logits of each symbol given those before it out.

    Args:
        vocabulary: Number of symbols V.
        width: Numbers w that stand for one symbol.
        body: What mixes them.
        strict: Whether the first layer is kept from the present symbol ("option A").
        generator: Draws the initial parameters.
    """

    def __init__(
        self, vocabulary: int, width: int, body: Body, strict: bool, generator: torch.Generator
    ) -> None:
        super().__init__()
        self.vocabulary, self.strict = vocabulary, strict
        self.symbols = normal(vocabulary, width, generator, spread=math.sqrt(width))
        self.start = normal(1, width, generator, spread=math.sqrt(width))
        self.body = body
        self.unembed = normal(vocabulary, width, generator, spread=0.5)
        self.bias = nn.Parameter(torch.zeros(vocabulary))

    @property
    def reach(self) -> int | None:
        """How many symbols before x_d the factor P(x_d | x_<d) looks at; None if at all."""
        return self.body.reach

    def forward(self, x: Tensor) -> Tensor:
        """Logits θ (B, T, V) of sequences (B, T): θ_d is a function of x_<d."""
        return self.logits(self.symbols[x])

    def logits(self, embedded: Tensor) -> Tensor:
        """The same for embedded symbols (B, T, w)."""
        return self.read_out(self.body(self.entered(embedded)))

    def entered(self, embedded: Tensor) -> Tensor:
        """What the body reads at each place: the symbol before, at the first place a start sign."""
        if not self.strict:
            return embedded
        first = self.start.expand(len(embedded), 1, -1)
        return torch.cat((first, embedded[:, :-1]), dim=1)

    def read_out(self, mixed: Tensor) -> Tensor:
        """Logits (B, T, V) of what the body says (B, T, w)."""
        return linear(mixed, self.unembed, self.bias)

    def log_probs(self, x: Tensor) -> Tensor:
        """ln P(x_d | x_<d), the factors (B, T) of sequences (B, T), in nats."""
        logs = torch.log_softmax(self(x), dim=-1)
        return logs.gather(-1, x[..., None])[..., 0]

    def log_prob(self, x: Tensor) -> Tensor:
        """ln P(x) (B,) in nats: the sum of the logarithms of its factors (erratum 73)."""
        return self.log_probs(x).sum(dim=-1)

    @torch.no_grad()
    def sample(
        self,
        n: int,
        length: int,
        generator: torch.Generator,
        given: Tensor | None = None,
        temperature: float = 1.0,
    ) -> Iterator[Tensor]:
        """Draw ``n`` sequences symbol by symbol: yields (n,) int64, ``length`` times.

        A network that is not strict has to be told the symbol that it is to draw; it is told one
        picked at random, as nobody knows it.

        Args:
            n: Sequences.
            length: Symbols to draw.
            generator: Draws them.
            given: (n, G) symbols that come before.
            temperature: Divides the logits: less than 1 sharpens the law, more flattens it.
        """
        x = torch.empty(n, 0, dtype=torch.long) if given is None else given
        recurrent = self.body if self.strict and isinstance(self.body, Recurrent) else None
        state = recurrent.begin(n) if recurrent else None
        unread = self.entered(self.symbols[_and_any(x)])  # with the place that is to be drawn
        for _ in range(length):
            if recurrent is not None and state is not None:
                mixed, state = recurrent.proceed(unread, state)
                logits = self.read_out(mixed)[:, -1]
            else:
                present = torch.randint(self.vocabulary, (n, 1), generator=generator)
                past = x if self.reach is None else x[:, max(0, x.shape[1] - self.reach) :]
                logits = self(torch.cat((past, present), dim=1))[:, -1]
            law = torch.softmax(logits / temperature, dim=-1)
            drawn = torch.multinomial(law, 1, generator=generator)
            x = torch.cat((x, drawn), dim=1)
            unread = self.symbols[drawn]
            yield drawn[:, 0]


def _and_any(x: Tensor) -> Tensor:
    """Sequences (n, G) with one more symbol, which no strict network looks at."""
    return torch.cat((x, x.new_zeros(len(x), 1)), dim=1)
