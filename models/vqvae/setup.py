"""Every knob of the VQ-VAE topic."""

from typing import Literal

from models import image_sets
from models.setup import Setup, batch_knob, knob, rate_knob, seed_knob, steps_knob

Learns = Literal["loss", "averages", "printed", "nothing"]
Cloud = Literal["gaussian", "correlated", "ring", "square", "moons"]

BY_AVERAGES: dict[str, tuple[str, ...]] = {"learns": ("averages",)}


class VqVaeSetup(Setup):
    """One autoencoder with a codebook, its prior over the codes, and their training."""

    data: image_sets.ImageSet = knob(
        image_sets.FIRST,
        "Data",
        "Grey images. The small digits are always here, MNIST once it is fetched.",
        local=True,
        names=image_sets.TITLES,
    )
    codewords: int = knob(
        64,
        "Codewords",
        "How many vectors the codebook has; doubling them costs one more bit for each cell.",
        low=2,
        high=512,
        log=True,
    )
    dimensions: int = knob(
        2,
        "Code dimensions",
        "Numbers in each codeword. With two the cells on screen are the real ones; of more, the "
        "two directions are shown in which the codes vary most.",
        low=1,
        high=16,
        step=1,
    )
    grid: Literal["coarse", "fine"] = knob(
        "coarse",
        "Grid of codes",
        "One code for four by four pixels, or for two by two: four times as many bits.",
        names={"coarse": "A code for 4×4 pixels", "fine": "A code for 2×2 pixels"},
    )
    reconstruct: bool = knob(
        True,
        "Reconstruction",
        "The first term, |x − D(z_q)|²: without it nothing tells the decoder what to draw.",
    )
    learns: Learns = knob(
        "loss",
        "Codebook learns by",
        "The second term, |sg[E(x)] − e|²; or moving averages of the vectors E(x) nearest to it; "
        "or the term as the notes print it, with the stop-gradient around the whole difference.",
        names={
            "loss": "Its loss",
            "averages": "Moving averages",
            "printed": "The loss as printed",
            "nothing": "Nothing",
        },
    )
    beta: float = knob(
        0.25,
        "β",
        "Weight of the third term, |E(x) − sg[e]|², which keeps the encoder at its codewords; 0 "
        "takes it away.",
        low=0.0,
        high=2.0,
        step=0.05,
    )
    keep: float = knob(
        0.95,
        "Kept of averages",
        "How much of the moving averages an update keeps.",
        low=0.5,
        high=0.99,
        step=0.01,
        only=BY_AVERAGES,
        rare=True,
    )
    start: Literal["codes", "apart"] = knob(
        "codes",
        "Start",
        "At vectors E(x) of some images, or far apart, where few are ever the nearest to anything.",
        names={"codes": "At vectors of images", "apart": "Far apart"},
    )
    revive: bool = knob(
        False,
        "Restart dead codewords",
        "A codeword that has long been nearest to nothing moves to a vector E(x) of the batch.",
    )
    width: int = knob(
        32,
        "Channels",
        "Channels of the convolutions, and half the hidden width of the prior.",
        low=8,
        high=128,
        step=8,
        rare=True,
    )
    steps: int = steps_knob(600, high=20000)
    batch: int = batch_knob(
        64, "Images drawn for each update: small batches are fast and noisy.", high=1024
    )
    learning_rate: float = rate_knob(0.005, rare=True)
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same run."
    )


class PointsSetup(Setup):
    """A codebook of points of the plane: the encoder and the decoder do nothing."""

    source: Cloud = knob(
        "gaussian",
        "Source",
        "The law of the points; those of the page Vector quantization, one by one.",
        names={
            "gaussian": "Gaussian",
            "correlated": "Correlated Gaussian",
            "ring": "Ring",
            "square": "Uniform square",
            "moons": "Two moons",
        },
    )
    size: int = knob(
        16,
        "Codewords",
        "How many cells the plane is cut into.",
        low=2,
        high=64,
        log=True,
    )
    moves: Literal["averages", "loss"] = knob(
        "averages",
        "Codebook learns by",
        "Moving averages over all points, or Adam on the second term with a batch a time.",
        names={"averages": "Moving averages", "loss": "Its loss"},
    )
    past: float = knob(
        0.0,
        "Kept of averages",
        "How much of the averages an update keeps. With 0 an update is Lloyd's iteration exactly.",
        low=0.0,
        high=0.99,
        step=0.01,
        only={"moves": ("averages",)},
    )
    learning_rate: float = knob(
        0.02,
        "Learning rate",
        "Size of Adam's first updates.",
        low=1e-5,
        high=1.0,
        log=True,
        only={"moves": ("loss",)},
    )
    batch: int = knob(
        256,
        "Batch size",
        "Points drawn for each update.",
        low=16,
        high=1024,
        log=True,
        only={"moves": ("loss",)},
        rare=True,
    )
    method: Literal["random", "kmeans++", "splitting", "lattice"] = knob(
        "random",
        "Start",
        "Where the codewords begin: it decides the optimum they end in.",
        names={
            "random": "Random points",
            "kmeans++": "k-means++",
            "splitting": "Splitting (LBG)",
            "lattice": "On a lattice",
        },
    )
    steps: int = knob(
        200,
        "Training steps",
        "Updates of the codebook.",
        low=1,
        high=20000,
        log=True,
    )
    seed: int = seed_knob("Chooses the points and the start; the same seed, the same run.")
