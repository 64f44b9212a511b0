"""The linear autoencoder, whose best ELBO is known: probabilistic PCA, and its collapse."""

from models.autoencoders.linear.collapse import (
    CollapseSetup,
    Survival,
    spectrum,
    survival,
    threshold_of,
)
from models.autoencoders.linear.pca import ProbabilisticPCA, surviving_units

__all__ = [
    "CollapseSetup",
    "ProbabilisticPCA",
    "Survival",
    "spectrum",
    "survival",
    "surviving_units",
    "threshold_of",
]
