"""VQ-VAE: an autoencoder whose code is a grid of whole numbers, and a prior over such grids.

``VqVaeSetup`` holds the knobs, ``train(setup)`` yields frames and ``restore(setup, checkpoint)``
gives back the model of any of them. ``VectorQuantizer`` is the layer in the middle, ``terms`` are
the three terms of the loss and ``pulls`` what each pulls at. With an encoder and a decoder that do
nothing it is Lloyd's algorithm: ``train_points(PointsSetup())``.
"""

from models.vqvae.look import Seen, draws, see
from models.vqvae.loss import descent, pulls, terms
from models.vqvae.model import VqVae, build
from models.vqvae.points import (
    as_points,
    as_vectors,
    lloyd_after,
    points,
    restore_points,
    train_points,
)
from models.vqvae.prior import CodePrior
from models.vqvae.quantizer import Averages, Quantized, VectorQuantizer
from models.vqvae.rates import Curve, jpeg, linear, over_beta, variational
from models.vqvae.setup import PointsSetup, VqVaeSetup
from models.vqvae.training import restore, train

__all__ = [
    "Averages",
    "CodePrior",
    "Curve",
    "PointsSetup",
    "Quantized",
    "Seen",
    "VectorQuantizer",
    "VqVae",
    "VqVaeSetup",
    "as_points",
    "as_vectors",
    "build",
    "descent",
    "draws",
    "jpeg",
    "linear",
    "lloyd_after",
    "over_beta",
    "points",
    "pulls",
    "restore",
    "restore_points",
    "see",
    "terms",
    "train",
    "train_points",
    "variational",
]
