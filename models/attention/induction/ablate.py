"""Silence heads of a trained tiny transformer and see its loss move."""

from collections.abc import Collection

import numpy as np

from models.attention.induction.judge import judge
from models.attention.induction.setup import InductionSetup
from models.attention.induction.training import restore
from models.attention.reading import Floats, Head
from models.frame import Arrays


def ablate(
    setup: InductionSetup, checkpoint: Arrays, without: Collection[Head] = ()
) -> dict[str, float]:
    """``loss`` (nats), ``accuracy`` and its error with the heads in ``without`` silenced.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
        IndexError: There is no such head.
    """
    return judge(setup).without(restore(setup, checkpoint), without)[0]


def maps_without(setup: InductionSetup, checkpoint: Arrays, without: Collection[Head]) -> Floats:
    """Where all heads look (layers, heads, T, T) in the example, those in ``without`` silenced.

    A silenced head still looks, but hands nothing over, so the maps of later layers change.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
        IndexError: There is no such head.
    """
    return judge(setup).without(restore(setup, checkpoint), without)[1]


def ablations(setup: InductionSetup, checkpoint: Arrays) -> Floats:
    """The loss (layers, heads) in nats with each head silenced alone.

    Raises:
        ModelError: The checkpoint is of another architecture than ``setup``.
    """
    model, examiner = restore(setup, checkpoint), judge(setup)
    return np.array(
        [
            [examiner.without(model, [(layer, head)])[0]["loss"] for head in range(setup.heads)]
            for layer in range(setup.layers)
        ],
        dtype=np.float32,
    )
