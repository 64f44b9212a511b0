"""Markov chain Monte Carlo: random-walk Metropolis, Langevin, Hamiltonian, and how they mix."""

from models.sampling.markov.chain import Path
from models.sampling.markov.diagnostics import (
    autocorrelation,
    effective_sample_size,
    most_effective,
    r_hat,
)
from models.sampling.markov.hamiltonian import hamiltonian, leapfrog
from models.sampling.markov.langevin import langevin
from models.sampling.markov.metropolis import (
    BEST_STEP,
    metropolis,
    normal_acceptance,
    normal_jump,
)
from models.sampling.markov.target import (
    Smooth,
    Target,
    density_target,
    law_target,
    mixture_target,
    normal_target,
    two_modes_target,
)

__all__ = [
    "BEST_STEP",
    "Path",
    "Smooth",
    "Target",
    "autocorrelation",
    "density_target",
    "effective_sample_size",
    "hamiltonian",
    "langevin",
    "law_target",
    "leapfrog",
    "metropolis",
    "mixture_target",
    "most_effective",
    "normal_acceptance",
    "normal_jump",
    "normal_target",
    "r_hat",
    "two_modes_target",
]
