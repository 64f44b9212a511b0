"""The linear autoencoder, whose best ELBO is known: probabilistic PCA, and its collapse."""

from models.autoencoders.linear.collapse import (
    CollapseSetup,
    Survival,
    spectrum,
    survival,
    threshold_of,
)
from models.autoencoders.linear.pca import ProbabilisticPCA, active_units

__all__ = [
    "CollapseSetup",
    "ProbabilisticPCA",
    "Survival",
    "active_units",
    "spectrum",
    "survival",
    "threshold_of",
]
