"""The task itself, cell by cell: what is asked, what is right, and what each net answers by now."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.attention.engines import (
    EXAMPLES,
    PATTERNS,
    SIGNS,
    EnginesSetup,
    Kind,
    judge,
    scans,
)
from pages.attention.pictures.engines.learning import COLORS, NAMES, scores, there
from playground import live, scene

LEFT = 1.9  # width of the column of names, where a cell is 1 wide
IMAGE = 2.4  # height of a digit, where a cell is 1 high
GAP = 0.35  # between what is asked and what is answered


class Asked(NamedTuple):
    """What stands above the answers.

    Attributes:
        names: Of its rows, the highest first.
        texts: What each row has in each column.
        right: The right answers, a column each.
        images: Pixels of each column instead of rows, the lowest first; or none.
    """

    names: list[str]
    texts: list[list[str]]
    right: list[str]
    images: NDArray[np.float32] | None = None


def asked(setup: EnginesSetup) -> Asked:
    """The first of the held-out sequences; of one-celled tasks the first eight."""
    known = judge(setup.task, setup.bits)
    tokens, answers = known.tokens[:EXAMPLES].numpy(), known.answers[:EXAMPLES].numpy()
    if setup.task == "xor":
        first, second = bits(tokens[0, :, 0]).reshape(2, -1).tolist()
        return Asked(["first", "second"], [first, second], bits_of(answers[0]))
    if setup.task == "memory":
        names = [*(f"pattern {number + 1}" for number in range(PATTERNS)), "asked"]
        return Asked(names, bits(tokens[0]).tolist(), bits_of(answers[0]))
    right = [str(answer) for answer in answers[:, 0].tolist()]
    if setup.task == "listops":
        signs = tokens.argmax(-1).T.tolist()  # (T, E)
        return Asked([""] * len(signs), [[SIGNS[sign] for sign in row] for row in signs], right)
    return Asked([], [], right, scans(EXAMPLES).numpy()[:, ::-1])


def bits(values: NDArray[np.float32]) -> NDArray[Any]:
    """-1, 0 and 1 as they are written: a gap is a dot."""
    return np.where(values > 0, "1", np.where(values < 0, "0", "·"))


def bits_of(answers: NDArray[np.int64]) -> list[str]:
    return [str(answer) for answer in answers.tolist()]


def answers(screen: live.Screen[EnginesSetup]) -> None:
    """The table over the training."""
    setup, recording, first = screen.setup, screen.recording, screen.first()
    question, nets = asked(setup), there(screen)
    columns, many = len(question.right), len(nets)
    high = IMAGE if question.images is not None else float(len(question.texts))
    top = many + 1 + GAP + high
    one = setup.task in ("xor", "memory")
    given = np.stack([recording.view(f"{kind}_given", first) for kind in nets], axis=1)
    sure = np.stack([recording.view(f"{kind}_sure", first) for kind in nets], axis=1)
    given, sure = (each[:, :, 0] if one else each[..., 0] for each in (given, sure))  # (F, N, A)
    layers: list[scene.layers.Layer] = [
        scene.Field(
            "probability of the right answer",
            sure[:, ::-1],
            (0, columns, 0, many),
            0,
            1,
            cells=True,
            opacity=0.55,
        ),
        *pictures(question, top),
        *written(question.texts, top),
        scene.Labels("right", [(x + 0.5, many + 0.5) for x in range(columns)], question.right),
        scene.Labels("given", *said(given, np.array(question.right), setup)),
        scene.Labels("rows", *headings(question, nets, top)),
    ]
    picture = scene.Scene(
        layers,
        (-LEFT, columns, -0.1, top + 0.1),
        curves=[
            scene.Curve(
                NAMES[kind],
                recording.metric(f"{kind}_accuracy")[first:],
                COLORS[kind],
                wanted=(0, 1),
            )
            for kind in nets
        ],
        **screen.time(),
        axes=False,
        equal=False,
        badge="trained live",
        tall=1.0,
        alt="What is asked, what is right, and below it what each net answers at this update: the "
        "darker a cell, the surer it is of what is right.",
    )
    screen.show(picture)
    scores(screen)


def pictures(question: Asked, top: float) -> list[scene.Field]:
    """The digits beside each other, if digits are asked."""
    if question.images is None:
        return []
    many, high, wide = question.images.shape
    apart = np.zeros((high, many, wide + 2), dtype=np.float32)  # a pixel to either side
    apart[..., 1:-1] = question.images.swapaxes(0, 1)
    row = apart.reshape(high, -1)
    extent = (0, many, top - IMAGE, top)
    return [scene.Field("digits", row, extent, 0, 1, scale="ink")]


def written(rows: list[list[str]], top: float) -> list[scene.Labels]:
    """Each word of what is asked, if words are asked."""
    places = [
        (column + 0.5, top - row - 0.5)
        for row, words in enumerate(rows)
        for column in range(len(words))
    ]
    words = [word for row in rows for word in row]
    return [scene.Labels("asked", places, words)] if words else []


def headings(
    question: Asked, nets: list[Kind], top: float
) -> tuple[list[tuple[float, float]], list[str]]:
    """The names of all rows."""
    many = len(nets)
    rows = [(-LEFT / 2, top - row - 0.5) for row in range(len(question.names))]
    rows += [(-LEFT / 2, many - row - 0.5) for row in range(many)]
    rows.append((-LEFT / 2, many + 0.5))
    return rows, [*question.names, *(NAMES[kind] for kind in nets), "right"]


def said(
    given: NDArray[np.int64], right: NDArray[Any], setup: EnginesSetup
) -> tuple[NDArray[np.float64], list[str]]:
    """Each answer at its cell, (F, N A C 2, 2), and a cross beside it where it is wrong."""
    _, many, columns = given.shape
    classes = 2 if setup.task in ("xor", "memory") else 10
    here = given[..., None] == np.arange(classes)  # (F, N, A, C)
    fits = right[:, None] == np.arange(classes).astype(str)  # (A, C)
    shown = np.stack((here & fits, here & ~fits), axis=-1)  # (F, N, A, C, 2)
    x, y = np.meshgrid(np.arange(columns) + 0.5, many - np.arange(many) - 0.5)
    places = np.stack((x, y), axis=-1)[:, :, None, None]  # (N, A, 1, 1, 2)
    words = [f"{each}{mark}" for each in range(classes) for mark in ("", " ✗")]
    placed = np.where(shown[..., None], places, np.nan)
    return placed.reshape(len(given), many * columns * len(words), 2), words * (many * columns)
