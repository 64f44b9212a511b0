"""The pictures of the alignment page: where each written character looks, over the training."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from models.attention import AlignmentSetup
from models.attention.induction import even_guess
from models.attention.seq2seq import Alignment, attended, pairs
from playground import links, live, scene
from playground.recording import Moment

SLUG = "alignment"
SPACE = "␣"
SIDES: dict[str, Any] = {  # the only map, and what its two sides are
    "nouns": ("rows", "columns"),
    "columns": ["are written"],
    "rows": ["are read"],
    "table": False,
}


AXES = {"alignment": "from to", "source": "to", "target": "from", "written": "from"}


def around(setup: AlignmentSetup, moment: Moment) -> dict[str, Any]:
    """The characters that are written, which look, and those that are read."""
    task, views = pairs(setup), moment.views
    texts = {"from": task.decode(views["target"]), "to": task.decode(views["source"])}
    return {axis: np.array(characters(text)) for axis, text in texts.items()}


def characters(text: str) -> list[str]:
    """One word for each character; a space can be seen."""
    return [SPACE if character == " " else character for character in text]


def read(setup: AlignmentSetup, views: Mapping[str, Any]) -> str:
    """The example's source, without its filling."""
    return pairs(setup).decode(views["source"]).rstrip()


def training(screen: live.Screen[AlignmentSetup]) -> links.Events:
    """The alignment of a fixed example over the steps of the training, with loss and accuracy."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    views = recording.frame(0).views
    source = read(setup, views)
    weights = recording.view("alignment", first)[:, None, None, :, : len(source)]
    picture = links.Links(
        weights,
        characters(pairs(setup).decode(views["target"])),
        characters(source),
        times=recording.steps[first:],
        curves=[
            scene.Curve("loss (nats)", recording.metric("loss")[first:], "model", 0.0, ""),
            scene.Curve("accuracy", recording.metric("accuracy")[first:], "data", wanted=(0, 1)),
        ],
        first=first,
        total=screen.total,
        identity=recording.identity,
        live=screen.active,
        **SIDES,
        badge="trained live",
        alt="Where each character that is written looks in the source, over the training.",
    )
    return links.show(picture, SLUG, height=400)


def answer(setup: AlignmentSetup, views: Mapping[str, Any]) -> str:
    """What it reads, what it should write, and what it writes."""
    task = pairs(setup)
    wanted, written = task.decode(views["target"]), task.decode(views["written"])
    right = "".join("✓" if w == s else "✗" for w, s in zip(wanted, written, strict=True))
    rows = {"it reads": read(setup, views), "wanted": wanted, "it writes": written, "": right}
    return "\n".join(f"{name:<11}{row}" for name, row in rows.items())


def translation(found: Alignment) -> None:
    """A person's own text, what is written, and where that looks."""
    picture = links.Links(
        found.weights[None, None],
        characters(found.written),
        characters(found.source),
        **SIDES,
        badge="trained live",
        alt="Where each written character looks in the text that was typed.",
    )
    links.show(picture, "own", height=340)


def spread(views: Mapping[str, Any]) -> float:
    """How many characters an output looks at, in the mean."""
    return attended(views["alignment"])


def ignorance(setup: AlignmentSetup) -> float:
    """The loss of one who only knows the alphabet, in nats."""
    return even_guess(len(pairs(setup).alphabet))


def longest(setup: AlignmentSetup) -> int:
    """How many characters can be read."""
    return pairs(setup).source


def example(setup: AlignmentSetup) -> str:
    """What stands in the field at first."""
    return pairs(setup).example
