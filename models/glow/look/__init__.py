"""What can be asked of a trained Glow: numpy arrays in, numpy arrays out."""

from models.glow.look.codes import (
    MARGIN,
    arithmetic,
    between,
    framed,
    grey,
    in_rows,
    middle_of,
    resampled,
    sampled,
)
from models.glow.look.jacobian import Cost, Part, Seen, determinant_cost, jacobian
from models.glow.look.ledger import Entry, account
from models.glow.look.likely import (
    Tighter,
    bits_of,
    held_out_bits,
    readable,
    share_less_likely,
    strangers,
    tighter,
)
from models.glow.look.others import Beside, beside, on_the_way, rivals, summed, train_beside
from models.glow.look.plan import Box, Totals, links, plan, totals
from models.glow.look.slice import Slice, slice_of

__all__ = [
    "MARGIN",
    "Beside",
    "Box",
    "Cost",
    "Entry",
    "Part",
    "Seen",
    "Slice",
    "Tighter",
    "Totals",
    "account",
    "arithmetic",
    "beside",
    "between",
    "bits_of",
    "determinant_cost",
    "framed",
    "grey",
    "held_out_bits",
    "in_rows",
    "jacobian",
    "links",
    "middle_of",
    "on_the_way",
    "plan",
    "readable",
    "resampled",
    "rivals",
    "sampled",
    "share_less_likely",
    "slice_of",
    "strangers",
    "summed",
    "tighter",
    "totals",
    "train_beside",
]
