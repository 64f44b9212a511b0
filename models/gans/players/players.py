"""The two networks, their optimisers and the generator's average: all that a training remembers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models import device
from models.errors import ModelError
from models.gans.players.perceptrons import Activation, Perceptrons, size
from models.gans.players.spectral import Spectral

OTHER = (
    "This checkpoint is of another GAN: choose the hidden layers, hidden width and packed samples "
    "that it was trained with."
)
OTHER_GENERATOR = (
    "A fork goes on with its generator, which is of another GAN: choose the hidden layers and the "
    "hidden width that it was trained with."
)
LATENT, PLANE = 2, 2  # dimensions of z and of x
GAIN = 1.3  # of the initial weights: the untrained generator then spreads about as the data does


@dataclass(frozen=True)
class Shape:
    """The architecture of both networks.

    Attributes:
        hidden: Neurons in each hidden layer.
        depth: Hidden layers.
        pack: Samples that the discriminator judges together.
        activation: Between two layers.
    """

    hidden: int
    depth: int
    pack: int = 1
    activation: Activation = "leaky_relu"

    @property
    def generator(self) -> tuple[int, ...]:
        """Widths of all its layers."""
        return (LATENT, *self._inner, PLANE)

    @property
    def discriminator(self) -> tuple[int, ...]:
        """Widths of all its layers."""
        return (PLANE * self.pack, *self._inner, 1)

    @property
    def parameters(self) -> int:
        """Of both networks together."""
        return size(self.generator) + size(self.discriminator)

    @property
    def _inner(self) -> tuple[int, ...]:
        return (self.hidden,) * self.depth


class Players:
    """S generators and S discriminators of one shape; S = 1 for a single training.

    Args:
        shape: Of all of them.
        seeds: S of them, which choose the first weights.
        betas: Adam's β₁ and β₂, of both players.
        averaged: Whether a running average of the generators is kept.
        spectral: Whether the discriminators' weights are normalised.
        on: Where everything is.

    Attributes:
        count: S.
        pack: Samples that a discriminator judges together.
        activation: Between two layers.
        generator: The S generators.
        discriminator: The S discriminators.
        average: Running average of the generators' parameters (S * P,), None when it is off.
        spectral: What bounds the discriminators' slopes, None when it is off.
        updates: Updates made so far of the generator and of the discriminator; tensors () while
            a step is captured.
    """

    def __init__(
        self,
        shape: Shape,
        seeds: Sequence[int],
        betas: tuple[float, float] = (0.0, 0.99),
        *,
        averaged: bool = False,
        spectral: bool = False,
        on: torch.device = device.CPU,
    ) -> None:
        self.count, self.pack, self.activation = len(seeds), shape.pack, shape.activation
        self.generator = Perceptrons(shape.generator, shape.activation, seeds, 0, GAIN).to(on)
        self.discriminator = Perceptrons(shape.discriminator, shape.activation, seeds, 1, GAIN).to(
            on
        )
        self.generator_adam = self.generator.adam(*betas)
        self.discriminator_adam = self.discriminator.adam(*betas)
        self.average = self.generator_adam.values.clone() if averaged else None
        self.spectral = Spectral(self.discriminator, self.discriminator_adam) if spectral else None
        self.updates: list[int | Tensor] = [0, 0]

    @property
    def shown(self) -> Tensor:
        """The generators' parameters that are shown and judged (S * P,)."""
        return self.generator_adam.values if self.average is None else self.average

    @property
    def judging(self) -> Tensor:
        """The discriminators' parameters as they act (S * P,): normalised where they are to be."""
        return self.discriminator_adam.values if self.spectral is None else self.spectral.values

    def state(self) -> dict[str, Tensor]:
        """Everything that exact continuation needs."""
        state = {
            "generator": self.generator_adam.values,
            "generator_mean": self.generator_adam.mean,
            "generator_square": self.generator_adam.square,
            "discriminator": self.discriminator_adam.values,
            "discriminator_mean": self.discriminator_adam.mean,
            "discriminator_square": self.discriminator_adam.square,
            "updates": torch.tensor(self.updates, dtype=torch.float64),
            "average": self.shown,
        }
        if self.spectral is not None:
            state |= {"spectral": self.spectral.directions}
        return state

    def load(self, state: Mapping[str, Tensor]) -> None:
        """Take over such a state; a fork may switch average and spectral on.

        A discriminator of another shape, such as one that judges packs, stays untrained.

        Raises:
            ModelError: The generator is of another architecture.
        """
        new = state["discriminator"].shape != self.discriminator_adam.values.shape
        for name, kept in self.state().items():
            if name not in state:
                continue  # the direction of a spectral norm that was off: it finds its own
            if new and name.startswith(("discriminator", "spectral")):
                continue
            given = state[name]
            if given.shape != kept.shape:
                raise ModelError(OTHER_GENERATOR)
            if name == "updates":
                self.updates = [int(given[0]), 0 if new else int(given[1])]
            elif name != "average":
                kept.copy_(given)
        if self.average is not None:
            self.average.copy_(state["average"])
        if self.spectral is not None:
            self.spectral.refresh(turn=False)
