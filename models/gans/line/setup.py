"""Every knob of the GAN on a line."""

from typing import Literal

from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

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
    learning_rate: float = rate_knob(
        2e-3,
        "Size of Adam's first updates of the generator, falling to zero along half a cosine; the "
        "discriminator's are twice as large.",
        label="Generator's learning rate",
        low=1e-4,
        high=0.05,
    )
    steps: int = steps_knob(1000, "Updates of the generator.", high=10000)
    batch: int = batch_knob(256, "Points and samples in each update.", high=2048)
    hidden: int = knob(
        24, "Hidden width", "Neurons of each hidden layer.", low=4, high=128, step=4, rare=True
    )
    seed: int = seed_knob("Chooses the initial parameters, the data's order and the noise.")
