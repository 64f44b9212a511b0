"""Tasks with a theorem: small transformers beside the best that can be known."""

from typing import Any

from models.attention.induction import TinyTransformer
from models.attention.theorems import (
    AdditionSetup,
    CarrySetup,
    Chains,
    ChainsSetup,
    Dyck,
    Parity,
    WordsSetup,
    train_addition,
    train_carry,
    train_theorem,
)
from pages.attention.pictures.theorems import added, carried, in_context, kept_in_mind
from pages.attention.stories.theorems import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("theorems")
VIEWS = {
    "chains": "Markov chains in context",
    "addition": "Modular addition",
    "words": "Dyck words and parity",
    "carry": "How far it carries",
}
SETUPS: dict[str, type[Any]] = {
    "chains": ChainsSetup,
    "addition": AdditionSetup,
    "words": WordsSetup,
    "carry": CarrySetup,
}
TRAIN: dict[str, page.Code] = {
    "chains": train_theorem,
    "addition": train_addition,
    "words": train_theorem,
    "carry": train_carry,
}
CODE: dict[str, tuple[Any, ...]] = {
    "chains": (Chains, TinyTransformer, train_theorem),
    "addition": (TinyTransformer, train_addition),
    "words": (Dyck, Parity, TinyTransformer, train_theorem),
    "carry": (TinyTransformer, train_carry),
}
SEQUENCE = {
    "tokens": "place",
    "said": "place token",
    "best": "place token",
    "by_place": "place",
    "attention": "layer head from to",
    "kept": "place",
    "read": "place",
    "influence": "place",
}
AXES = {
    "chains": SEQUENCE,
    "addition": {
        "table": "a b",
        "spectrum": "frequency",
        "circle": "number axis",
        "strongest": "",
    },
    "words": SEQUENCE,
    "carry": {
        f"{kind}_by_place": "place" for kind in ("none", "sinusoidal", "learnt", "rotary", "alibi")
    },
}


def view(screen: live.Screen[Any]) -> None:
    """The picture of what was trained: of the view that one has left, until the next one begins."""
    match screen.setup:
        case AdditionSetup():
            added(screen)
        case WordsSetup():
            kept_in_mind(screen)
        case CarrySetup():
            carried(screen)
        case _:
            in_context(screen)


opened = page.opened(TOPIC, SETUPS, views=VIEWS, apart=True)
opened.trained(TRAIN[opened.view], view, STATIONS, AXES[opened.view], code=CODE[opened.view])
