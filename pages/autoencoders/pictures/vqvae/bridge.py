"""The codebook by itself on points of the plane, beside Lloyd's algorithm from the same start."""

import streamlit as st

from models.vqvae import PointsSetup, as_vectors, lloyd_after, points
from playground import catalog, lesson, live, scene
from playground.controls.knobs import query
from playground.lesson import Readout

WINDOW = (-4.0, 4.0, -4.0, 4.0)
HEIGHT = 560


def bridge(screen: live.Screen[PointsSetup]) -> None:
    """Points, codewords and cells over the updates, with both distortions."""
    recording, first, setup = screen.recording, screen.first(), screen.setup
    fallen = lloyd_after(setup, recording.steps)
    newest = recording.frame(-1)
    layers: list[scene.layers.Layer] = [
        scene.Points("points", points(setup).numpy(), "data", 1.5, 0.4),
        scene.Paths("cells", recording.view("cells", first)[:, None], "base", width=1),
        scene.Points("where Lloyd's algorithm ends", newest.views["rest"], "exact", 6, 0.8),
        scene.Points("codewords", recording.view("codewords", first), "codeword", 4, 1.0),
    ]
    picture = scene.Scene(
        layers,
        WINDOW,
        **screen.time(),
        curves=[
            scene.Curve("distortion", recording.metric("distortion")[first:], "codeword"),
            scene.Curve("Lloyd's, as many steps", fallen[first:], "exact"),
        ],
        badge="trained live",
        alt="Points of the plane, the codewords that learn them, and their cells.",
    )
    screen.show(picture, height=HEIGHT)
    metrics = screen.moment.metrics
    lesson.readouts(
        [
            Readout(
                "Distortion",
                metrics["distortion"],
                "",
                metrics["ended"],
                "Lloyd's at rest:",
                samples=len(points(setup)),
                help="Mean of |x − e|²: the second term, and with an encoder and a decoder that "
                "do nothing the first too.",
                digits=5,
            ),
            Readout("Codewords used", metrics["used"], "", float(setup.size), "of"),
            Readout("Perplexity", metrics["perplexity"], "", float(setup.size), "codewords"),
        ]
    )
    st.page_link(
        str(catalog.topic("vector").page),
        label="The same as vector quantization",
        icon=":material/open_in_new:",
        query_params=query(as_vectors(setup), "vector"),
    )
