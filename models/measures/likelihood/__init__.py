"""Measures by a density: what it gives to the data, and how much of the data it covers."""

from models.measures.likelihood.average import log_likelihood
from models.measures.likelihood.covered import coverage
from models.measures.likelihood.kde import bandwidth, log_density

__all__ = ["bandwidth", "coverage", "log_density", "log_likelihood"]
