"""Every knob of a plain autoencoder: a setup for each kind of restriction.

What is minimised is ½ ‖x - g(f(x))‖², averaged over inputs, and what the kind adds.
"""

from typing import Any, ClassVar, Literal, get_args

from models import densities, image_sets
from models.image_sets import ImageSet
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Kind = Literal["undercomplete", "denoising", "sparse", "contractive"]
Network = Literal["deep", "conv", "linear", "shallow"]
Code = Literal["", "sigmoid", "shrink"]
Penalty = Literal["l1", "kl"]
Plane = Literal["moons", "two_spirals", "swiss_roll", "circles", "eight_gaussians", "pinwheel"]
Space = Literal["helix", "knot", "roll"]
Data = Literal[ImageSet, Plane, Space]
Noised = Literal[ImageSet, "eight_gaussians", "moons", "circles", "swiss_roll"]
Contracted = Literal[
    "circles", "moons", "swiss_roll", "two_spirals", "eight_gaussians", "digits", "mnist"
]

PICTURES = image_sets.IMAGE_SETS
SPACE = get_args(Space)
_NAMES = (
    image_sets.TITLES
    | densities.TITLES
    | {
        "helix": "Helix, in 3-D",
        "knot": "Trefoil knot, in 3-D",
        "roll": "Rolled sheet, in 3-D",
    }
)
_DEEP = {"deep": "Two hidden layers"}
_OTHERS = {"conv": "Convolutions", "linear": "Linear"}


def _data(default: str, help: str, choices: object) -> Any:
    """What is learned from, one of the values of a ``Literal``; each kind has its own."""
    names = {value: _NAMES[value] for value in get_args(choices)}
    return knob(default, "Data", help, names=names)


class AutoencoderSetup(Setup):
    """An autoencoder of any kind, and its training; each kind has a setup with its own knobs."""

    kind: ClassVar[Kind] = "undercomplete"

    data: Data = _data(
        "digits",
        "Grey images, points of the plane, or points of space around a curve or a sheet.",
        Data,
    )
    network: Network = knob(
        "deep",
        "Networks",
        "Encoder and decoder: two hidden layers, small convolutions, one linear map each, or one "
        "layer and a linear decoder.",
        names=_DEEP | _OTHERS | {"shallow": "One layer"},
    )
    latents: int = knob(
        2,
        "Code size",
        "How many numbers describe one input. With two they are a map.",
        low=1,
        high=32,
        step=1,
    )
    width: int = knob(
        64,
        "Hidden width",
        "Neurons in each hidden layer of encoder and decoder.",
        low=16,
        high=512,
        step=16,
        only={"network": ("deep", "conv")},
        rare=True,
    )
    steps: int = steps_knob(2000, high=20000)
    batch: int = batch_knob(
        128, "Inputs drawn for each update. A linear network sees all images in each.", high=2048
    )
    learning_rate: float = rate_knob(
        0.003,
        "Size of Adam's first updates, ten times that for linear networks: too small crawls, "
        "too large jumps about or diverges.",
        rare=True,
    )
    hold_out: bool = knob(
        True,
        "Keep the test images aside",
        "Otherwise all images are trained on, and there is no honest test.",
        only={"data": PICTURES},
        rare=True,
    )
    seed: int = seed_knob(
        "Chooses the initial parameters, the order of the data and all noise; the same seed, "
        "the same run.",
    )

    @property
    def code(self) -> Code:
        """What is done to the encoder's numbers before they are the code."""
        return ""


class UndercompleteSetup(AutoencoderSetup):
    """An autoencoder whose code is smaller than its input."""

    network: Literal["deep", "conv", "linear"] = knob(
        "deep",
        "Networks",
        "Encoder and decoder: two hidden layers, small convolutions, or one linear map each, "
        "whose best is known in closed form (PCA).",
        names=_DEEP | _OTHERS,
    )


class DenoisingSetup(AutoencoderSetup):
    """An autoencoder that is shown corrupted inputs, and has to give back the clean ones."""

    kind: ClassVar[Kind] = "denoising"

    data: Noised = _data(
        "eight_gaussians",
        "Points of the plane, for which the best denoiser is known exactly, or grey images.",
        Noised,
    )
    network: Literal["deep", "conv", "linear"] = knob(
        "deep",
        "Networks",
        "Encoder and decoder: two hidden layers, small convolutions, or one linear map each.",
        names=_DEEP | _OTHERS,
    )
    sigma: float = knob(
        0.4,
        "Noise σ",
        "Standard deviation of the Gaussian noise that corrupts each coordinate or pixel.",
        low=0.05,
        high=1.0,
        step=0.05,
    )
    latents: int = knob(
        16,
        "Code size",
        "Against noise a code need not be small: it may well have more numbers than a point.",
        low=1,
        high=64,
        step=1,
    )
    learning_rate: float = rate_knob(
        0.005,
        "Size of Adam's first updates, ten times that for linear networks: too small crawls, "
        "too large jumps about or diverges.",
        rare=True,
    )
    batch: int = batch_knob(
        256, "Inputs drawn for each update, each with noise of its own.", high=2048
    )


class SparseSetup(AutoencoderSetup):
    """An autoencoder of images with a code larger than needed, of which little may be used."""

    kind: ClassVar[Kind] = "sparse"

    data: ImageSet = _data("digits", "Grey images.", ImageSet)
    network: Literal["shallow", "deep"] = knob(
        "shallow",
        "Networks",
        "One layer and a dictionary of atoms that are added up, or two hidden layers each.",
        names={"shallow": "A dictionary"} | _DEEP,
    )
    penalty: Penalty = knob(
        "l1",
        "Penalty",
        "λ Σ|h| makes most numbers of a code exactly 0; the KL keeps each of them active for a "
        "wanted share only.",
        names={"l1": "L1, λ Σ|h|", "kl": "KL to a wanted activity"},
        only={"network": ("shallow",)},
    )
    lam: float = knob(
        0.5,
        "λ",
        "Price of a code's size; and the threshold below which a number of it is 0.",
        low=0.01,
        high=1.0,
        log=True,
        only={"network": ("shallow",), "penalty": ("l1",)},
    )
    activity: float = knob(
        0.05,
        "Wanted activity ρ",
        "How active each number of the code should be on average, between 0 and 1.",
        low=0.01,
        high=0.5,
        step=0.01,
        only=[{"penalty": ("kl",)}, {"network": ("deep",)}],
    )
    weight: float = knob(
        0.1,
        "Weight of the KL",
        "Price of an activity that is not the wanted one.",
        low=0.001,
        high=10.0,
        log=True,
        only=[{"penalty": ("kl",)}, {"network": ("deep",)}],
    )
    latents: int = knob(
        64,
        "Code size",
        "How many atoms the dictionary has.",
        low=2,
        high=144,
        step=1,
    )

    @property
    def rule(self) -> Penalty:
        """The penalty that is really used: of a deep decoder any code can be made small for L1."""
        return self.penalty if self.network == "shallow" else "kl"

    @property
    def code(self) -> Code:
        """A soft threshold for L1, a sigmoid for the KL."""
        return "shrink" if self.rule == "l1" else "sigmoid"


class ContractiveSetup(AutoencoderSetup):
    """An autoencoder whose code is charged for every change with its input."""

    kind: ClassVar[Kind] = "contractive"

    data: Contracted = _data(
        "circles",
        "Points of the plane, where the encoder's derivative is a picture, or grey images.",
        Contracted,
    )
    network: Literal["shallow", "deep"] = knob(
        "shallow",
        "Networks",
        "One layer of sigmoids whose weights decode too (Rifai et al. 2011), or two hidden layers.",
        names={"shallow": "Sigmoids, tied weights"} | _DEEP,
    )
    lam: float = knob(
        1.0,
        "λ",
        "Price of the squared size of the encoder's derivative, ‖∂f/∂x‖².",
        low=0.0001,
        high=10.0,
        log=True,
    )
    latents: int = knob(
        32,
        "Code size",
        "How many sigmoids, or numbers of the code, describe one input.",
        low=1,
        high=64,
        step=1,
    )

    @property
    def code(self) -> Code:
        """Sigmoids, where there is a single layer."""
        return "sigmoid" if self.network == "shallow" else ""
