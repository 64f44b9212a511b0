"""Values of knobs that hold more than one number, and the text in which a link carries them.

A Setup declares such a knob with one of the types here, or with a type of its own and
:class:`Spelled`; whoever uses the setup has numbers, never a text::

    matrix: Places = knob(((1.5, 0.5), (-0.5, 1.25)), "Matrix", "Its columns.", hidden=True)

    setup.matrix                          # ((1.5, 0.5), (-0.5, 1.25))
    setup.model_dump_json()               # {"matrix": "1.5_0.5~-0.5_1.25"}, as in a link
"""

from models.values.letters import read_letters, write_letters
from models.values.rows import read_rows, write_rows
from models.values.spelled import Spelled
from models.values.types import (
    AS_NUMBERS,
    AS_PLACES,
    Number,
    Numbers,
    Pair,
    Place,
    Places,
    Row,
    numbers,
    places,
    within,
)

__all__ = [
    "AS_NUMBERS",
    "AS_PLACES",
    "Number",
    "Numbers",
    "Pair",
    "Place",
    "Places",
    "Row",
    "Spelled",
    "numbers",
    "places",
    "read_letters",
    "read_rows",
    "within",
    "write_letters",
    "write_rows",
]
