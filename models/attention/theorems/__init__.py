"""Small transformers on tasks that a theorem is about, each beside the best that can be known.

``train_theorem`` trains one on chains, brackets or bits, ``train_carry`` five that differ in their
positions alone, ``train_addition`` one on a part of a table modulo p.
"""

from models.attention.theorems.addition import (
    STRONGEST,
    Table,
    build_addition,
    circle,
    restore_addition,
    spectrum,
    train_addition,
)
from models.attention.theorems.chains import Chains
from models.attention.theorems.dyck import Dyck
from models.attention.theorems.judge import SHOWN, judge
from models.attention.theorems.parity import Parity
from models.attention.theorems.setup import (
    POSITIONS,
    AdditionSetup,
    CarrySetup,
    ChainsSetup,
    SequenceSetup,
    WordsSetup,
)
from models.attention.theorems.training import (
    restore_theorem,
    train_carry,
    train_theorem,
)

__all__ = [
    "POSITIONS",
    "SHOWN",
    "STRONGEST",
    "AdditionSetup",
    "CarrySetup",
    "Chains",
    "ChainsSetup",
    "Dyck",
    "Parity",
    "SequenceSetup",
    "Table",
    "WordsSetup",
    "build_addition",
    "circle",
    "judge",
    "restore_addition",
    "restore_theorem",
    "spectrum",
    "train_addition",
    "train_carry",
    "train_theorem",
]
