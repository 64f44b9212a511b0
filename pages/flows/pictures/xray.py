"""The pictures of the flow X-ray: over the training, over the layers, side by side."""

import hashlib
from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.flows import Flow, FlowSetup, Target, anatomy, restore, target
from models.flows.anatomy import filament, sphere
from pages.flows.pictures.opacity import cell_opacity
from playground import charts, handles, live, scene
from playground.charts.waterfall import Step, waterfall

HEIGHT = 410
DATA_SHOWN = 800
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def objective(setup: FlowSetup) -> tuple[str, str]:
    """The metric that a setup minimises, and what a person calls it."""
    return ("nll", "NLL") if setup.objective == "forward" else ("reverse_kl", "KL(q‖p)")


def lift(setup: FlowSetup) -> float:
    """How much faint density is lifted: the thread between two modes is very faint."""
    return 0.25 if setup.target == "two_modes" else 0.5


def borders(setup: FlowSetup) -> list[scene.Paths]:
    """The strip in which the mass between two modes is measured."""
    if setup.target != "two_modes":
        return []
    lines = [[(x, -9.0), (x, 9.0)] for x in filament.BETWEEN]
    return [scene.Paths("between", lines, "exact", dashed=True)]


def training(screen: live.Screen[FlowSetup]) -> scene.Events:
    """The picture over the steps of the training."""
    setup, recording, goal = screen.setup, screen.recording, target(screen.setup)
    first = screen.first()
    metric, name = objective(setup)
    floor = (goal.entropy, "H") if metric == "nll" else (0.0, "perfect")
    density, peak = recording.view("density", first), anatomy.peak_density(goal)
    picture = scene.Scene(
        [
            scene.Field("density", density, goal.window, 0, peak, power=lift(setup), unit="q(x)"),
            scene.Points("target", goal.held_out[:DATA_SHOWN], "data", visible=metric == "nll"),
            scene.Points("samples", recording.view("samples", first), "model"),
            *borders(setup),
        ],
        goal.window,
        curves=[scene.Curve(name, recording.metric(metric)[first:], "model", *floor)],
        **screen.time(),
        badge="trained live",
        alt="The flow's density as colours over the steps of its training, with its samples.",
    )
    return screen.show(picture, height=HEIGHT)


@st.cache_data(max_entries=16, show_spinner=False)
def unrolled(identity: str, frame: int, _flow: Flow, _setup: FlowSetup) -> dict[str, Any]:
    """The layers of one moment of a recording, as plain arrays, which survive an edited module."""
    goal = target(_setup)
    # A density of every layer is a lot of work where there are many, or they are numerical.
    cells = 48 if _setup.layers > 12 else 64 if _setup.family == "continuous" else 96
    return vars(anatomy.unroll(_flow, goal.held_out[:DATA_SHOWN], goal.window, cells))


def probe(goal: Target) -> tuple[float, float]:
    """Where the probe stands: at a point of the target until it is dragged."""
    x, y = handles.moved("probe", goal.held_out[:1].numpy(), "layers")[0]
    x0, x1, y0, y1 = goal.window
    return float(np.clip(x, x0, x1)), float(np.clip(y, y0, y1))


def over_layers(
    screen: live.Screen[FlowSetup], frame: int, flow: Flow, point: anatomy.Account
) -> None:
    """The density after each layer, with the probe's whole path through all of them."""
    setup, goal = screen.setup, target(screen.setup)
    opened = unrolled(screen.identity, frame, flow, setup)
    density, mesh, peak = opened["density"], opened["mesh"], anatomy.peak_density(goal)
    count, path = len(density), point.path
    in_time = setup.family == "continuous"
    picture = scene.Scene(
        [
            scene.Field("density", density, goal.window, 0, peak, power=lift(setup), unit="q(x)"),
            scene.Mesh("grid", mesh, "base", cell_opacity(mesh)),
            scene.Points("samples", anatomy.push_samples(flow), "model", opacity=0.5),
            *borders(setup),
            scene.Paths("path", path[None], "exact", width=2.5),
            scene.Points("here", path[:, None], "exact", size=6, opacity=1.0),
            scene.Handles("probe", np.array([point.x]), "codeword"),
        ],
        goal.window,
        times=np.round(np.arange(count) / (count - 1), 3) if in_time else range(count),
        time_name="time" if in_time else "layer",
        identity=f"{screen.identity}:{frame}",
        start="last",
        badge="exact",
        alt="The exact density after each layer; a line follows one point from noise to data.",
    )
    scene.show(picture, "layers", height=HEIGHT)


def account(point: anatomy.Account) -> None:
    """What each layer adds to the log-density of the probe, as bars that add up."""
    *layers, last = point.log_dets
    names = [f"−log|det J{n}|".translate(SUBSCRIPTS) for n in range(1, len(layers) + 1)]
    steps = [Step("log q₀(z)", point.log_base, "base")]
    steps += [Step(name, -value, "model") for name, value in zip(names, layers, strict=True)]
    if last:  # the fixed last layer: the units of the data, or the edge of the strip
        steps.append(Step("−log|det| of the units", -last, "base"))
    total = Step("log q(x)", point.log_prob, "exact")
    chart = waterfall(steps, total, "nats", height=70 + 26 * len(steps))
    charts.show(chart, "account", "The terms of log q at the probe, as bars that add up.")


@st.cache_data(max_entries=8, show_spinner="Wrapping the plane round the ball…")
def globe(identity: str, frame: int, _flow: Flow) -> dict[str, Any]:
    """The flow on the sphere, as plain arrays."""
    return vars(sphere.globe(_flow))


def on_sphere(opened: Mapping[str, Any]) -> None:
    """The density on the ball, to be turned by hand."""
    figure = charts.globe(
        opened["x"], opened["y"], opened["z"], opened["density"], "q", height=HEIGHT + 60
    )
    charts.show_figure(figure, "globe", "A ball coloured by the density on its surface.")


def side_by_side(screens: Mapping[str, live.Screen[FlowSetup]]) -> None:
    """Densities of several trainings on one time axis."""
    recordings = [screen.recording for screen in screens.values()]
    setup = next(iter(screens.values())).setup
    goal, frames = target(setup), min(map(len, recordings))
    peak = anatomy.peak_density(goal)
    identity = hashlib.sha256("".join(r.identity for r in recordings).encode()).hexdigest()
    first = scene.needed("beside", identity)
    panels = []
    for name, recording in zip(screens, recordings, strict=True):
        density = recording.view("density", first)[: frames - first]
        field = scene.Field(
            "density", density, goal.window, 0, peak, power=lift(setup), unit="q(x)"
        )
        panels.append(scene.Panel(name, [field]))
    picture = scene.Scene(
        borders(setup),
        goal.window,
        panels=panels,
        times=recordings[0].steps[first:frames],
        first=first,
        identity=identity,
        start="last",
        badge="trained live",
        alt="The densities of several flows side by side, over the same steps.",
    )
    scene.show(picture, "beside", height=300)


@st.cache_data(max_entries=32, show_spinner=False)
def thread(identity: str, frame: int, _flow: Flow) -> float:
    """The mass between the two modes at one moment of a recording."""
    return filament.mass(_flow)


def threads(screens: Mapping[str, live.Screen[FlowSetup]]) -> dict[str, float]:
    """The mass between the modes that each flow leaves at its end, drawn and returned by name."""
    masses = {}
    for name, screen in screens.items():
        last = len(screen.recording) - 1
        flow = restore(screen.setup, screen.recording.frame(last).checkpoint)
        masses[name] = thread(screen.identity, last, flow)
    chart = charts.bars(
        list(masses),
        [charts.Series("between the modes", list(masses.values()), "model")],
        "mass",
        height=220,
    )
    charts.show(chart, "threads", "Mass between the modes for each number of layers.")
    return masses


def race_curves(screens: Mapping[str, live.Screen[FlowSetup]]) -> None:
    """What each training minimises, over its steps."""
    colors: list[Any] = ["codeword", "query", "model", "gradient", "base", "key"]
    metric, name = objective(next(iter(screens.values())).setup)
    lines = [
        charts.Curve(each, screen.recording.steps, screen.recording.metric(metric), color)
        for (each, screen), color in zip(screens.items(), colors, strict=False)
    ]
    goal = target(next(iter(screens.values())).setup)
    floor = goal.entropy if metric == "nll" else 0.0
    low = 0.0 if floor is None else floor
    if floor is not None:
        lines.append(charts.Curve("perfect", np.empty(0), floor, "exact"))
    chart = charts.curves(
        lines, "step", f"{name} (nats)", y_range=(low - 0.1, low + 1.5), height=300
    )
    charts.show(chart, "race curves", f"{name} over the steps of each training.")
