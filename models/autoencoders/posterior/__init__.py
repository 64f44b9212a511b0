"""The true posterior p(z|x) and ln p(x) by quadrature, and where the bound loses what it loses."""

from models.autoencoders.posterior import account
from models.autoencoders.posterior.decomposition import decompose, split_gap
from models.autoencoders.posterior.modes import modes, most_divided
from models.autoencoders.posterior.quadrature import Quadrature
from models.autoencoders.posterior.rungs import Exact, Rungs, rungs

__all__ = [
    "Exact",
    "Quadrature",
    "Rungs",
    "account",
    "decompose",
    "modes",
    "most_divided",
    "rungs",
    "split_gap",
]
