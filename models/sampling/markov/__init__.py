"""Markov chain Monte Carlo: random-walk Metropolis, Langevin, Hamiltonian, and how they mix."""

from models.sampling.markov.chain import Path
from models.sampling.markov.diagnostics import autocorrelation, effective_sample_size, r_hat
from models.sampling.markov.hamiltonian import hamiltonian, leapfrog
from models.sampling.markov.langevin import langevin
from models.sampling.markov.metropolis import metropolis, normal_acceptance, normal_jump
from models.sampling.markov.target import (
    Target,
    density_target,
    mixture_target,
    normal_target,
    two_modes_target,
)

__all__ = [
    "Path",
    "Target",
    "autocorrelation",
    "density_target",
    "effective_sample_size",
    "hamiltonian",
    "langevin",
    "leapfrog",
    "metropolis",
    "mixture_target",
    "normal_acceptance",
    "normal_jump",
    "normal_target",
    "r_hat",
    "two_modes_target",
]
