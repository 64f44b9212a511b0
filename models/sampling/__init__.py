"""How a sample is made (section 1.1 of the notes): by inversion, by formulas, by a race, by
throwing points away, by walking."""

from models.sampling import laws
from models.sampling.agreement import CRITICAL, ks_critical, ks_distance
from models.sampling.box_muller import box_muller, polar
from models.sampling.gumbel import gumbel, gumbel_max, tempered, top_k
from models.sampling.inverse_cdf import inverse_cdf, probability_transform, randomised_transform
from models.sampling.markov import (
    effective_sample_size,
    hamiltonian,
    langevin,
    metropolis,
    r_hat,
)
from models.sampling.piles import piled, ranks
from models.sampling.rejection import Envelope, TailTooLight, ball_acceptance, envelope, rejection

__all__ = [
    "CRITICAL",
    "Envelope",
    "TailTooLight",
    "ball_acceptance",
    "box_muller",
    "effective_sample_size",
    "envelope",
    "gumbel",
    "gumbel_max",
    "hamiltonian",
    "inverse_cdf",
    "ks_critical",
    "ks_distance",
    "langevin",
    "laws",
    "metropolis",
    "piled",
    "polar",
    "probability_transform",
    "r_hat",
    "randomised_transform",
    "ranks",
    "rejection",
    "tempered",
    "top_k",
]
