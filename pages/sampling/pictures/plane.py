"""Two uniform numbers become two normal ones: the square on the left flows into the plane."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.sampling import ks_critical
from models.sampling.experiments import PlaneSetup, plane
from pages.sampling.pictures.flight import PACE
from playground import controls, handles, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept

SLUG = "sampling"
SHOWN = 1000  # pairs that are drawn
HALF = 3.2  # half a side of the square, in units of the plane
CENTRE = (-4.4, 0.0)  # of the square
ORIGIN = (3.6, 0.0)  # of the plane
WINDOW = (-8.2, 8.2, -4.1, 4.1)
FRAMES = 90

Floats = NDArray[np.float64]


def on_square(setup: PlaneSetup, u: Floats) -> Floats:
    """Pairs of uniform numbers (..., 2) in the square of the picture."""
    low, high = plane.ends(setup)
    share = (u - low) / (high - low)
    return np.asarray(CENTRE + HALF * (2 * share - 1))


def on_plane(z: Floats) -> Floats:
    """Pairs of normal numbers (..., 2) in the plane of the picture."""
    return np.asarray(ORIGIN + z)


def between(before: Floats, after: Floats) -> Floats:
    """From one place to another, slow at both ends, (T, ..., 2)."""
    way = np.linspace(0, 1, FRAMES).reshape(-1, *[1] * before.ndim)
    part = way * way * (3 - 2 * way)
    return before + part * (after - before)


def from_square(place: Floats) -> tuple[float, float]:
    """The pair of uniform numbers at a place of the picture, within what a knob may be."""
    share = (place - np.asarray(CENTRE)) / (2 * HALF) + 0.5
    u1, u2 = np.clip(share, (0.001, 0.0), 0.999)
    return round(float(u1), 3), round(float(u2), 3)


@st.fragment
def stage(setup: PlaneSetup) -> None:
    """The picture and its numbers: they follow a drag without the page around them."""
    if controls.turned(SLUG, setup, "u1", "u2"):
        st.rerun()
    text = setup.model_dump_json()
    held = handles.held(text, "plane")
    u1, u2 = (setup.u1, setup.u2) if held is None else from_square(held["pair"][0])

    def let_go(positions: handles.Positions) -> None:
        one, other = from_square(positions["pair"][0])
        controls.set_values(SLUG, u1=one, u2=other)

    picture = in_plane(setup, u1, u2)
    scene.show(picture, "plane", 430, handles.follow(text, let_go, "plane"))
    readouts(setup)
    if setup.method == "box_muller":
        z = plane.image(setup, u1, u2)
        write = lesson.numeral
        st.caption(
            f":material/my_location: (u₁, u₂) = ({write(u1)}, {write(u2)}) goes to "
            f"(z₀, z₁) = ({write(float(z[0]))}, {write(float(z[1]))})."
        )


def in_plane(setup: PlaneSetup, u1: float, u2: float) -> scene.Scene:
    """The square, the plane, and the pairs on their way between them."""
    drawn = plane.pairs(setup)
    u, kept = drawn.u[:SHOWN], drawn.kept[:SHOWN]
    z = drawn.z[:SHOWN]
    identity = setup.model_copy(update={"u1": 0.5, "u2": 0.5}).model_dump_json()
    first = min(scene.needed("plane", identity), FRAMES - 1)
    before = on_square(setup, u)
    ways = between(before[kept], on_plane(z[kept]))
    corners = plane.corners(setup)
    way = np.linspace(-4, 4, len(corners))
    axes = [on_plane(np.column_stack(pair)) for pair in ((way, 0 * way), (0 * way, way))]
    layers: list[scene.layers.Layer] = [
        scene.Paths("frame", [on_square(setup, corners), *axes], "base", width=1.5),
        scene.Paths("one sd", [on_plane(scene.circle())], "exact", dashed=True),
    ]
    if setup.method == "box_muller":
        (ring, ring_image), (ray, ray_image) = plane.rings(setup), plane.rays(setup)
        lines: list[tuple[str, Concept, Floats, Floats]] = [
            ("rings: u₁ fixed", "query", ring, ring_image),
            ("rays: u₂ fixed", "key", ray, ray_image),
        ]
        for name, color, line, image in lines:
            start = on_square(setup, line)
            moving = between(start, on_plane(image))
            both = np.concatenate((np.broadcast_to(start, moving.shape), moving), axis=1)
            layers.append(scene.Paths(name, both[first:], color, width=1.5))
    else:
        layers += [
            scene.Points("thrown away", before[~kept], "gradient", size=2.5, opacity=0.6),
            scene.Paths("disc", [on_square(setup, scene.circle())], "exact", width=2),
        ]
    layers += [
        scene.Points("uniform pairs", before[kept], "base", size=2, opacity=0.5),
        scene.Points("pairs", ways[first:], "model", size=3, outside=True),
    ]
    if setup.method == "box_muller":
        here, there = on_square(setup, np.array([u1, u2])), on_plane(plane.image(setup, u1, u2))
        layers += [
            scene.Paths("one pair", [[here, there]], "codeword", dashed=True, width=1.5),
            scene.Points("its image", [there], "codeword", size=7, opacity=1.0),
            scene.Handles("pair", [here], "codeword", ["(u₁, u₂)"]),
        ]
    layers.append(
        scene.Labels(
            "names",
            [
                [CENTRE[0], -3.75],
                [CENTRE[0] - HALF - 0.35, 0.0],
                [ORIGIN[0] + 3.9, -0.4],
                [ORIGIN[0] + 0.4, 3.75],
            ],
            ["u₁", "u₂", "z₀", "z₁"],
        )
    )
    return scene.Scene(
        layers,
        WINDOW,
        times=range(first, FRAMES),
        time_name="frame",
        first=first,
        total=FRAMES,
        identity=identity,
        start="last",
        autoplay=True,
        pace=PACE,
        axes=False,
        badge="exact",
        alt="Points of a square on the left, and the points of the plane that they become.",
    )


def readouts(setup: PlaneSetup) -> None:
    """Both numbers of a pair beside what they should be."""
    drawn = plane.pairs(setup)
    found = plane.account(drawn)
    printed = setup.as_printed and setup.method == "box_muller"
    numbers = [
        Readout(
            "sd of z₀",
            float(found.deviations[0]),
            reference=1.0,
            reference_name="exact value",
            error=float(found.errors[0]),
            samples=found.kept,
            digits=4,
            help="Standard deviation of the first number.",
        ),
        Readout(
            "sd of z₁",
            float(found.deviations[1]),
            reference=float(plane.PRINTED_DEVIATION) if printed else 1.0,
            reference_name="as printed 1/√2 =" if printed else "",
            error=float(found.errors[1]),
            samples=found.kept,
            digits=4,
            help="Standard deviation of the second number.",
        ),
        Readout(
            "Correlation",
            found.correlation,
            reference=0.0,
            reference_name="independent:",
            error=float(found.noise),
            samples=found.kept,
            help="Of z₀ and z₁.",
        ),
        Readout(
            "KS distance of z₁",
            float(found.ks[1]),
            reference=ks_critical(found.kept),
            reference_name="exceeded by chance once in 20:",
            samples=found.kept,
            help="From N(0, 1).",
        ),
    ]
    if setup.method == "polar":
        numbers.append(
            Readout(
                "Kept",
                found.acceptance,
                reference=float(plane.POLAR_ACCEPTANCE),
                reference_name="π/4 =",
                error=found.kept_error,
                samples=setup.pairs,
                digits=4,
                help="The share of the points that lie in the disc.",
            )
        )
    lesson.readouts(numbers)
    if setup.method == "polar":
        lesson.formula(r"S = U_1^2 + U_2^2 < 1: \qquad Z_i = U_i\,\sqrt{\frac{-2 \ln S}{S}}")
    else:
        factor = "-1" if setup.as_printed else "-2"
        lesson.formula(
            r"Z_0 = \sqrt{-2 \ln U_1}\,\cos(2\pi U_2), \qquad Z_1 = \sqrt{"
            + factor
            + r" \ln U_1}\,\sin(2\pi U_2)"
        )


def show(setup: PlaneSetup) -> None:
    """The view."""
    stage(setup)
    lesson.beside_the_notes(
        "The notes print √(−1 ln u₁) in the second line; read √(−2 ln u₁). As printed z₁ has the "
        "standard deviation 0.7071, and is still independent of z₀: the switch is *As printed in "
        "the notes*. They also print Z₁ ⊥ Z₂; read Z₀ ⊥ Z₁."
    )


def arrays(setup: PlaneSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    drawn = plane.pairs(setup)
    return {"u": drawn.u, "kept": drawn.kept, "z": drawn.z}


AXES = {"u": "pair (u1 u2)", "kept": "pair", "z": "pair (z0 z1)"}
