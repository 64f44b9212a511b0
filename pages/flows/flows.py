"""Normalizing flows: noise becomes data layer by layer, and the density is exact throughout."""

from collections.abc import Mapping

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models import densities
from models.brought import Reader, Selection, standardised
from models.errors import ModelError
from models.flows import FlowSetup, anatomy, restore, train
from models.flows.archive import AXES, around
from models.flows.flow import SOURCES, Flow
from models.flows.target import missing, target
from models.flows.variational import JUDGES
from pages.flows.pictures.flows import before_training, over_layers, probe, remarks, training
from pages.flows.stories.flows import ERRATUM, STATIONS
from playground import bring, catalog, charts, controls, lesson, live, page
from playground.lesson import Readout
from playground.recording import Recording

TOPIC = catalog.topic("flows")
SLUG = TOPIC.slug
TABLES = Reader(columns=2, least=10)
VIEWS = {
    "training": "Training steps",
    "forward": "Layers, noise to data",
    "backward": "Layers, data to noise",
}


def view(screen: live.Screen[FlowSetup]) -> None:
    """Everything that follows the run and the moment chosen on its time axis."""
    over = controls.view("Scrub over", VIEWS, SLUG)
    if over == "training":
        training(screen)
    frame, moment = screen.frame, screen.moment
    flow = restore(screen.setup, moment.checkpoint)
    if over != "training":
        over_layers(screen, frame, flow, over == "backward")
    readouts(screen, moment.metrics)
    remarks(screen, frame, flow, moment.metrics)
    live.fork_button(screen)
    branches(screen.recording)
    equation(anatomy.account(flow, tuple(probe(target(screen.setup))[0].tolist())))


def readouts(screen: live.Screen[FlowSetup], metrics: Mapping[str, float]) -> None:
    goal = target(screen.setup)
    size = len(goal.held_out)
    items = [
        Readout(
            "NLL",
            metrics["nll"],
            "nats",
            reference=goal.entropy,
            reference_name="entropy H of the data",
            samples=size,
            help="Mean of -log q(x), per point, over held-out points: the smaller, the better.",
        )
    ]
    if "gap" in metrics:
        items.append(
            Readout(
                "Gap NLL - H",
                metrics["gap"],
                "nats",
                reference=0.0,
                reference_name="a perfect model",
                error=metrics["gap_error"],
                samples=size,
                help="KL(p‖q), the mean of log p(x) - log q(x): what the flow still misses.",
            )
        )
    if "reverse_kl" in metrics:
        items.append(
            Readout(
                "KL(q‖p)",
                metrics["reverse_kl"],
                "nats",
                reference=0.0,
                reference_name="a perfect model",
                error=metrics["reverse_kl_error"],
                samples=JUDGES,
                help="The mean of log q(x) - log p(x) over the flow's own samples.",
            )
        )
    lesson.readouts(items)
    if goal.log_scale is not None:
        st.caption(
            "Each column has mean 0 and standard deviation 1 here; in the units of the table this "
            f"NLL is {lesson.numeral(metrics['nll'] + goal.log_scale)} nats. It may be negative: a "
            "density, unlike a probability, can be larger than 1."
        )
    for sentence in goal.findings:
        st.caption(f":material/warning: {sentence}")


def branches(recording: Recording) -> None:
    """After a fork: both branches on one chart, so that what the change did can be seen."""
    older = live.ancestors(recording)
    if not older:
        return
    lines = [charts.Curve("this branch", recording.steps, recording.metric("nll"), "model")]
    for n, each in enumerate(older, 1):
        name = "before the fork" if n == 1 else f"{n} forks back"
        lines.append(charts.Curve(name, each.steps, each.metric("nll"), "base", dashed=True))
    chart = charts.curves(lines, "step", "NLL (nats)")
    charts.show(chart, "branches", "NLL over the steps of this branch and its parent.")


def equation(point: anatomy.Account) -> None:
    x, z = point.x, point.z
    st.markdown(
        f"The probe stands at x = ({x[0]:.2f}, {x[1]:.2f}) and comes from "
        f"z = ({z[0]:.2f}, {z[1]:.2f}). Drag it, and every term follows."
    )
    terms = [(r"\log q_0(z)", point.log_base)]
    terms += [(rf"-\log|\det J_{{{k}}}|", -value) for k, value in enumerate(point.log_dets, 1)]
    lesson.equation(
        r"\log q_K(x) = \log q_0(z) - \sum_{k=1}^{K} \log\left|\det J_k\right|",
        terms,
        (r"\log q_K(x)", point.log_prob),
        rounding=1e-5,  # the flow computes in float32
    )


def own_data(setup: FlowSetup) -> None:
    """Where a density is drawn, and where a table comes in."""
    if setup.target == "drawn":
        bring.drawing(
            "Draw with the pointer what the noise shall become; then press Train.",
            "paper",
            densities.WINDOW,
            take_drawing,
            strokes=strokes_of(setup.drawing),
            height=320,
        )
    if setup.target == "csv":
        label = "A table with two columns of numbers"
        bring.table(label, "table", 5, TABLES, take_table, ("x", "y"))


def looked_at(setup: FlowSetup) -> str | None:
    """A person's own points are looked at before they are trained on."""
    wanted = missing(setup)
    return wanted if wanted or setup.target == "csv" else None


def look(setup: FlowSetup, wanted: str) -> None:
    """What is missing, or the points that are here."""
    st.info(wanted or "These are your points. Press Train (T).", icon=":material/upload:")
    if not wanted:
        before_training(setup)


def strokes_of(drawing: str) -> list[NDArray[np.float64]]:
    """The strokes of a link; none of a damaged one, whose training says what is wrong."""
    try:
        return densities.decode(drawing) if drawing else []
    except ModelError:
        return []


def take_drawing(strokes: bring.Strokes) -> None:
    """Put what was drawn into the setup and so into the link."""
    controls.set_values(SLUG, drawing=densities.encode(strokes) if strokes else "")


def take_table(chosen: Selection | None) -> None:
    """Put the points of a table into the setup, or take them out."""
    controls.set_values(SLUG, points="" if chosen is None else standardised(chosen).encode())


page.opened(TOPIC, FlowSetup, brings=own_data).trained(
    train,
    view,
    STATIONS,
    AXES,
    around,
    code=lambda setup: (train, *SOURCES[setup.family], Flow.log_prob),
    first=looked_at,
    meanwhile=look,
    below=lambda _: lesson.beside_the_notes(ERRATUM),
)
