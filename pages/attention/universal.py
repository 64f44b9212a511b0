"""What a transformer can compute: the proof as a network, block by block, and the same learnt."""

from collections.abc import Callable
from typing import Any

from models.expressivity import (
    ConstructionSetup,
    LearntSetup,
    Weights,
    construct,
    finer_view,
    train_learnt,
    walk_view,
)
from models.frame import over_time
from pages.attention.pictures.universal import block_by_block, finer_cells, learnt, sizes
from pages.attention.stories.universal import STATIONS
from playground import catalog, page

TOPIC = catalog.topic("universal")
VIEWS = {"proof": "Block by block", "finer": "Finer cells", "learnt": "Learnt"}
SETUPS: dict[str, type[Any]] = {
    "proof": ConstructionSetup,
    "finer": ConstructionSetup,
    "learnt": LearntSetup,
}
SHOW: dict[str, Callable[[ConstructionSetup], None]] = {
    "proof": block_by_block,
    "finer": finer_cells,
}
DATA: dict[str, page.Data[ConstructionSetup]] = {
    "proof": page.Data(
        lambda setup: over_time(list(walk_view(setup))),
        walk_view,
        {"shown": "step second first"},
    ),
    "finer": page.Data(lambda setup: over_time(list(finer_view(setup))), finer_view, {}),
}

opened = page.opened(TOPIC, SETUPS, views=VIEWS)
if opened.view == "learnt":
    opened.trained(
        train_learnt,
        learnt,
        STATIONS,
        {"field": "second first"},
        code=(Weights, train_learnt),
        below=sizes,
    )
else:
    opened.computed(SHOW[opened.view], STATIONS, DATA[opened.view], code=(construct, Weights))
