"""An encoder, a prior and a decoder: the knobs, the data, the networks, the model itself."""

from models.autoencoders.model.arrays import Floats, floats
from models.autoencoders.model.networks import Linear, Mlp
from models.autoencoders.model.setup import IMAGES, Data, PlaneSetup, VaeSetup
from models.autoencoders.model.source import THRESHOLD, Source, source
from models.autoencoders.model.stages import stages
from models.autoencoders.model.vae import (
    TINY_LOG_VARIANCE,
    Vae,
    assemble,
    blank,
    likelihood_of,
    log_prior,
)

__all__ = [
    "IMAGES",
    "THRESHOLD",
    "TINY_LOG_VARIANCE",
    "Data",
    "Floats",
    "Linear",
    "Mlp",
    "PlaneSetup",
    "Source",
    "Vae",
    "VaeSetup",
    "assemble",
    "blank",
    "floats",
    "likelihood_of",
    "log_prior",
    "source",
    "stages",
]
