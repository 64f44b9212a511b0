"""An autoregressive network: P(x) = Π_d P(x_d | x_<d), each factor by the same parameters.

Lectures 10-11 of the notes, equations of section 4. A *body* mixes the symbols of the past; what
goes in is embedded, what comes out becomes a categorical law of the next symbol:

    x_1 … x_T  →  embed  →  one place to the right  →  body  →  logits θ_1 … θ_T

The step to the right is the notes' "option A": without it the first layer sees the very symbol that
it has to foretell, and the network learns to copy it.
"""

import math
from collections.abc import Callable, Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

Stage = Callable[[Tensor], Tensor]


class Body(nn.Module):
    """Mixes what has been seen: (B, T, w) → (B, T, w), place d from places up to d alone.

    Attributes:
        reach: How many places back, its own included, any output looks; None if all of them.
    """

    reach: int | None = None

    def stages(self) -> Sequence[Stage]:
        """Its layers, one after the other."""
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """All stages."""
        for stage in self.stages():
            x = stage(x)
        return x

    def begin(self, n: int) -> Tensor | None:
        """A state from which :meth:`proceed` goes on; None if it has none, and reads again."""

    def proceed(self, x: Tensor, state: Tensor) -> tuple[Tensor, Tensor]:
        """The output (n, 1, w) for one more place, and the state after it."""
        raise NotImplementedError


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
        self.symbols = random_matrix(vocabulary, width, generator, spread=math.sqrt(width))
        self.start = random_matrix(1, width, generator, spread=math.sqrt(width))
        self.body = body
        self.unembed = random_matrix(vocabulary, width, generator, spread=0.5)
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
        state = self.body.begin(n) if self.strict else None
        unread = self.entered(self.symbols[_and_any(x)])  # with the place that is to be drawn
        for _ in range(length):
            if state is None:
                present = torch.randint(self.vocabulary, (n, 1), generator=generator)
                past = x if self.reach is None else x[:, max(0, x.shape[1] - self.reach) :]
                logits = self(torch.cat((past, present), dim=1))[:, -1]
            else:
                mixed, state = self.body.proceed(unread, state)
                logits = self.read_out(mixed)[:, -1]
            law = torch.softmax(logits / temperature, dim=-1)
            drawn = torch.multinomial(law, 1, generator=generator)
            x = torch.cat((x, drawn), dim=1)
            unread = self.symbols[drawn]
            yield drawn[:, 0]


def random_matrix(
    outputs: int, inputs: int, generator: torch.Generator, spread: float = 1.0
) -> nn.Parameter:
    """A matrix that keeps the size of what passes through it, times ``spread``."""
    scale = spread / math.sqrt(max(1, inputs))
    return nn.Parameter(torch.randn(outputs, inputs, generator=generator) * scale)


def _and_any(x: Tensor) -> Tensor:
    """Sequences (n, G) with one more symbol, which no strict network looks at."""
    return torch.cat((x, x.new_zeros(len(x), 1)), dim=1)
