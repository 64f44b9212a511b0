"""The field of GANs: a map of shares, with every GAN drawn small in its cell."""

from collections.abc import Sequence

import streamlit as st

from models.gans import Gan, GanSetup
from models.gans.game import fixed_points
from models.gans.sweeps import NAMES, VALUES, FieldSetup
from playground import catalog, live, scene
from playground.controls.knobs import query
from playground.scene.layers import Window

HEIGHT = 560


def window(setup: FieldSetup) -> Window:
    """The map: a unit square for each cell."""
    rows, columns = setup.shape
    return (0.0, float(columns), 0.0, float(rows))


def field(screen: live.Screen[FieldSetup], chosen: tuple[int, int]) -> scene.Events:
    """The map over time: the share of each cell, and the samples of its GANs."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    row, column = chosen
    picture = scene.Scene(
        [
            scene.Field(
                "lost modes",
                recording.view("share", first),
                window(setup),
                0,
                1,
                scale="sequential",
                unit="share of GANs",
                opacity=0.5,
                cells=True,
            ),
            scene.Paths("cells", _borders(setup), "base", width=1),
            scene.Points(
                "samples", recording.view("mosaic", first), "model", size=1.0, opacity=0.9
            ),
            scene.Labels(_axes(setup), *_values(setup)),
            scene.Handles("cell", [[column + 0.5, row + 0.5]], "exact"),
        ],
        window(setup),
        equal=False,
        axes=False,
        curves=[
            scene.Curve("share", recording.metric("share")[first:], "model", wanted=(0, 1)),
        ],
        badge="trained live",
        alt="A map of cells, each with many small GANs; the colour is the share that lost modes.",
        **screen.time(),
    )
    return screen.show(picture, height=HEIGHT)


def _borders(setup: FieldSetup) -> list[list[list[float]]]:
    """Lines between the cells; around the only one if there are no others."""
    rows, columns = setup.shape
    upright = [[[x, 0.0], [x, float(rows)]] for x in range(1, columns)]
    level = [[[0.0, y], [float(columns), y]] for y in range(1, rows)]
    return upright + level or [[[0.0, 0.0], [0.0, float(rows)]]]


def _axes(setup: FieldSetup) -> str:
    """What the numbers in the cells are, in their order."""
    axes = [axis for axis in (setup.across, setup.down) if axis != "nothing"]
    return " · ".join(NAMES[axis] for axis in axes) or "values"


def _values(setup: FieldSetup) -> tuple[list[list[float]], list[str]]:
    """What stands in the corner of every cell."""
    places, texts = [], []
    below = 0.031 * setup.shape[0]  # the edge of a cell, so that a line of text fits
    for row, upwards in enumerate(VALUES[setup.down]):
        for column, across in enumerate(VALUES[setup.across]):
            words = [
                f"{value:g}"
                for axis, value in ((setup.across, across), (setup.down, upwards))
                if axis != "nothing"
            ]
            places.append([column + 0.5, row + 1 - below])
            texts.append(" · ".join(words))
    return places, texts


def named(setup: FieldSetup, row: int, column: int) -> str:
    """A cell in words."""
    parts = [
        f"{NAMES[axis]} {VALUES[axis][place]:g}"
        for axis, place in ((setup.across, column), (setup.down, row))
        if axis != "nothing"
    ]
    return ", ".join(parts) or "The only cell"


def portraits(gans: Sequence[Gan], modes: Sequence[int], identity: str) -> None:
    """Some GANs of one cell, larger: their samples beside the data."""
    if not gans:
        return
    mixture = gans[0].mixture
    panels = [
        scene.Panel(
            f"seed {gan.setup.seed} · {found} modes",
            [scene.Points("generated", gan.judged[:400], "model", size=1.4, outside=True)],
        )
        for gan, found in zip(gans, modes, strict=True)
    ]
    picture = scene.Scene(
        [scene.Points("real", fixed_points(gans[0].setup, 400), "data", size=1.4)],
        mixture.window,
        identity=identity,
        badge="trained live",
        panels=panels,
        alt="The samples of some GANs of the chosen cell, side by side, on those of the data.",
    )
    scene.show(picture, "cell", 300, share=0.5)


def open_in_gans(gan: GanSetup, modes: int, whole: int) -> None:
    """A way to one GAN of the field, on the page of single GANs."""
    st.page_link(
        str(catalog.topic("gans").page),
        label=f"Seed {gan.seed}: {modes} of {whole} modes",
        icon=":material/open_in_new:",
        query_params=query(gan, "gans"),
    )
