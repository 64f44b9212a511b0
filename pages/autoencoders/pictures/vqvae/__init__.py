"""The pictures of the VQ-VAE page, one for each of its views."""

from pages.autoencoders.pictures.vqvae.bridge import bridge
from pages.autoencoders.pictures.vqvae.machine import machine
from pages.autoencoders.pictures.vqvae.prior import prior, vaes
from pages.autoencoders.pictures.vqvae.terms import terms as term_pictures

__all__ = ["bridge", "machine", "prior", "term_pictures", "vaes"]
