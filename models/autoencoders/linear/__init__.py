"""The linear autoencoder, whose best ELBO is known: probabilistic PCA, and its collapse."""

from models.autoencoders.linear.axes import Axes, principal_axes
from models.autoencoders.linear.collapse import (
    CollapseSetup,
    Survival,
    spectrum,
    survival,
    threshold_of,
)
from models.autoencoders.linear.pca import ProbabilisticPCA

__all__ = [
    "Axes",
    "CollapseSetup",
    "ProbabilisticPCA",
    "Survival",
    "principal_axes",
    "spectrum",
    "survival",
    "threshold_of",
]
