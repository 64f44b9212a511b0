"""Networks of sequences: what they are, what they see, how they train, a race between them."""

from models.autoregressive.sequences.account import (
    LONGEST,
    Factors,
    Ledger,
    factors,
    ledger,
    written,
)
from models.autoregressive.sequences.bodies import Attention, CausalConv, FiniteMemory
from models.autoregressive.sequences.causal import Body, Causal
from models.autoregressive.sequences.judge import HELD_OUT, Judge, judge_of
from models.autoregressive.sequences.probe import (
    Wiring,
    fading,
    influence,
    receptive_field,
    wiring,
)
from models.autoregressive.sequences.race import RaceSetup, runners, train_race
from models.autoregressive.sequences.rnn import Rnn
from models.autoregressive.sequences.setup import CELLS, FAMILIES, ArSetup, Family, build
from models.autoregressive.sequences.training import learner, restore, train

__all__ = [
    "CELLS",
    "FAMILIES",
    "HELD_OUT",
    "LONGEST",
    "ArSetup",
    "Attention",
    "Body",
    "Causal",
    "CausalConv",
    "Factors",
    "Family",
    "FiniteMemory",
    "Judge",
    "Ledger",
    "RaceSetup",
    "Rnn",
    "Wiring",
    "build",
    "factors",
    "fading",
    "influence",
    "judge_of",
    "learner",
    "ledger",
    "receptive_field",
    "restore",
    "runners",
    "train",
    "train_race",
    "wiring",
    "written",
]
