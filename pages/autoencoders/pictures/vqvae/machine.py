"""The machine at work on one image: its cells, their codewords, and a codeword put in by hand."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.images import images
from models.vqvae import Seen, see
from pages.autoencoders.pictures.vqvae import plane
from playground import handles, here, lesson, scene
from playground.lesson import Readout

PICTURE = "grid"  # the scene of the code map
ROUNDED = 1e-3  # of a place that stands in a link
Floats = NDArray[np.float64]


def machine(screen: plane.Watched) -> None:
    """An image, the grid of its codes and what they decode to, beside the plane of codes."""
    data = images(screen.setup.data)
    frame = screen.settled()
    model = plane.at_frame(screen.identity, frame, screen)
    side, cells = data.side, model.prior.side
    left, right = st.columns([2, 1], gap="small")
    with right:
        pick = st.slider("Held-out image", 0, 99, 3, key=here.key("pick"), on_change=put_back)
    x = data.test[pick].numpy()
    axes = screen.recording.frame(frame).views["axes"]
    cell = chosen(cells)
    before = see(model, x, axes, cell)
    own = before.vectors[None, cell[0] * cells + cell[1]]
    place = handles.pinned("swap", own, plane.window(screen))
    moved = not np.allclose(place, own, atol=ROUNDED)
    seen = see(model, x, axes, cell, place[0]) if moved else before
    looked_at = pointed(cells) or cell
    word = seen.words[None, looked_at[0] * cells + looked_at[1]]
    with left:
        held: plane.Layers = [
            scene.Points("this image's cells", seen.vectors, "data", 4, 0.9),
            scene.Points("codeword of the patch", word, "query", 7, 0.9),
            scene.Handles("swap", place, "exact", [f"{seen.chosen}"]),
        ]
        plane.show(screen, [*plane.codes(screen), *held])
    with right:
        shown(x, seen, side, cells, cell, looked_at)
    readouts(before, seen, looked_at, moved)
    told(seen, cell, moved)


def pointed(cells: int) -> tuple[int, int] | None:
    """Row and column of the cell of the code map that the pointer is over, from the top left."""
    at = scene.events(PICTURE).probe
    return None if at is None else cell_at(at, cells)


def cell_at(place: tuple[float, float], cells: int) -> tuple[int, int]:
    """Row and column, from the top left, of a place on the code map."""
    column, row = (min(max(int(each), 0), cells - 1) for each in (place[0], cells - place[1]))
    return row, column


def chosen(cells: int) -> tuple[int, int]:
    """Row and column of the cell that the handle on the code map is in, from the top left."""
    middle = cells // 2 + 0.5
    (x, y), *_ = handles.pinned("cell", [(middle, middle)], (0, cells, 0, cells), PICTURE)
    return cell_at((x, y), cells)


def put_back() -> None:
    """The handle on the plane goes back to what the encoder gives."""
    handles.put("swap", None)


def shown(
    x: Floats,
    seen: Seen,
    side: int,
    cells: int,
    cell: tuple[int, int],
    looked_at: tuple[int, int],
) -> None:
    """Input beside output with the patch that is looked at, and below them the codes."""
    patch = side // cells
    row, column = looked_at
    left, top = column * patch, side - row * patch
    corners = [(left, top), (left + patch, top), (left + patch, top - patch), (left, top - patch)]
    mark = scene.Polygons("its patch", [corners], "query")
    grey_images(x, seen.image, side, mark)
    place = [(cell[1] + 0.5, cells - cell[0] - 0.5)]
    extent = (0.0, float(cells), 0.0, float(cells))
    most = float(seen.codes.max())
    codes = scene.Field(
        "codewords",
        seen.codes[::-1],
        extent,
        0,
        most or 1.0,
        dtype="float16",  # 255 positions are too few for 512 codewords
        cells=True,
        digits=0,
        opacity=0.5,
    )
    picture = scene.Scene(
        [codes, scene.Handles("cell", place, "exact")],
        extent,
        alt=f"The numbers of the codewords, {cells} by {cells}; a handle chooses a cell.",
        x_label="",
        y_label="",
        axes=False,
        report_probe=True,
    )
    # Pointing at a cell is no drag: the codeword in the hand stays.
    on_event = handles.follow(PICTURE, lambda _: put_back(), PICTURE)
    scene.show(picture, PICTURE, 260, on_event, share=0.45)


def grey_images(x: Floats, output: Floats, side: int, mark: scene.Polygons) -> None:
    """Two grey images (side²,), the second decoded from the codes, with a patch marked in both."""
    extent = (0.0, float(side), 0.0, float(side))
    panels = [
        scene.Panel(
            name, [scene.Field("ink", each.reshape(side, side)[::-1], extent, 0, 1, scale="ink")]
        )
        for name, each in (("the input", x), ("the output", output))
    ]
    picture = scene.Scene(
        [mark],
        extent,
        panels=panels,
        alt="A grey image, and what its codes decode to.",
        x_label="",
        y_label="",
        axes=False,
    )
    scene.show(picture, "images", 180, share=0.4)


def readouts(before: Seen, seen: Seen, looked_at: tuple[int, int], moved: bool) -> None:
    """What this image costs and misses, what the other codeword changes, and one cell of it."""
    row, column = looked_at
    lesson.readouts(
        [
            Readout(
                "This image misses",
                seen.missed,
                "",
                before.missed if moved else None,
                "as encoded",
                help="|x − output|², summed over the pixels.",
            ),
            Readout(
                "Its codes",
                seen.paid,
                "bits",
                before.paid if moved else None,
                "as encoded",
                help="What all its codes cost by the prior.",
            ),
            Readout(
                "Codeword of the patch",
                float(seen.codes[row, column]),
                help="Its number, for the patch under the pointer, or else of the chosen cell.",
                digits=4,
            ),
            Readout(
                "What it costs",
                seen.bits[row, column],
                "bits",
                help="−log₂ of its probability after the codes before it, by the prior.",
            ),
        ]
    )


def told(seen: Seen, cell: tuple[int, int], moved: bool) -> None:
    """Which codeword the chosen cell has, and what a hand can do."""
    words = f"The cell in row {cell[0] + 1}, column {cell[1] + 1} has codeword **{seen.own}**"
    if moved:
        words += f"; by hand it has **{seen.chosen}**"
    st.caption(
        f"{words}. Drag the handle on the plane into another cell to swap it. Point at a cell of "
        "the codes: its patch is marked, and its codeword on the plane."
    )
