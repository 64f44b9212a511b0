"""The pictures of the flows page: over the training, and over the layers."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.flows import Flow, FlowSetup, Target, anatomy, target
from models.flows.anatomy import NOTED, missed
from pages.flows.pictures.opacity import cell_opacity
from playground import controls, handles, live, scene

DATA_SHOWN = 800
MOST_SHOWN = 3000  # points of a table, before anything is trained on them
HEIGHT = 410


def training(screen: live.Screen[FlowSetup]) -> scene.Events:
    """The picture over the steps of the training."""
    recording, goal = screen.recording, target(screen.setup)
    first = screen.first()
    mesh, weights = recording.view("mesh", first), cell_opacity
    density, peak = recording.view("density", first), anatomy.peak_density(goal)
    picture = scene.Scene(
        layers=[
            scene.Field("density", density, goal.window, 0, peak, power=0.5, unit="q(x)"),
            scene.Mesh("grid", mesh, "base", weights(mesh), visible=False),
            scene.Points("data", goal.held_out[:DATA_SHOWN], "data"),
            scene.Points("samples", recording.view("samples", first), "model"),
            scene.Handles("probe", probe(goal), "exact"),
        ],
        curves=[learnt(screen, first)],
        window=goal.window,
        **screen.time(),
        badge="trained live",
        alt="The flow's density as colours, with its samples and the data as points.",
    )
    return screen.show(picture, height=HEIGHT)


def before_training(setup: FlowSetup) -> None:
    """The points of a table as the flow will see them, while nothing is trained yet."""
    assert setup.points is not None  # there is nothing to look at before somebody brought some
    points = setup.points.array
    cloud = scene.Points("data", points[:: -(-len(points) // MOST_SHOWN)], "data")
    alt = "The points of your table, with mean 0 and standard deviation 1."
    scene.show(scene.Scene([cloud], target(setup).window, alt=alt), "before", HEIGHT)


def learnt(screen: live.Screen[FlowSetup], first: int) -> scene.Curve:
    """What the training minimises, with the value that it cannot pass."""
    if screen.setup.objective == "reverse":
        divergence = screen.recording.metric("reverse_kl")[first:]
        return scene.Curve("KL(q‖p)", divergence, "model", 0.0, "perfect")
    entropy = target(screen.setup).entropy
    return scene.Curve("NLL", screen.recording.metric("nll")[first:], "model", entropy, "H")


@st.cache_data(max_entries=64, show_spinner=False)
def lost(identity: str, frame: int, _flow: Flow, _setup: FlowSetup) -> float | None:
    """The share of the target that the flow of one moment misses."""
    return missed(_flow, target(_setup))


def remarks(
    screen: live.Screen[FlowSetup], frame: int, flow: Flow, metrics: Mapping[str, float]
) -> None:
    """What the numbers alone would leave unsaid."""
    if metrics.get("nll", 0) < 0 and target(screen.setup).log_scale is None:
        st.caption(
            "A negative NLL is no mistake: a density, unlike a probability, can be larger than 1. "
            "It changes with the unit of the plane; the gap does not."
        )
    if screen.active or screen.setup.objective == "forward":
        return
    share = lost(screen.identity, frame, flow, screen.setup)
    if share is not None and share > NOTED:
        st.warning(
            f"The flow misses {share:.0%} of the target: there q(x) is less than a twentieth of "
            "p(x). Learning from an energy hardly sees it, for none of the flow's own samples lie "
            "there. Another kind of layer, another seed or a warmed-up energy may find it.",
            icon=":material/visibility_off:",
        )


def probe(goal: Target) -> NDArray[np.float64]:
    """Where the probe stands, (1, 2): at a point of the data until it is dragged."""
    return handles.moved("probe", goal.held_out[:1].numpy())


@st.cache_resource(max_entries=16, show_spinner=False)
def unrolled(identity: str, frame: int, _flow: Flow, _setup: FlowSetup) -> dict[str, Any]:
    """The layers of one moment of a recording, as plain arrays, which survive an edited module."""
    goal = target(_setup)
    opened = vars(anatomy.unroll(_flow, goal.held_out[:DATA_SHOWN], goal.window))
    return opened | {"weights": cell_opacity(opened["mesh"])}


@st.fragment
def over_layers(screen: live.Screen[FlowSetup], frame: int, flow: Flow, backward: bool) -> None:
    """The picture over the real layers of the flow at one step of its training.

    A fragment, for nothing around it follows the temperature.
    """
    goal = target(screen.setup)
    opened = unrolled(screen.identity, frame, flow, screen.setup)
    turn = slice(None, None, -1 if backward else 1)
    above = st.container()
    warmth = controls.continuous(
        "Temperature of the noise",
        0.0,
        2.0,
        1.0,
        "temperature",
        help="Scales the noise before it is pushed through: 1 is the model itself.",
    )
    samples = anatomy.push_samples(flow, warmth)[turn]
    mesh, weights, peak = opened["mesh"][turn], opened["weights"][turn], anatomy.peak_density(goal)
    picture = scene.Scene(
        layers=[
            scene.Field(
                "density", opened["density"][turn], goal.window, 0, peak, power=0.5, unit="q(x)"
            ),
            scene.Mesh("grid", mesh, "base", weights),
            scene.Points("data", opened["data"][turn], "data", visible=backward),
            scene.Points("samples", samples, "model", visible=not backward),
        ],
        window=goal.window,
        times=range(len(opened["density"]))[turn],
        time_name="layer",
        identity=f"{screen.identity}:{backward}",
        badge="exact",
        alt="The exact density after each layer, from noise to data.",
    )
    with above:
        scene.show(picture, "layers", height=HEIGHT)
