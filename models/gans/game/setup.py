"""Every knob of the GAN topic."""

from typing import Literal

from torch import Tensor

from models.densities import Drawing, Modes
from models.gans.players import WEIGHED, Activation, Loss, Penalty, Rules, Shape
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob
from models.training.learner import Step

Mixture = Literal["ring", "easy_ring", "grid", "two_modes", "unequal"]
Data = Literal[Mixture, "custom", "drawn"]
Order = Literal["alternating", "simultaneous"]
Latent = Literal["gaussian", "uniform", "mixture"]

MIXTURES: dict[str, str] = {
    "ring": "Ring of 8, sd 0.01",
    "easy_ring": "Ring of 8, sd 0.1",
    "grid": "Grid of 25, sd 0.05",
    "two_modes": "Two modes",
    "unequal": "Unequal weights",
}
LOSSES: dict[str, str] = {
    "minimax": "Minimax",
    "non_saturating": "Non-saturating",
    "maximum_likelihood": "Maximum likelihood",
    "least_squares": "Least squares",
    "wasserstein": "Wasserstein",
    "relativistic": "Relativistic pairing",
    "kl": "f-GAN: KL",
    "reverse_kl": "f-GAN: reverse KL",
    "pearson": "f-GAN: Pearson χ²",
    "hellinger": "f-GAN: squared Hellinger",
    "jensen_shannon": "f-GAN: Jensen-Shannon",
    "gan": "f-GAN: GAN",
}
PENALTIES: dict[str, str] = {
    "none": "None",
    "clip": "Clipped weights",
    "gradient": "Gradient penalty",
    "r1": "R1",
    "r1_r2": "R1 + R2",
}


class GanSetup(Setup):
    """One GAN and its training on points of the plane."""

    data: Data = knob(
        "ring",
        "Data",
        "The density to imitate: a mixture of Gaussians whose modes can be counted.",
        names=MIXTURES | {"custom": "Your mixture", "drawn": "Your drawing"},
    )
    loss: Loss = knob(
        "non_saturating",
        "Loss",
        "What the two players minimise. With the best discriminator most of the generator's costs "
        "are a divergence and a constant; the maximum-likelihood cost is −½ whatever the "
        "generator does, and only its slope is that of one. The f-GANs' costs leave E T(x) out: "
        "at the best T that of KL is −1 and that of Pearson −χ².",
        names=LOSSES,
    )
    penalty: Penalty = knob(
        "none",
        "Penalty on D",
        "Keeps the discriminator smooth: clipped weights, slopes near 1 between data and samples, "
        "or slopes near 0 at the data (R1) and at the samples too (R2).",
        names=PENALTIES,
    )
    penalty_weight: float = knob(
        0.1,
        "Penalty weight",
        "λ of the gradient penalty, γ of R1 and R2; slopes are measured in units of the data's "
        "standard deviation.",
        low=1e-3,
        high=100.0,
        log=True,
        only={"penalty": WEIGHED},
    )
    penalty_left: float = knob(
        1.0,
        "Weight at the end, times",
        "What is left of the penalty's weight when the training ends; it falls by the same factor "
        "in each update. 1 keeps it.",
        low=1e-4,
        high=1.0,
        log=True,
        only={"penalty": WEIGHED},
        rare=True,
    )
    clip: float = knob(
        0.1,
        "Clip at",
        "After each update every weight of the critic is cut to [-c, c].",
        low=1e-3,
        high=1.0,
        log=True,
        only={"penalty": ("clip",)},
    )
    unroll: int = knob(
        0,
        "Unrolled steps",
        "The generator looks k updates of the discriminator ahead, and backpropagates through "
        "them.",
        low=0,
        high=10,
        step=1,
    )
    pack: int = knob(
        1,
        "Packed samples",
        "How many samples the discriminator judges together: identical ones give a fake away.",
        low=1,
        high=4,
        step=1,
    )
    critic_steps: int = knob(
        1,
        "Discriminator steps",
        "Updates of the discriminator for each one of the generator.",
        low=1,
        high=10,
        step=1,
    )
    order: Order = knob(
        "alternating",
        "Order",
        "Alternating: the generator answers the updated discriminator. Simultaneous: both move "
        "from where they stand.",
        names={"alternating": "Alternating", "simultaneous": "Simultaneous"},
        rare=True,
    )
    spectral: bool = knob(
        False,
        "Spectral normalisation",
        "Divides every weight matrix of the discriminator by its largest singular value, which "
        "bounds its slope.",
        rare=True,
    )
    latent: Latent = knob(
        "gaussian",
        "Latent",
        "Where the generator's noise z comes from; a mixture has as many parts as the data.",
        names={"gaussian": "Gaussian", "uniform": "Uniform", "mixture": "Mixture"},
        rare=True,
    )
    ema: float = knob(
        0.0,
        "Averaged generator",
        "Share of the running average of the generator's parameters that an update keeps; the "
        "average is shown and judged, while the players go on without it. 0 is off.",
        low=0.0,
        high=0.9999,
        step=0.0001,
        rare=True,
    )
    depth: int = knob(
        2, "Hidden layers", "Hidden layers of both networks.", low=1, high=4, step=1, rare=True
    )
    hidden: int = knob(
        64, "Hidden width", "Neurons in each hidden layer.", low=4, high=256, step=4, rare=True
    )
    activation: Activation = knob(
        "leaky_relu",
        "Activation",
        "What bends between two layers: at a corner, or smoothly.",
        names={"leaky_relu": "Leaky ReLU", "tanh": "tanh"},
        rare=True,
    )
    steps: int = steps_knob(5000, "Updates of the generator in the whole training.", high=50000)
    batch: int = batch_knob(
        128,
        "Decisions of the discriminator about real points, and as many about samples, per update.",
        high=1024,
    )
    learning_rate: float = rate_knob(
        1e-3,
        "Size of Adam's first updates of the generator.",
        label="Generator's learning rate",
        high=0.1,
    )
    rate_ratio: float = knob(
        1.0,
        "Discriminator's rate, times",
        "The discriminator's learning rate as a multiple of the generator's (two time scales).",
        low=0.05,
        high=20.0,
        log=True,
    )
    decay: bool = knob(
        False,
        "Rates fall to zero",
        "Both learning rates follow half a cosine down to zero over the training.",
        rare=True,
    )
    beta1: float = knob(
        0.0,
        "Adam's β₁",
        "Share of the running mean of gradients that an update keeps; in a game, momentum makes "
        "the players overshoot.",
        low=0.0,
        high=0.95,
        step=0.05,
        rare=True,
        formerly=("momentum",),
    )
    beta2: float = knob(
        0.99,
        "Adam's β₂",
        "Share of the running mean of squared gradients that an update keeps.",
        low=0.9,
        high=0.999,
        step=0.001,
        rare=True,
        formerly=("fade_square",),
    )
    seed: int = seed_knob(
        "Chooses the initial parameters, the data's order and the noise; the same seed, the same "
        "run."
    )
    mixture: Modes = knob(
        (),
        "Mixture",
        "Your mixture: mean, spread and weight of each Gaussian.",
        hidden=True,
        only={"data": ("custom",)},
    )
    drawing: Drawing = knob(
        (),
        "Drawing",
        "The strokes of your drawing.",
        hidden=True,
        only={"data": ("drawn",)},
    )

    @property
    def shape(self) -> Shape:
        """Of the two networks."""
        return Shape(self.hidden, self.depth, self.pack, self.activation)

    def weight_at(self, step: Step) -> float | Tensor:
        """Of the penalty in update ``step + 1``."""
        if self.penalty_left == 1:
            return self.penalty_weight
        return self.penalty_weight * self.penalty_left ** (step / self.steps)

    def at_rest(self, step: int) -> bool:
        """Whether both learning rates have fallen to zero after ``step`` updates."""
        return self.decay and step >= self.steps

    @property
    def rules(self) -> Rules:
        """Of the game."""
        rate = self.learning_rate * self.rate_ratio
        return Rules(self.loss, self.batch, self.penalty, self.penalty_weight, self.unroll, rate)
