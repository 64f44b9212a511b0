"""Variational autoencoders: an encoder, a prior and a decoder, and how far the bound is off.

``VaeSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)``
gives back the autoencoder of any frame. ``elbo`` and ``iwae`` bound ln p(x), ``decompose`` computes
it and says where the rest goes, ``ProbabilisticPCA`` is the linear case in closed form.
"""

from models.autoencoders.archive import around, axes_of
from models.autoencoders.bounds import elbo, gaussian_kl, iwae
from models.autoencoders.linear import CollapseSetup, ProbabilisticPCA
from models.autoencoders.model import PlaneSetup, Vae, VaeSetup
from models.autoencoders.posterior import decompose
from models.autoencoders.training import build, restore, train
from models.autoencoders.views import INPUTS

__all__ = [
    "INPUTS",
    "CollapseSetup",
    "PlaneSetup",
    "ProbabilisticPCA",
    "Vae",
    "VaeSetup",
    "around",
    "axes_of",
    "build",
    "decompose",
    "elbo",
    "gaussian_kl",
    "iwae",
    "restore",
    "train",
]
