"""A stack of matrices between two rows of words, and its bytes. Pure.

The bytes have the form of a scene's (see ``playground.scene.pack``), so that the browser keeps the
frames of a growing recording in the same way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from playground import badges
from playground.scene.body import Body
from playground.scene.layers import Curve
from playground.scene.pack import pack_curve, sealed

View = Literal["matrix", "lines"]
Matrix = tuple[int, int]  # column and row of a matrix in the table of thumbnails
MOST_WORDS = 512
MOST_BYTES = 24_000_000  # of one message: two bytes for each weight


class LinksError(ValueError):
    """Links that cannot be drawn; the message is a sentence."""


@dataclass(frozen=True)
class Locked:
    """What a person has pinned.

    Attributes:
        matrices: One matrix, or two to be compared; empty before anything was chosen.
        sources: Places of locked words in the row of words that look.
        targets: Places of locked words in the row of words that are looked at.
    """

    matrices: tuple[Matrix, ...] = ()
    sources: tuple[int, ...] = ()
    targets: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Links:
    """How strongly each word of one row is linked to each word of another, many times over.

    Attributes:
        weights: (C, R, N, M) or over time (T, C, R, N, M), each from 0 to 1: a table of C times R
            matrices from N words to M words. What is not finite is no link at all.
        sources: The N words that look.
        targets: The M words that are looked at; left out, the same words.
        columns: A name for each of the C columns of the table of thumbnails.
        rows: A name for each of its R rows.
        origins: What each of the words that look stands for, shown where it is pointed at; empty
            where the word says it itself. Also of the words looked at, if they are the same.
        crossed: Matrices that are crossed out in the table.
        nouns: What a column and a row of the table are, such as ("layer", "head").
        relation: What stands between two words, and the name of a weight.
        opening: The matrix that is large before anybody has chosen one.
        breaks: Places at which another part of the words begins, drawn as a line.
        times: (T,) what the counter shows for each frame.
        time_name: What the counter counts.
        curves: Numbers over the same frames, drawn in the strip that is the scrubber.
        first: Index of the first of these frames in the whole recording.
        total: Frames that the finished recording will have.
        identity: Names the recording; frames of another identity are never mixed with these.
        live: More frames are coming.
        start: The frame shown first.
        link: Pictures of one page with the same link show the same matrices and the same time.
        badge: How the weights came about.
        alt: One sentence for those who cannot see the picture.
        table: Whether the thumbnails are drawn; a linked picture may leave them to another one.
        views: How a large matrix is drawn at first; a person may switch either on and off.
    """

    weights: ArrayLike
    sources: Sequence[str]
    targets: Sequence[str] | None = None
    columns: Sequence[str] = ()
    rows: Sequence[str] = ()
    origins: Sequence[str] = ()
    crossed: Sequence[Matrix] = ()
    nouns: tuple[str, str] = ("layer", "head")
    relation: tuple[str, str] = ("looks at", "weight")
    opening: Matrix = (0, 0)
    breaks: Sequence[int] = ()
    times: Sequence[int] | NDArray[Any] = ()
    time_name: str = "step"
    curves: Sequence[Curve] = ()
    first: int = 0
    total: int | None = None
    identity: str = ""
    live: bool = False
    start: Literal["first", "last"] | int = "last"
    link: str = ""
    badge: str = ""
    alt: str = ""
    table: bool = True
    views: tuple[View, ...] = ("matrix", "lines")

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """Columns and rows of the table, words that look, words that are looked at."""
        columns, rows, sources, targets = np.shape(self.weights)[-4:]
        return columns, rows, sources, targets

    @property
    def frames(self) -> int:
        """How many frames the recording has with these."""
        return self.first + len(self.times)


def pack(
    links: Links, locked: Locked, *, height: int = 480, share: float = 1.0, version: int = 0
) -> bytes:
    """The bytes of links.

    Args:
        links: What to draw.
        locked: What is pinned at first.
        height: Most CSS pixels that a large matrix is high where the page says nothing of heights.
        share: The part that the picture takes of the height that the page gives it, 0 to 1.
        version: Counts what was pinned from outside; only a new one changes the browser's mind.

    Raises:
        LinksError: Words and weights that do not belong together.
    """
    weights = np.asarray(links.weights, dtype=np.float64)
    timed = weights.ndim == 5
    _check(links, weights, timed)
    body = Body(len(links.times), np.array([0.0, 1.0, 0.0, 1.0]))
    targets = links.sources if links.targets is None else links.targets
    columns, rows, *_ = links.shape
    origins = [str(origin) for origin in links.origins]
    header = {
        "layers": [{"name": "weights", "values": body.shares(weights, timed=timed)}],
        "curves": [pack_curve(curve, body) for curve in links.curves] if timed else [],
        "sources": [str(word) for word in links.sources],
        "targets": [str(word) for word in targets],
        "origins": {"sources": origins, "targets": origins if links.targets is None else []},
        "columns": [str(name) for name in links.columns] or [str(c + 1) for c in range(columns)],
        "rows": [str(name) for name in links.rows] or [str(r + 1) for r in range(rows)],
        "breaks": [int(place) for place in links.breaks],
        "nouns": list(links.nouns),
        "views": list(links.views),
        "relation": list(links.relation),
        "matrices": [list(matrix) for matrix in locked.matrices],
        "crossed": [list(matrix) for matrix in links.crossed],
        "locked": {"sources": list(locked.sources), "targets": list(locked.targets)},
        "version": version,
        "height": int(height),
        "share": float(share),
        "times": [int(time) for time in links.times],
        "first": int(links.first),
        "autoplay": False,
        **{name: getattr(links, name) for name in ("time_name", "total", "start", "live")},
        "report_time": True,  # its page has numbers that belong to a frame
        **{name: getattr(links, name) for name in ("identity", "link", "badge", "alt", "table")},
        "meaning": badges.meaning(links.badge),
    }
    return sealed(header, body)


def _check(links: Links, weights: NDArray[np.float64], timed: bool) -> None:
    if weights.ndim not in (4, 5):
        wanted = "(C, R, N, M) or (T, C, R, N, M)"
        raise LinksError(f"The weights must have the shape {wanted}, not {weights.shape}.")
    columns, rows, sources, targets = links.shape
    if timed and len(weights) != len(links.times):
        raise LinksError(f"There are {len(weights)} frames but {len(links.times)} times.")
    words = len(links.sources), len(links.sources if links.targets is None else links.targets)
    if words != (sources, targets):
        raise LinksError(f"There are {words} words for weights between {(sources, targets)}.")
    if len(links.origins) not in (0, sources):
        raise LinksError(f"There are {len(links.origins)} origins for {sources} words.")
    if not columns or not rows or not sources or not targets:
        raise LinksError("Links need at least one matrix and one word on each side.")
    if len(links.columns) not in (0, columns) or len(links.rows) not in (0, rows):
        raise LinksError(f"The table of {columns} by {rows} matrices needs as many names.")
    if max(words) > MOST_WORDS or 2 * weights.size > MOST_BYTES:
        raise LinksError(f"At most {MOST_WORDS} words can be drawn, and {MOST_BYTES:,} bytes.")
