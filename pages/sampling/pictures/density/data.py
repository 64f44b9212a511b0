"""Where a person brings points for the page on density estimation: a drawing, a table, a column."""

from models import densities
from models.brought import LEAST, Reader, Selection, column_of, standardised
from models.estimation import CountsSetup, DensitySetup, KernelSetup
from playground import bring, controls

SLUG = "density"
TABLES = Reader(columns=2, least=10)
COLUMNS = Reader(columns=1, least=LEAST)
MEGABYTES = 30


def own_data(setup: DensitySetup) -> None:
    """Where points are drawn, and where a table or a column comes in."""
    if isinstance(setup, CountsSetup):
        return
    on_line = isinstance(setup, KernelSetup) and setup.kind != "plane"
    if isinstance(setup, KernelSetup) and on_line and setup.law == "column":
        label = "A table with a column of numbers"
        bring.table(label, "column", MEGABYTES, COLUMNS, take_column, ("Column",))
    elif not on_line and setup.source == "csv":
        label = "A table with two columns of numbers"
        bring.table(label, "table", MEGABYTES, TABLES, take_table, ("x", "y"))
    elif not on_line and setup.source == "drawn":
        words = "Draw where the points lie."
        bring.drawing(words, "paper", densities.WINDOW, take_drawing, strokes=setup.drawing)


def take_drawing(strokes: bring.Strokes) -> None:
    """Put what was drawn into the setup and so into the link."""
    controls.set_values(SLUG, drawing=densities.simplified(strokes), own=())


def take_table(chosen: Selection | None) -> None:
    """Put the points of a table into the setup, or take them out."""
    controls.set_values(SLUG, table=None if chosen is None else standardised(chosen), own=())


def take_column(chosen: Selection | None) -> None:
    """Put the numbers of a column into the setup, or take them out."""
    controls.set_values(SLUG, column=() if chosen is None else column_of(chosen.values))
