"""What a person brings: a table, a picture, a sound, a text, a recording, a link, or a drawing.

The page says what becomes of it in a function that is called before the page is drawn again, and
that may turn the knobs; :func:`into` makes one. A ``ValueError`` that it raises is shown beside the
place where the thing came from, until something else is tried. What a file was taken for stands
beside it, and goes with it: a file that is removed, or followed by one that is refused, leaves
nothing behind.
"""

from playground.bring.figure import figure, where_from
from playground.bring.into import into
from playground.bring.linked import linked
from playground.bring.paper import Strokes, drawing
from playground.bring.picture import picture
from playground.bring.recorded import recorded
from playground.bring.sound import sound
from playground.bring.table import table
from playground.bring.text import text

__all__ = [
    "Strokes",
    "drawing",
    "figure",
    "into",
    "linked",
    "picture",
    "recorded",
    "sound",
    "table",
    "text",
    "where_from",
]
