"""Variational autoencoders: an encoder, a prior and a decoder, and how far the bound is off.

``VaeSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)``
gives back the autoencoder of any frame. ``elbo`` and ``iwae`` bound ln p(x), ``ledger`` computes it
and says where the rest goes, ``ProbabilisticPCA`` is the linear case in closed form.
"""

from models.autoencoders.bounds import elbo, iwae
from models.autoencoders.collapse import CollapseSetup
from models.autoencoders.divergences import gaussian_kl
from models.autoencoders.ledger import ledger
from models.autoencoders.pca import ProbabilisticPCA, active_units
from models.autoencoders.setup import PlaneSetup, VaeSetup
from models.autoencoders.training import build, restore, train
from models.autoencoders.vae import Vae

__all__ = [
    "CollapseSetup",
    "PlaneSetup",
    "ProbabilisticPCA",
    "Vae",
    "VaeSetup",
    "active_units",
    "build",
    "elbo",
    "gaussian_kl",
    "iwae",
    "ledger",
    "restore",
    "train",
]
