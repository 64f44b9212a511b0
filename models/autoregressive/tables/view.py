"""What a page shows of a table, as one frame."""

from collections.abc import Iterator

import numpy as np

from models.autoregressive.sources import ALPHABET
from models.autoregressive.tables.growth import growth
from models.autoregressive.tables.orders import ORDERS, chain, table
from models.autoregressive.tables.setup import TableSetup
from models.frame import Frame


def table_view(setup: TableSetup) -> Iterator[Frame]:
    """Once: the chain rule of a word, and the growth of tables with their length.

    Metrics: ``probability`` of the word; ``best``, the length at which held-out text costs least;
    ``chosen`` cells of a table of as many letters as the setup says, ``filled`` of them that were
    seen, and ``bits`` per character that it costs held out; ``even``, the bits of one who holds
    all characters to be equally likely. Views: ``factors`` (3,) in the order chosen, ``places``
    (3,) which letter each is about; and all of :class:`models.autoregressive.tables.Growth`.
    """
    order = ORDERS[setup.factor_order]
    counted = chain(table(setup), setup.word, order)
    grown = growth(setup)
    numbers = {
        "probability": float(counted.prod()),
        "best": float(grown.letters[grown.held_out.argmin()]),
        "chosen": float(grown.cells[setup.letters - 1]),
        "filled": float(grown.seen[setup.letters - 1]),
        "bits": float(grown.held_out[setup.letters - 1]),
        "even": float(np.log2(len(ALPHABET))),
    }
    yield Frame(0, numbers, {"factors": counted, "places": np.array(order), **vars(grown)})
