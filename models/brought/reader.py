"""What a topic wants of the tables that people bring."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.brought.judgement import judged
from models.brought.numbers import Decimal
from models.brought.selection import Selection, proposed, select
from models.brought.tables import Table, read_table


@dataclass(frozen=True)
class Reader:
    """Reads a table, proposes columns, and takes those that a person chose.

    Attributes:
        columns: How many columns of numbers are wanted.
        least: The fewest rows that are of use.
        density: Whether a density is to be fitted, so that what has none is told.
    """

    columns: int
    least: int
    density: bool = True

    def read(self, data: bytes, decimal: Decimal | None = None) -> Table:
        """See :func:`models.brought.tables.read_table`."""
        return read_table(data, decimal)

    def proposed(self, table: Table) -> tuple[int, ...]:
        """See :func:`models.brought.selection.proposed`."""
        return proposed(table, self.columns)

    def select(self, table: Table, places: Sequence[int], *, codes: bool, far: bool) -> Selection:
        """See :func:`models.brought.selection.select`."""
        return select(table, places, least=self.least, codes=codes, far=far)

    def findings(self, chosen: Selection) -> tuple[str, ...]:
        """What a person should know of the rows, in sentences; see :func:`judged`."""
        found = judged(chosen.values, chosen.names, [int(line) for line in chosen.lines])
        return tuple(each.sentence for each in found if self.density or not each.of_density)
