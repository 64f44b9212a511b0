"""Four chains at once: on a line as a trace beside its histogram, on the plane as trails."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.sampling.experiments import Ground, WalkSetup, sweep, walk
from models.sampling.markov import Path
from pages.sampling.pictures.flight import outline
from playground import controls, handles, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept
from playground.screen import presenter

SLUG = "chains"
COLORS: tuple[Concept, ...] = ("query", "key", "model", "codeword")
SHOWN = 300  # steps on the plane that are seen
TRAIL = 40  # of them at a time
MOMENTS = 100  # frames of the trace
BINS = 48
SIDE = 0.3  # of the trace's length, for the histogram beside it
TICKS = (0.1, 0.3, 1, 3, 10)  # step sizes that are written under their axis
LEAST = 8  # steps before the chains are compared

Floats = NDArray[np.float64]


@st.fragment
def stage(setup: WalkSetup) -> None:
    """The picture and its numbers: they follow the step size without the page around them."""
    help = "How far a proposal goes: too short creeps, too long is refused."
    whatever = setup.model_copy(update={"step": 1.0}).model_dump_json()
    # A picture that is presented fills the screen: its slider then stands under it.
    first = st.container()
    low, high = walk.SHORTEST, walk.LONGEST
    controls.continuous("Step size", low, high, 1.0, "step", 0.05, help)
    setup = controls.as_it_stands(setup, SLUG)
    if held := handles.held(whatever, "worth"):
        setup = setup.model_copy(update={"step": dragged(held)})
    with st.spinner("Walking, and trying other step sizes …"):
        place = walk.ground(setup.target, setup.distance, setup.drawing)
        path = walk.walk(setup)
        known = worth(setup, place, path)
    picture = on_a_line(setup, place, path) if place.law else on_the_plane(setup, place, path)
    with first if presenter.is_on() else st.container():
        left, right = st.columns(2, gap="small")
        with left:
            scene.show(picture, "walk", 430)
        with right:
            scene.show(known, "worth", 430, handles.follow(whatever, let_go, "worth"))
    readouts(setup, place, path)


def dragged(positions: handles.Positions) -> float:
    """The step size where its handle stands."""
    return sweep.step_at(float(positions["step"][0, 0]))


def let_go(positions: handles.Positions) -> None:
    """The dragged step size is that of the slider, and thereby part of the link."""
    controls.set_values(SLUG, step=dragged(positions))


def on_a_line(setup: WalkSetup, place: Ground, path: Path) -> scene.Scene:
    """The traces, and on their right the histogram of all chains."""
    assert place.law is not None
    steps, (low, high) = len(path.accepted), place.law.window
    moments = np.linspace(LEAST, steps, MOMENTS).astype(np.int64)
    time = np.arange(steps + 1).astype(float)
    traces = [np.column_stack((time, path.points[:, c, 0])) for c in range(walk.CHAINS)]
    refused = ~path.accepted[:, 0]
    marks = np.column_stack((time[1:], path.proposed[:, 0, 0]))[refused][:1500]
    edges = np.linspace(low, high, BINS + 1)
    density = walk.growing(path.points[1:, :, 0], edges, moments)
    places = np.linspace(low, high, 201)
    exact = place.law.density(places)
    beside, scale = 1.03 * steps, SIDE * steps / (1.6 * float(np.max(exact)))
    bars = np.stack([outline(edges, beside + scale * each, beside)[..., ::-1] for each in density])
    heads = np.stack([trace[moments] for trace in traces], axis=1)
    agreement = walk.r_hats(path.points[1:], moments)
    cursor = np.stack([[[[t, low], [t, high]]] for t in moments.astype(float)])
    return scene.Scene(
        [
            scene.Points("refused", marks, "gradient", size=1.8, opacity=0.6),
            *(
                scene.Paths(f"chain {c + 1}", traces[c][None], COLORS[c], width=1.2)
                for c in range(walk.CHAINS)
            ),
            scene.Paths("now", cursor, "base", width=1.5),
            scene.Points("where they are", heads, "exact", size=4, opacity=1.0),
            scene.Paths("histogram", bars, "model", width=1.8),
            scene.Paths("exact law", [np.column_stack((beside + scale * exact, places))], "exact",
                        dashed=True, width=2.5),
        ],
        (0.0, (1 + SIDE + 0.03) * steps, low, high),
        measured=(0.0, float(steps), low, high),
        times=moments,
        time_name="step",
        curves=[scene.Curve("R-hat", agreement, "model", 1.0, "agree")],
        identity=setup.model_dump_json(),
        start="last",
        equal=False,
        x_label="step",
        y_label="x",
        badge="exact",
        alt="The places of four chains over their steps, and the histogram of all beside the law.",
    )  # fmt: skip


def on_the_plane(setup: WalkSetup, place: Ground, path: Path) -> scene.Scene:
    """The trails of the chains on the density, and what they propose."""
    assert place.density is not None
    window = place.density.window
    steps = min(len(path.accepted), SHOWN)
    frames = np.arange(1, steps + 1)
    behind = np.maximum(frames[:, None] - np.arange(TRAIL)[::-1], 0)  # (T, W)
    field = walk.surface(place)
    start, vector = path.points[:steps], path.proposed[:steps] - path.points[:steps]
    went = path.accepted[:steps, :, None]
    agreement = walk.r_hats(path.points[1:], np.maximum(frames, LEAST))
    return scene.Scene(
        [
            scene.Field("density", field, window, 0.0, float(np.max(field)), power=0.5,
                        opacity=0.8),
            scene.Points("all states", path.points[1:].reshape(-1, 2), "base", size=1.5,
                         opacity=0.5, visible=False),
            *(
                scene.Paths(f"chain {c + 1}", path.points[behind, c][:, None], COLORS[c], width=2)
                for c in range(walk.CHAINS)
            ),
            scene.Points("where they are", path.points[frames], "exact", size=5, opacity=1.0),
            # In front: an accepted proposal is the last step of a trail, which would hide it.
            scene.Arrows("refused", start, np.where(went, np.nan, vector), "gradient"),
            scene.Arrows("accepted", start, np.where(went, vector, np.nan), "data"),
        ],
        window,
        times=frames,
        time_name="step",
        curves=[scene.Curve("R-hat", agreement, "model", 1.0, "agree")],
        identity=setup.model_dump_json(),
        start="last",
        pace=12.0,
        badge="exact",
        alt="The trails of four chains on the density, and the arrows of what they propose.",
    )  # fmt: skip


def readouts(setup: WalkSetup, place: Ground, path: Path) -> None:
    """How well the chains mix."""
    known = setup.target == "normal" and setup.method == "metropolis"
    found = walk.mixing(path, place, normal_step=setup.step if known else None)
    draws = path.accepted.size
    line = place.law is not None
    lesson.readouts(
        [
            Readout("Accepted", found.acceptance, reference=found.exact_acceptance,
                    reference_name="(2/π) arctan(2/s) =", samples=draws, digits=4,
                    help="The share of the proposals that was accepted, of all four chains."),
            Readout("Autocorrelation", found.lag, reference=found.exact_lag,
                    reference_name="exact value", samples=draws, help="Of neighbours in a chain."),
            Readout("Effective size", found.size, reference=float(draws), digits=4,
                    reference_name="no more is said; draws:" if found.capped else "draws:",
                    help="How many independent draws the chains are worth; at most n log₁₀ n of n "
                    "draws are said (Vehtari et al. 2021)."),
            Readout("R-hat", found.r_hat, reference=1.0, reference_name="agreement:", digits=4,
                    help="Split R-hat of the four chains; above 1.01 they do not agree yet."),
            Readout(
                "KS distance" if line else "Off by", found.off, reference=found.noise,
                reference_name="of as many independent draws, once in 20:" if line
                else "as many independent draws, on average",
                help="The largest distance from F." if line
                else "Half of the sum of the deviations of the shares of 64 cells.",
            ),
        ]
    )  # fmt: skip
    lesson.formula(
        r"\Pr[\text{accept}] = \min\left(1, \frac{p(x')\,q(x \mid x')}{p(x)\,q(x' \mid x)}\right)"
        r"\qquad \hat R = \sqrt{\frac{\widehat{\mathrm{var}}^+}{W}}"
    )


def worth(setup: WalkSetup, place: Ground, path: Path) -> scene.Scene:
    """What every step size is worth: the present one under the hand, and the best."""
    found = sweep.sweep(setup.target, setup.distance, setup.drawing, setup.method)
    at, now, best = sweep.on_log_axis(found.steps), *sweep.on_log_axis([setup.step, found.best])
    top = max(1.0, float(np.max(found.moved)))
    rail, under = -0.1 * top, -0.2 * top
    seen = [[now, sweep.moved(path, place)], [now, path.acceptance]]
    layers: list[scene.layers.Layer] = [
        scene.Paths("best", [[[best, 0.0], [best, top]]], "codeword", width=3),
        scene.Paths("accepted", np.column_stack((at, found.acceptance))[None], "data", width=2.5),
        scene.Paths("1 − autocorrelation", np.column_stack((at, found.moved))[None], "model",
                    width=2.5),
    ]  # fmt: skip
    if found.exact is not None:
        exact = np.column_stack((at, found.exact))
        layers.append(scene.Paths("exact", exact[None], "exact", dashed=True, width=2))
    layers += [
        scene.Paths("now", [[[now, rail], [now, top]]], "base", width=1.5),
        scene.Points("of these chains", seen, "exact", size=6, opacity=1.0),
        scene.Labels("best step", [[best, 1.06 * top]], [f"best {lesson.numeral(found.best)}"]),
        scene.Labels("step sizes", [[each, under] for each in sweep.on_log_axis(TICKS)],
                     [f"{each:g}" for each in TICKS]),
        scene.Handles("step", [[now, rail]], "model", ["step"], along="x"),
    ]  # fmt: skip
    return scene.Scene(
        layers,
        (float(at[0]) - 0.12, float(at[-1]) + 0.12, -0.27 * top, 1.13 * top),
        measured=(-9.0, -8.0, 0.0, top),
        equal=False,
        x_label="step size",
        y_label="share",
        badge="estimate" if found.exact is None else "exact",
        alt="The acceptance and the mean squared jump over the step size, the best of them marked, "
        "and the present one as a handle to drag.",
    )


def show(setup: WalkSetup) -> None:
    """The view."""
    # Here and not in the fragment, where a refusal would be a crash.
    walk.ground(setup.target, setup.distance, setup.drawing)
    stage(setup)


def arrays(setup: WalkSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    path = walk.walk(setup)
    return {"points": path.points[1:], "proposed": path.proposed, "accepted": path.accepted}


def axes(setup: WalkSetup) -> Mapping[str, str]:
    """What the axes of these arrays are."""
    place = "(x)" if setup.target in walk.LINES else "(x y)"
    return {
        "points": f"step chain {place}",
        "proposed": f"step chain {place}",
        "accepted": "step chain",
    }
