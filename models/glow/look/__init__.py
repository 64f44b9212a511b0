"""What can be asked of a trained Glow: numpy arrays in, numpy arrays out."""

from models.glow.look.beside import Beside, autoencoder, on_the_way, summed
from models.glow.look.codes import arithmetic, between, resampled, sampled
from models.glow.look.jacobian import Cost, Part, Seen, determinant_cost, jacobian
from models.glow.look.ledger import Entry, account
from models.glow.look.likely import Tighter, bits_of, share_less_likely, strangers, tighter

__all__ = [
    "Beside",
    "Cost",
    "Entry",
    "Part",
    "Seen",
    "Tighter",
    "account",
    "arithmetic",
    "autoencoder",
    "between",
    "bits_of",
    "determinant_cost",
    "jacobian",
    "on_the_way",
    "resampled",
    "sampled",
    "share_less_likely",
    "strangers",
    "summed",
    "tighter",
]
