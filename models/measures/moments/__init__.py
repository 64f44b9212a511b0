"""Measures of how far two clouds are apart: by moments, in a kernel's space, by moving mass."""

from models.measures.moments.critic import critic
from models.measures.moments.frechet import between, bias_parts, frechet, gaussian_bias
from models.measures.moments.mmd import mmd

__all__ = ["between", "bias_parts", "critic", "frechet", "gaussian_bias", "mmd"]
