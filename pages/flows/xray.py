"""Flow X-ray: one point followed through every layer, and its density taken apart exactly."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

import pages.flows.pictures.xray as pictures
from models.flows import Flow, FlowSetup, anatomy, restore, target, train
from models.flows.anatomy import AXES, around, filament
from pages.flows.pictures.apart import energy_account, globe, readouts, taken_apart
from pages.flows.pictures.flows import remarks
from pages.flows.pictures.sources import SOURCES
from pages.flows.stories.xray import STATIONS
from playground import catalog, controls, lesson, live, page
from playground.lesson import Readout
from playground.live.race import race

TOPIC = catalog.topic("xray")
SLUG = TOPIC.slug
VIEWS = {"probe": "Through the layers", "training": "Training steps", "globe": "On the sphere"}
RACES = {"families": "Kinds of layers", "depths": "Depths"}


def view(screen: live.Screen[FlowSetup]) -> None:
    """Everything that follows the run."""
    over = controls.view("Look at", VIEWS, SLUG)
    # What moves is watched; what has come to rest is taken apart.
    moving = screen.active or over == "training"
    if moving:
        pictures.training(screen)
    frame, moment = screen.frame, screen.moment
    flow = restore(screen.setup, moment.checkpoint)
    if moving:
        readouts(screen, frame, moment.metrics, flow)
        remarks(screen, frame, flow, moment.metrics)
    elif over == "globe":
        globe(screen, frame, flow)
    else:
        point = anatomy.account(flow, pictures.probe(target(screen.setup)))
        pictures.over_layers(screen, frame, flow, point)
        readouts(screen, frame, moment.metrics, flow)
        remarks(screen, frame, flow, moment.metrics)
        taken_apart(screen.setup, point)
    energy_account(screen.setup, flow)


def compare(trained: FlowSetup) -> None:
    """Several flows on the same target with the same budget."""
    what = controls.choose("Compare", RACES, "compare", shown=True)
    if what == "families":
        setups = {
            name: trained.model_copy(update={"family": family})
            for name, family in (("Planar", "planar"), ("Affine", "affine"), ("Spline", "spline"))
        }
    else:
        setups = {
            f"{layers} layer{'s' * (layers > 1)}": trained.model_copy(update={"layers": layers})
            for layers in (1, 2, 4, 8)
        }
    race(SLUG, train, setups, f"Train all {len(setups)}", partial(finish, what))


def finish(what: str, screens: Mapping[str, live.Screen[FlowSetup]]) -> None:
    pictures.race_curves(screens)
    if any(screen.active for screen in screens.values()):
        return
    pictures.side_by_side(screens)
    st.caption("Every panel shows the same part of the plane, one beside the other.")
    if what == "depths" and all(s.setup.target == "two_modes" for s in screens.values()):
        lesson.readouts(
            [
                Readout(
                    name,
                    mass,
                    reference=filament.of_target(),
                    reference_name="the target itself",
                    help="Mass between the dashed lines, by quadrature; it is never zero.",
                )
                for name, mass in pictures.threads(screens).items()
            ]
        )


def side_by_side(trained: FlowSetup) -> None:
    st.subheader("Side by side", anchor=False)
    compare(trained)


page.opened(TOPIC, FlowSetup).trained(
    train,
    view,
    STATIONS,
    AXES,
    around,
    code=lambda setup: (*SOURCES[setup.family], Flow.log_prob, anatomy.account),
    below=side_by_side,
)
