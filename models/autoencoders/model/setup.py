"""Every knob of the variational-autoencoder topic."""

from typing import Literal

from models import image_sets
from models.densities import TITLES, Drawing, Name
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Data = Literal[image_sets.ImageSet, Name, "drawn"]
Network = Literal["mlp", "conv", "linear"]
Likelihood = Literal["gaussian", "bernoulli"]
Objective = Literal["elbo", "iwae", "infovae"]

IMAGES = image_sets.IMAGE_SETS
DEEP = ("mlp", "conv")


class VaeSetup(Setup):
    """One variational autoencoder and its training."""

    data: Data = knob(
        image_sets.FIRST,
        "Data",
        "Grey images, or a density of the plane. The small digits are always here, MNIST once it "
        "is fetched.",
        local=True,
        names=image_sets.TITLES | TITLES | {"drawn": "Your drawing"},
    )
    network: Network = knob(
        "mlp",
        "Networks",
        "Encoder and decoder: two hidden layers, small convolutions, or one linear map each, "
        "for which the best ELBO is known in closed form (probabilistic PCA).",
        names={"mlp": "Two hidden layers", "conv": "Convolutions", "linear": "Linear"},
    )
    latents: int = knob(
        2,
        "Latent dimensions",
        "How many numbers describe one input. With two they are a map.",
        low=1,
        high=32,
        step=1,
    )
    likelihood: Likelihood = knob(
        "gaussian",
        "Likelihood",
        "What the decoder's output means: the mean of a Gaussian around each pixel, "
        "or the probability that a black-and-white pixel is white.",
        names={"gaussian": "Gaussian", "bernoulli": "Bernoulli (black and white)"},
        only={"data": IMAGES},
    )
    learned: bool = knob(
        True,
        "Learn the variance",
        "The decoder's noise σ² is trained with everything else; otherwise it is fixed below.",
        only={"likelihood": ("gaussian",)},
        rare=True,
    )
    sigma: float = knob(
        0.1,
        "Decoder σ",
        "Standard deviation of the decoder's noise. With linear networks a latent survives only if "
        "the data's variance along its direction exceeds β σ²; for others that is a guide.",
        low=0.01,
        high=1.0,
        log=True,
        only={"likelihood": ("gaussian",), "learned": (False,)},
        rare=True,
    )
    objective: Objective = knob(
        "elbo",
        "Objective",
        "ELBO: reconstruct, and stay near the prior. IWAE: a tighter bound from k samples. "
        "InfoVAE: match the prior with all codes together, and charge less for each.",
        names={"elbo": "ELBO (with β)", "iwae": "IWAE (k samples)", "infovae": "InfoVAE (α, λ)"},
    )
    beta: float = knob(
        1.0,
        "β",
        "Weight of KL(q(z|x)‖p(z)): 0.001 is nearly an autoencoder, 1 the ELBO, "
        "more switches latents off.",
        low=0.001,
        high=50.0,
        log=True,
        only={"objective": ("elbo",)},
    )
    k: int = knob(
        5,
        "Samples k",
        "Importance samples of each image in the training bound: more come closer to log p(x).",
        low=1,
        high=50,
        log=True,
        only={"objective": ("iwae",)},
    )
    alpha: float = knob(
        1.0,
        "α",
        "The KL of every single image is charged 1 - α times: 1 takes it away. α = 0 with λ = 1 is "
        "the ELBO.",
        low=-1.0,
        high=1.0,
        step=0.1,
        only={"objective": ("infovae",)},
    )
    lam: float = knob(
        100.0,
        "λ",
        "Weight on matching all codes together to the prior: the MMD² between the two counts "
        "α + λ − 1 times.",
        low=1.0,
        high=1000.0,
        log=True,
        only={"objective": ("infovae",)},
    )
    width: int = knob(
        64,
        "Hidden width",
        "Neurons in each hidden layer of encoder and decoder.",
        low=16,
        high=512,
        step=16,
        only={"network": DEEP},
        rare=True,
    )
    steps: int = steps_knob(3000, high=20000)
    batch: int = batch_knob(
        128, "Inputs drawn for each update: small batches are fast and noisy.", high=2048
    )
    learning_rate: float = rate_knob(
        5e-3,
        "Size of Adam's first updates, ten times that for linear networks: too small crawls, too "
        "large jumps about or diverges.",
        rare=True,
    )
    weight_decay: float = knob(
        0.0,
        "Weight decay",
        "Shrinks all weights a little at each update, in proportion to the learning rate.",
        low=0.0,
        high=1.0,
        step=0.05,
        rare=True,
    )
    hold_out: bool = knob(
        True,
        "Keep the test images aside",
        "Otherwise all images are trained on, and there is no honest test.",
        only={"data": IMAGES},
        rare=True,
    )
    seed: int = seed_knob(
        "Chooses the initial parameters, the order of the data and all noise; "
        "the same seed, the same run."
    )
    drawing: Drawing = knob(
        (),
        "Drawing",
        "The strokes of your drawing; used when the data is your drawing.",
        hidden=True,
        only={"data": ("drawn",)},
    )


class PlaneSetup(VaeSetup):
    """An autoencoder of points of the plane with one or two latents: ln p(x) is computable."""

    data: Name = knob(
        "moons",
        "Data",
        "A density of the plane. With at most two latents, log p(x) is exact.",
        names=TITLES,
    )
    network: Literal["mlp", "linear"] = knob(
        "mlp",
        "Networks",
        "Encoder and decoder: two hidden layers, or one linear map each, whose true posterior is "
        "a Gaussian.",
        names={"mlp": "Two hidden layers", "linear": "Linear"},
    )
    latents: int = knob(
        2,
        "Latent dimensions",
        "How many numbers describe one point. With two the posterior is a map, with one a curve.",
        low=1,
        high=2,
        step=1,
    )
