"""The law of an image's pixels, one after the other: P(x) = Π_d P(x_d | those before it).

Section 4 of the notes, "Deep generative AR models": every factor is a categorical law over the
levels of a pixel, given by a network with a softmax on top.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

#: The logits (n, K) of one pixel of images (n, D), of which what is before it counts; asked for
#: pixels in their order.
Reader = Callable[[Tensor, int], Tensor]


@dataclass(frozen=True, eq=False)
class PixelStep:
    """One pixel of some images was drawn.

    Attributes:
        place: Which one, 0 … D - 1, row by row.
        law: (n, K) the probabilities of its levels, given those drawn before.
        x: (n, D) int64, the images so far; 0 where nothing was drawn.
    """

    place: int
    law: Tensor
    x: Tensor


class PixelLaw(nn.Module, ABC):
    """Square images whose pixels have K levels, each given those before it in some order.

    Args:
        side: Pixels along each side.
        levels: K.
        order: The pixels 0 … D - 1 in the order in which they come.

    Attributes:
        units: How many numbers of a forward pass can be left out, each of its own: dropout.
    """

    units: int

    def __init__(self, side: int, levels: int, order: Sequence[int]) -> None:
        super().__init__()
        self.side, self.levels, self.order = side, levels, list(order)

    @abstractmethod
    def logits(self, ink: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits (B, D, K) of images whose ink (B, D) is a number from 0 to 1.

        Args:
            ink: Levels divided by K - 1.
            kept: What each unit is multiplied with, (B, units).
        """

    def forward(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """Logits (B, D, K) of images (B, D) of whole levels: those of x_d see nothing after it."""
        return self.logits(self.ink(x), kept)

    def ink(self, x: Tensor) -> Tensor:
        """Levels (B, D) as numbers from 0 to 1."""
        return x.float() / (self.levels - 1)

    def reader(self) -> Reader:
        """What draws images ask for the law of each pixel, the last pass's work kept or not."""
        return lambda x, place: self(x)[:, place]

    def costs(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """-ln P(x_d | those before it) (B, D) in nats."""
        return cross_entropy(self(x, kept).mT, x, reduction="none")

    def loss(self, x: Tensor, kept: Tensor | None = None) -> Tensor:
        """What a training lowers: -ln P(x) () in nats, the mean over images (B, D)."""
        return self.costs(x, kept).sum(dim=1).mean()

    def log_prob(self, x: Tensor) -> Tensor:
        """ln P(x) (B,) in nats: a sum of logarithms (erratum 73)."""
        return -self.costs(x).sum(dim=1)

    def sample(
        self,
        n: int,
        generator: torch.Generator,
        given: Tensor | None = None,
        temperature: float = 1.0,
    ) -> Iterator[Tensor]:
        """Draw ``n`` images: yields all of them (n, D) after each pixel; see :meth:`steps`."""
        for step in self.steps(n, generator, given, temperature):
            yield step.x

    @torch.no_grad()
    def steps(
        self,
        n: int,
        generator: torch.Generator,
        given: Tensor | None = None,
        temperature: float = 1.0,
    ) -> Iterator[PixelStep]:
        """Draw ``n`` images pixel by pixel, one after the other.

        Args:
            n: Images.
            generator: Draws them.
            given: (n, D) levels that are kept, -1 where one is to be drawn, at the same pixels of
                all images; these have to be the last in the order to be drawn from the exact law.
            temperature: Divides the logits: less than 1 sharpens each law, more flattens it.
        """
        law_of = self.reader()
        known = torch.full((n, self.side**2), -1) if given is None else given
        x = known.clamp(min=0)
        for place in self.order:
            if known[0, place] >= 0:
                continue
            law = torch.softmax(law_of(x, place) / temperature, dim=-1)
            x = x.clone()
            x[:, place] = torch.multinomial(law, 1, generator=generator)[:, 0]
            yield PixelStep(place, law, x)
