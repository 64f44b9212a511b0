"""Every knob of the GAN on a line."""

from typing import Literal

from models.setup import Setup, knob

LineData = Literal["one", "two", "unequal"]
LineLoss = Literal["minimax", "non_saturating", "maximum_likelihood"]


class LineSetup(Setup):
    """A GAN whose latent and data are single numbers: the notes' figure of the density ratio."""

    data: LineData = knob(
        "one",
        "Data",
        "The density on the line that the generator imitates.",
        names={"one": "One bump", "two": "Two bumps", "unequal": "A large and a small bump"},
    )
    loss: LineLoss = knob(
        "non_saturating",
        "Loss",
        "What the generator minimises; the discriminator's cost is the same for all three.",
        names={
            "minimax": "Minimax",
            "non_saturating": "Non-saturating",
            "maximum_likelihood": "Maximum likelihood",
        },
    )
    critic_steps: int = knob(
        3,
        "Discriminator steps",
        "Updates of the discriminator for each one of the generator: with more, D comes closer to "
        "D* before the generator follows it.",
        low=1,
        high=20,
        step=1,
    )
    learning_rate: float = knob(
        2e-3,
        "Generator's learning rate",
        "Size of Adam's first updates of the generator, falling to zero along half a cosine; the "
        "discriminator's are twice as large.",
        low=1e-4,
        high=0.05,
        log=True,
    )
    steps: int = knob(
        1000, "Training steps", "Updates of the generator.", low=10, high=10000, log=True
    )
    batch: int = knob(
        256,
        "Batch size",
        "Points and samples in each update.",
        low=16,
        high=2048,
        log=True,
        rare=True,
    )
    hidden: int = knob(
        24, "Hidden width", "Neurons of each hidden layer.", low=4, high=128, step=4, rare=True
    )
    seed: int = knob(
        0,
        "Seed",
        "Chooses the initial parameters, the data's order and the noise.",
        low=0,
        high=2**31 - 1,
        seed=True,
    )
