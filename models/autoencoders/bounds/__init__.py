"""Lower bounds on ln p(x), the divergences in them, and estimates of their gradients."""

from models.autoencoders.bounds import estimators, overfitting
from models.autoencoders.bounds.discrete import Discrete, discrete
from models.autoencoders.bounds.divergences import ROUNDING, SINGLE, gaussian_kl, standard_kl
from models.autoencoders.bounds.estimators import Parabola, gradients
from models.autoencoders.bounds.infovae import ceiling, information, mmd
from models.autoencoders.bounds.lower_bounds import (
    CHUNK,
    closed_form,
    distortion,
    elbo,
    iwae,
    ladder,
    linear_likelihood,
    log_normal,
    rate,
)
from models.autoencoders.bounds.overfitting import Difference, gap

__all__ = [
    "CHUNK",
    "ROUNDING",
    "SINGLE",
    "Difference",
    "Discrete",
    "Parabola",
    "ceiling",
    "closed_form",
    "discrete",
    "distortion",
    "elbo",
    "estimators",
    "gap",
    "gaussian_kl",
    "gradients",
    "information",
    "iwae",
    "ladder",
    "linear_likelihood",
    "log_normal",
    "mmd",
    "overfitting",
    "rate",
    "standard_kl",
]
