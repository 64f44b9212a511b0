"""The whole decoder in one picture, layer by layer as time goes: the stream of every token."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.language.looking import STRIP, Anatomy
from models.language.next_token import AnatomySetup
from pages.attention.pictures.next_token.prompt import badge, decoder, seen
from playground import scene, timeline

LINK = "whole"
HIGH = 31.0  # of all rows together: the embedding below, then one for each layer
COLUMNS = 7  # tokens that are drawn: the start, and the last ones
NUMBERS = 2.4  # where the rows are numbered
STREAM, MOVED = (5.0, 47.0), (47.6, 50.0)  # the tokens, and how far the last one was moved
ZERO, REACH, BAR = 62.0, 10.5, 0.9  # of the bars: where they begin, the longest, how thick
WORDS = (74.0, 100.0)  # what would be said
ASIDE, LETTER = 0.22, 0.045  # of that column: how far a word stands aside, half a letter on a phone
STRIPS = (-2.4, -0.4)  # the rows of the embedding, below the stream
WINDOW = (0.0, 100.0, -6.8, HIGH + 1.8)
LINES = (-3.2, -4.6, -6.0)  # of the tokens, so that each has room
ACROSS = 8  # numbers of an embedding beside each other
LOOKS = {"looks": (0.05, 2.0), "looks more": (0.25, 4.0), "looks most": (0.6, 7.0)}
ARC = 24  # points
SPOT = 3  # between two places of a row where it can be pointed at


def picture(
    setup: AnatomySetup, found: Anatomy, words: Sequence[str], at: timeline.Place
) -> scene.Scene:
    """From the embedding below to the last layer on top; the one that is opened has a frame."""
    layers = len(found.parts.feed_forward)
    high = HIGH / (layers + 1)
    rows = [(row + 0.5) * high for row in range(layers + 1)]
    places = shown(len(words))
    return scene.Scene(
        [
            stream(found, places),
            *bars(found, high),
            *lens(setup, found, rows),
            *arcs(setup, found, places, high),
            *around(found, places),
            framed(layers, high),
            silenced(setup, rows),
            scene.Labels(
                "names",
                *joined(
                    ([(NUMBERS, row) for row in rows], numbered(layers)),
                    below(words, places),
                    headings(setup, found),
                ),
            ),
        ],
        WINDOW,
        times=range(layers),
        time_name="layer",
        total=layers,
        identity=at.identity,
        start=at.frame,
        autoplay=not at.frame,
        link=LINK,
        axes=False,
        equal=False,
        tall=1.35,
        badge=badge(),
        spots=[[(x, row) for row in rows[1:]] for x in range(2, 100, SPOT)],
        alt="The whole decoder: each token's stream from its embedding below through all layers, "
        "what attention and MLP of each layer add to the logit of the likeliest word, and what "
        "would be said after each layer.",
    )


def shown(tokens: int) -> list[int]:
    """The places of the text that are drawn; -1 stands for those between that are not."""
    if tokens <= COLUMNS:
        return list(range(tokens))
    return [0, -1, *range(tokens - COLUMNS + 2, tokens)]


def middles(places: Sequence[int]) -> list[float]:
    """Where the stream of each place runs."""
    left, right = STREAM
    return [left + (n + 0.5) * (right - left) / len(places) for n in range(len(places))]


def taken(values: NDArray[Any], places: Sequence[int]) -> NDArray[np.float64]:
    """Values over all tokens (…, T), at the places that are drawn, and none between."""
    chosen = np.asarray(values, dtype=np.float64)[..., list(places)]
    return np.where(np.array(places) < 0, np.nan, chosen)


def stream(found: Anatomy, places: Sequence[int]) -> scene.Field:
    """How long the stream of each token is, as far as it was computed."""
    lengths = taken(found.norms, places)  # (layers + 1, C)
    rows, frames = np.arange(len(lengths))[:, None], np.arange(1, len(lengths))[:, None, None]
    so_far = np.where(rows <= frames, lengths, np.nan)  # (F, layers + 1, C)
    return scene.Field(
        "length of the stream", so_far, (*STREAM, 0.0, HIGH), **shades(found), opacity=0.5
    )


def shades(found: Anatomy) -> dict[str, Any]:
    """From no length to the longest; the start of a text is far longer than all others."""
    return {
        "low": 0,
        "high": float(found.norms.max()),
        "power": 0.25,
        "scale": "ink",
        "dtype": "float16",
    }


def around(found: Anatomy, places: Sequence[int]) -> list[scene.layers.Layer]:
    """What is still to come of the stream, pale, and below it what it begins with."""
    strips = taken(found.embedding.T, places).reshape(STRIP // ACROSS, ACROSS, len(places))
    strip = strips.swapaxes(1, 2).reshape(STRIP // ACROSS, -1)
    limit = float(np.abs(found.embedding).max())
    extent = (*STREAM, 0.0, HIGH)
    return [
        scene.Field("to come", taken(found.norms, places), extent, **shades(found), opacity=0.15),
        scene.Field(
            "embedding",
            strip,
            (*STREAM, *STRIPS),
            -limit,
            limit,
            scale="diverging",
            cells=True,
            bar=False,
        ),
    ]


def bars(found: Anatomy, high: float) -> list[scene.layers.Layer]:
    """What attention and MLP of each layer add to the logit of the winner, and the embedding."""
    added = found.parts.layers  # (layers, 2)
    unit = REACH / max(float(np.abs(added).max()), abs(found.parts.embedding))

    def lines(values: NDArray[np.float64], row: float) -> NDArray[np.float64]:
        y = (np.arange(len(values)) + row) * high
        start = np.stack((np.full(len(values), ZERO), y), axis=1)
        return np.stack((start, np.stack((ZERO + unit * values, y), axis=1)), axis=1)

    itself = np.array([found.parts.embedding])
    return [
        scene.Paths("attention", lines(added[:, 0], 1.3), "model", width=BAR, bars=True),
        scene.Paths("MLP", lines(added[:, 1], 1.7), "codeword", width=BAR, bars=True),
        scene.Paths("embedded", lines(itself, 0.5), "key", width=BAR, bars=True),
        scene.Paths("nothing", [[(ZERO, 0), (ZERO, HIGH)]], "base", width=1),
    ]


def lens(setup: AnatomySetup, found: Anatomy, rows: Sequence[float]) -> list[scene.layers.Layer]:
    """What would be said if the model ended there, and what it said before parts were silenced."""
    left, right = WORDS
    middle = (left + right) / 2 if any(setup.without) else right
    now = decoder().words(found.lens.tolist())
    new = [row for row, word in enumerate(now) if row == 0 or word != now[row - 1]]
    places = beside(now, [] if any(setup.without) else new, rows, (left, middle))
    own = in_turn(len(now))[1:, :, None]  # each word in its own moment
    layers: list[scene.layers.Layer] = [
        scene.Field(
            "probability",
            found.shares[:, None],
            (left, middle, 0.0, HIGH),
            0,
            1,
            cells=True,
            opacity=0.45,
            power=0.5,
            bar=False,
        ),
        scene.Labels("would say", [places[row] for row in new], [seen(now[row]) for row in new]),
        scene.Labels(
            "says here",
            np.where(own, places, np.nan),
            ["" if row in new else seen(word) for row, word in enumerate(now)],
        ),
    ]
    if any(setup.without):
        former = decoder().words(found.former.tolist())
        other = ["" if word == now[row] else seen(word) for row, word in enumerate(former)]
        layers += [
            scene.Labels("said before", [((middle + right) / 2, y) for y in rows], other),
            scene.Field(
                "moved by",
                found.changed[:, None],
                (*MOVED, 0.0, HIGH),
                0,
                1,
                power=0.5,
                cells=True,
                bar=False,
            ),
        ]
    return layers


def beside(
    words: Sequence[str], new: Sequence[int], rows: Sequence[float], column: tuple[float, float]
) -> list[tuple[float, float]]:
    """Where each row's word stands: new neighbours aside, as a phone's row is lower than a word."""
    left, right = column
    found = [((left + right) / 2, y) for y in rows]
    for row in {row for row in new if {row - 1, row + 1}.intersection(new)}:
        aside = max(0.0, min(ASIDE, 0.5 - LETTER * len(seen(words[row])))) * (right - left)
        found[row] = (found[row][0] + (aside if row % 2 else -aside), found[row][1])
    return found


def in_turn(count: int) -> NDArray[Any]:
    """(count, count): which of so many is shown at which of as many moments."""
    every = np.arange(count)
    turns: NDArray[Any] = every[:, None] == every
    return turns


def arcs(
    setup: AnatomySetup, found: Anatomy, places: Sequence[int], high: float
) -> list[scene.layers.Layer]:
    """From where the opened head of each layer fetches what it adds to the last token's stream."""
    head = min(setup.opened, found.weights.shape[1] - 1)
    looked = taken(found.weights[:, head, -1], places)  # (layers, C)
    layers = len(looked)
    along, xs = np.linspace(0, 1, ARC), np.array(middles(places))[:, None]
    x = xs + (xs[-1] - xs) * along  # (C, ARC)
    dip = HIGH / 31 * (0.4 + 2.2 * (xs[-1] - xs) / (STREAM[1] - STREAM[0]))
    bend = 4 * along * (1 - along)
    y = high * (np.arange(layers)[:, None, None] + 0.5 + along) - dip * bend
    lines = np.stack((np.broadcast_to(x, y.shape), y), axis=-1)  # (layers, C, ARC, 2)
    drawn: list[scene.layers.Layer] = []
    bounds = [*(least for least, _ in LOOKS.values()), 2.0]
    for (name, (least, width)), most in zip(LOOKS.items(), bounds[1:], strict=True):
        strong = (looked >= least) & (looked < most)
        drawn.append(
            scene.Paths(
                name, np.where(strong[..., None, None], lines, np.nan), "model", width=width
            )
        )
    return drawn


def silenced(setup: AnatomySetup, rows: Sequence[float]) -> scene.Points:
    """A mark at each layer of which anything is silenced."""
    heads, *whole = setup.without
    places = {*(layer for layer, _ in heads), *(layer for each in whole for layer in each)}
    marks = [(ZERO, rows[layer + 1]) for layer in sorted(places) if layer + 1 < len(rows)]
    xy = np.reshape(np.array(marks, dtype=float), (-1, 2))
    return scene.Points("silenced", xy, "gradient", size=5, opacity=1)


def framed(layers: int, high: float) -> scene.Paths:
    """Around the layer that is opened."""
    low = high * np.arange(1, layers + 1)[:, None]
    x0, x1 = 0.4, 99.6
    x = np.broadcast_to([x0, x1, x1, x0, x0], (layers, 5))
    y = low + high * np.array([0, 0, 1, 1, 0])
    return scene.Paths("opened", np.stack((x, y), axis=-1)[:, None], "exact", width=2)


Named = tuple[list[tuple[float, float]], list[str]]


def joined(*named: Named) -> Named:
    """Several words with their places, as one."""
    return [xy for places, _ in named for xy in places], [
        word for _, texts in named for word in texts
    ]


def numbered(layers: int) -> list[str]:
    """The number of each row: every fifth, where there are many."""
    every = 5 if layers > 10 else 1
    return ["", *(str(n) if n % every == 0 or n == layers - 1 else "" for n in range(layers))]


def below(words: Sequence[str], places: Sequence[int]) -> Named:
    """The tokens under their rows of the embedding, on several lines."""
    at = [(x, LINES[n % len(LINES)]) for n, x in enumerate(middles(places))]
    return at, ["…" if place < 0 else seen(words[place]) for place in places]


def headings(setup: AnatomySetup, found: Anatomy) -> Named:
    """What stands in each column."""
    (word,) = map(seen, decoder().words([found.winner]))
    left, right = WORDS
    columns = {
        (STREAM[0] + STREAM[1]) / 2: "the streams",
        ZERO: f"for {word}",
    }
    if any(setup.without):
        columns |= {(3 * left + right) / 4: "now", (left + 3 * right) / 4: "said"}
    else:
        columns[(left + right) / 2] = "would say"
    return [(x, HIGH + 0.9) for x in columns], list(columns.values())
