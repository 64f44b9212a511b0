"""Variational autoencoders: an encoder, a prior and a decoder, and how far the bound is off.

``VaeSetup`` holds the knobs, ``train(setup)`` yields frames, ``restore(setup, checkpoint)``
gives back the autoencoder of any frame.
"""

from models.autoencoders.bounds import elbo, iwae
from models.autoencoders.divergences import gaussian_kl
from models.autoencoders.setup import VaeSetup
from models.autoencoders.training import build, restore, train
from models.autoencoders.vae import Vae

__all__ = ["Vae", "VaeSetup", "build", "elbo", "gaussian_kl", "iwae", "restore", "train"]
