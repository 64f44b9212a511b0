"""What people bring: tables, pictures and figures, each with what was done to it.

``Reader`` reads a table, whatever its encoding, delimiter and decimal sign, and says which rows it
left out and why. ``read_picture`` reads a picture, ``from_picture`` and ``from_strokes`` make an
input for a model of images of it; ``read_sound`` reads a WAV file. ``judged`` says what is odd
about points before one trains.
"""

from models.brought.column import LEAST, Column, column_of, write_column
from models.brought.judgement import Finding, judged
from models.brought.pictures import Picture, Pixels, read_picture
from models.brought.points import EmpiricalPoints, OwnPoints, Points, standardised
from models.brought.reader import Reader
from models.brought.selection import Selection, select
from models.brought.sounds import Sound, read_sound
from models.brought.tables import Table, read_table

__all__ = [
    "LEAST",
    "Column",
    "EmpiricalPoints",
    "Finding",
    "OwnPoints",
    "Picture",
    "Pixels",
    "Points",
    "Reader",
    "Selection",
    "Sound",
    "Table",
    "column_of",
    "judged",
    "read_picture",
    "read_sound",
    "read_table",
    "select",
    "standardised",
    "write_column",
]
