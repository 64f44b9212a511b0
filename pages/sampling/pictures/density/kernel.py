"""Kernel estimates: a bump for each point, as wide as a handle says, and what that costs."""

from typing import Any

import numpy as np
import streamlit as st

from models.errors import ModelError
from models.estimation import KernelSetup
from models.estimation.views import (
    CELLS,
    Cloud,
    Line,
    bandwidth,
    error_at,
    error_curves,
    judged,
    plane_peak,
    rules,
    sample,
    window,
)
from playground import controls, handles, here, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "density"
HEIGHT = 400
BUMPS = 60  # single bumps that are drawn at most
FIELD = 96  # cells of a field along each axis
NAME = 0.21  # half of the room of a rule's name, as part of the picture's width
WIDEST = 3.0  # what the knob allows

Curves = dict[str, Any]


@st.cache_data(max_entries=64, show_spinner="Trying forty bandwidths …")
def tried(text: str) -> Curves | str:
    """Errors over the bandwidth, or why there are none."""
    try:
        return error_curves(KernelSetup.model_validate_json(text))
    except ModelError as error:
        return str(error)


@st.cache_data(max_entries=64, show_spinner=False)
def proposed(text: str) -> dict[str, float]:
    """What each rule proposes, by its name; those that have an answer."""
    try:
        found = rules(KernelSetup.model_validate_json(text))
    except ModelError:
        return {}
    named = {
        "Silverman": found.silverman,
        "cross-validation": found.cross_validated,
        "lowest error": found.best,
    }
    return {name: h for name, h in named.items() if h is not None}


def sampled(setup: KernelSetup) -> str:
    """The setup without its bandwidth: what the errors over all bandwidths depend on."""
    return setup.model_copy(update={"rule": "silverman", "bandwidth": 0.3}).model_dump_json()


@st.fragment
def stage(setup: KernelSetup) -> None:
    """The estimate, the errors over the bandwidth with the handle, and their numbers."""
    if controls.turned(SLUG, setup, "rule", "bandwidth"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    seen, h, wrong = sample(setup), 0.0, ""
    try:
        h = bandwidth(setup)
    except ModelError as error:
        wrong = str(error)
    text = sampled(setup)
    curves = tried(text)
    left, right = st.columns([9, 8], gap="small")  # the first is never a narrow one
    with left:
        picture = plane(setup, seen, h) if isinstance(seen, Cloud) else line(setup, seen, h)
        scene.show(picture, height=HEIGHT)
    with right:
        if isinstance(curves, str):
            st.info(curves, icon=":material/info:")
        else:
            errors = over_bandwidth(curves, proposed(text), h, setup)
            scene.show(errors, "errors", HEIGHT, handles.follow(text, let_go, "errors"))
    if not wrong:
        numbers(setup, seen, h)
    elif wrong != curves:  # it is not said already
        st.info(wrong, icon=":material/info:")


def let_go(positions: handles.Positions) -> None:
    """The dragged bandwidth is chosen by hand, and thereby part of the link."""
    h = float(np.clip(positions["h"][0, 0], 0, WIDEST))
    controls.set_values(SLUG, rule="own", bandwidth=round(h, 4))


def shared() -> str:
    """The name under which the bandwidth's handle is known to all scenes of the page."""
    return here.key("bandwidth")


def line(setup: KernelSetup, seen: Line, h: float) -> scene.Scene:
    """Numbers on the line, a bump for each, their sum, and the law."""
    low, high, top = window(setup)
    x = np.linspace(low, high, CELLS)
    extent = (low, high, 0.0, top)
    place = [[h, 0.0]]
    few = min(len(seen.points), BUMPS)
    layers: list[scene.layers.Layer] = [
        scene.Paths(
            "bumps" if few == len(seen.points) else f"{few} of the bumps",
            scene.Bumps(seen.points, shared(), place, extent, cells=120, each=few),
            "base",
            width=1,
        ),
        scene.Paths(
            "estimate", scene.Bumps(seen.points, shared(), place, extent), "model", width=3
        ),
    ]
    if seen.law is not None:
        exact = np.column_stack((x, seen.law.density(x)))
        layers.insert(1, scene.Paths("law", exact[None], "exact", dashed=True, width=2))
    rug = np.column_stack((seen.points, np.full(len(seen.points), -0.035 * top)))
    layers.append(scene.Points("points", rug, "data", size=3, opacity=0.6))
    return scene.Scene(
        layers,
        (low, high, -0.07 * top, top),
        equal=False,
        x_label="x" if seen.scale == 1 else "x, in deviations",
        y_label="density",
        badge="estimate",
        alt=f"A bump for each of {len(seen.points):,} points, and their sum.",
    )


def plane(setup: KernelSetup, seen: Cloud, h: float) -> scene.Scene:
    """Points of the plane, and the estimate as a field."""
    highest = plane_peak(setup)
    field = scene.Bumps(seen.points, shared(), [[h, 0.0]], seen.window, cells=FIELD)
    return scene.Scene(
        [
            scene.Field("estimate", field, seen.window, 0, highest, power=0.5, unit="p̂(x)"),
            scene.Points("points", seen.points, "data", size=2, opacity=0.6),
        ],
        seen.window,
        badge="estimate",
        alt=f"The sum of a round bump for each of {len(seen.points):,} points of the plane.",
    )


def over_bandwidth(
    curves: Curves, found: dict[str, float], h: float, setup: KernelSetup
) -> scene.Scene:
    """Errors over the bandwidth; the handle under them is the bandwidth."""
    at = curves["bandwidth"]
    rows: dict[str, tuple[str, Concept, bool]] = {
        "cross-validation score": ("score", "codeword", False),
        "error of this sample": ("ise", "model", False),
        "mean over samples, exact": ("mise", "exact", True),
    }
    known = {name: row for name, row in rows.items() if row[0] in curves}
    best = [curves[key] for key, _, _ in known.values()]
    low = min(float(each.min()) for each in best)
    floor = min(low, 0.0)
    top = floor + 6 * max(float(np.max([each.min() for each in best])) - floor, 1e-9)
    if "mise" not in curves:
        low, end = float(curves["score"].min()), float(curves["score"][-1])
        floor, top = low - 0.2 * (end - low), end + 0.6 * (end - low)
    right = float(min(at[-1], WIDEST))
    rail = floor - 0.1 * (top - floor)
    layers: list[scene.layers.Layer] = [
        scene.Paths(name, np.column_stack((at, curves[key]))[None], color, dashed, 2.5)
        for name, (key, color, dashed) in known.items()
    ]
    # Each rule's line turns right to its name, the leftmost highest: so no line crosses a name.
    ordered = dict(sorted(found.items(), key=lambda rule: rule[1]))
    heights = [top - (0.05 + 0.1 * n) * (top - floor) for n in range(len(ordered))]
    aside = max(ordered.values(), default=0.0) + 0.04 * right
    lines = [
        [(each, rail), (each, y), (aside, y)]
        for each, y in zip(ordered.values(), heights, strict=True)
    ]
    layers += [
        scene.Paths("rules", lines, "base", width=1),
        scene.Labels("names", [(aside + NAME * right, y) for y in heights], list(ordered)),
        scene.Handles("h", [[min(h, right), rail]], "model", ["h"], shared=shared(), along="x"),
    ]
    return scene.Scene(
        layers,
        (0.0, right, floor - 0.2 * (top - floor), top),
        equal=False,
        x_label="bandwidth h",
        y_label="integrated squared error" if "mise" in curves else "score",
        badge="exact" if "mise" in curves else "estimate",
        alt="The error of the estimate over its bandwidth, with a handle to drag.",
    )


def numbers(setup: KernelSetup, seen: Line | Cloud, h: float) -> None:
    """The bandwidth, its error, and what unseen points say."""
    scale = seen.scale if isinstance(seen, Line) else 1.0
    told = judged(setup, h)
    items = [
        Readout(
            "Bandwidth h",
            h,
            "" if scale == 1 else "deviations",
            None if scale == 1 else h * scale,
            "in the column's unit",
            samples=len(seen.points),
            digits=4,
        ),
        Readout(
            "Held-out log-likelihood",
            told.mean,
            "nats a point",
            seen.highest,
            "the law itself, −H =",
            told.error,
            len(seen.held_out),
            digits=4,
        ),
    ]
    exact = error_at(setup, h)
    if exact is not None:
        items.insert(
            1,
            Readout(
                "Error of this sample",
                exact[0],
                "",
                exact[1],
                "mean over samples",
                help="∫(p̂ − p)², by exact integrals; beside it the MISE.",
                digits=4,
            ),
        )
    lesson.readouts(items)
    kernel, cell = ("h^2", "h") if isinstance(seen, Line) else ("h^2 I", "h^2")
    lesson.formula(
        rf"\hat p(x) = \frac1n\sum_{{i=1}}^n N(x;\, x_i,\, {kernel}),\qquad "
        r"\mathrm{MISE} = \mathbb E\int(\hat p - p)^2 = "
        rf"\underbrace{{\int \mathrm{{Var}}\,\hat p}}_{{\sim 1/(n{cell})}} + "
        r"\underbrace{\int(\mathbb E\hat p - p)^2}_{\sim h^4}"
    )
