"""Where a person brings points for the page on density estimation: a drawing, a table, a column."""

from models import densities
from models.brought import LEAST, Reader, column_of, standardised
from models.estimation import CountsSetup, DensitySetup, KernelSetup
from playground import bring

SLUG = "density"
TABLES = Reader(columns=2, least=10)
COLUMNS = Reader(columns=1, least=LEAST)
MEGABYTES = 5


def own_data(setup: DensitySetup) -> None:
    """Where points are drawn, and where a table or a column comes in."""
    if isinstance(setup, CountsSetup):
        return
    on_line = isinstance(setup, KernelSetup) and setup.kind != "plane"
    if isinstance(setup, KernelSetup) and on_line and setup.law == "column":
        label = "A table with a column of numbers"
        take_column = bring.into(SLUG, "column", lambda found: column_of(found.values))
        bring.table(label, "column", MEGABYTES, COLUMNS, take_column, ("Column",))
    elif not on_line and setup.source == "csv":
        label = "A table with two columns of numbers"
        take_table = bring.into(SLUG, "table", standardised, None, own=())
        bring.table(label, "table", MEGABYTES, TABLES, take_table, ("x", "y"))
    elif not on_line and setup.source == "drawn":
        words = "Draw where the points lie."
        take_drawing = bring.into(SLUG, "drawing", densities.simplified, own=())
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=setup.drawing)
