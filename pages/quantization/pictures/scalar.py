"""The pictures of the scalar page: a quantizer in its density, and bits against decibels."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.errors import ModelError
from models.quantization import (
    Floats,
    ScalarQuantizer,
    ScalarSetup,
    Source,
    evaluate,
    scalar_account,
    scalar_ending,
)
from models.quantization.bounds import missing_to
from models.quantization.scalar import (
    build_mixture,
    build_source,
    fixed_points,
    promised,
    reached,
    source_only,
)
from models.quantization.sources import outline
from pages.quantization.pictures.account import terms
from playground import charts, controls, lesson, scene
from playground.lesson import Readout
from playground.palette import Concept
from playground.timeline import Place

MOST_DRAGGED = 16  # levels: beyond, the handles would lie on one another
MOST_NAMED = 8
SEEN = 1e-3  # of the distortion
POINTS, BINS = 801, 60  # of the outline of a density, and of a column
FAINT = 1e-3  # of the largest density: what is lower is not seen
PLOTS = {"gained": "Signal to noise", "missing": "What is missing to the bound"}
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def in_density(
    source: Source,
    now: ScalarQuantizer,
    steps: Mapping[str, Any],
    answer: Mapping[str, Any],
    at: Place,
    held: bool,
) -> scene.Scene:
    """The density, and the quantizer in it over the half-steps.

    Args:
        source: The law of U.
        now: The quantizer of this moment, which can be dragged.
        steps: "levels" (T, N), "boundaries" (T, N - 1) and "distortion" (T,).
        answer: The "best" levels (N,), their "distortion", and the "even" ones, perhaps none.
        at: The moment.
        held: Whether it is being dragged: then the half-steps wait.
    """
    levels, cuts, falling = steps["levels"], steps["boundaries"], steps["distortion"]
    if held:
        levels, cuts, falling = now.levels[None], now.boundaries[None], [now.distortion]
    drawn = outline(source, POINTS, BINS, FAINT)
    top, height, best = drawn.top, drawn.height, answer["best"]
    low = min(drawn.line[0, 0], steps["levels"].min())
    high = max(drawn.line[-1, 0], steps["levels"].max())
    room = 0.03 * (high - low)
    layers: list[scene.layers.Layer] = [
        scene.Paths("density", drawn.line[None], "data", width=2.5),
        scene.Paths("cells", sticks(cuts, 0, 1.06 * top), "base"),
        scene.Paths("levels", sticks(levels, -0.06 * top, height(levels)), "codeword", width=4),
        scene.Paths("optimum", sticks(best, 0, height(best)), "exact", dashed=True, width=2),
    ]
    if len(answer["even"]):
        layers.append(
            scene.Paths("even steps", sticks(answer["even"], 1.2 * top, 1.3 * top), "model")
        )
    floor, start = answer["distortion"], float(steps["distortion"].max())
    return scene.Scene(
        layers=[*layers, *handles(now, 1.06 * top)],
        curves=[
            scene.Curve(
                "distortion D",
                falling,
                "codeword",
                floor,
                "optimum",
                log=floor > 0,
                wanted=(floor, max(start, 1.05 * floor)) if floor else None,
            )
        ],
        window=(low - room, high + room, -0.1 * top, (1.36 if len(answer["even"]) else 1.2) * top),
        times=range(len(levels)),
        time_name="half-step",
        total=len(steps["levels"]),
        identity=at.identity,
        start=at.frame,
        report_time=True,
        equal=False,
        x_label="u",
        y_label="p(u)",
        badge="exact",
        alt=f"The density of the source, cut into {len(now.levels)} cells with a level each.",
    )


def sticks(places: Floats, low: Any, high: Any) -> Floats:
    """Upright lines at ``places`` (..., N), as (..., N, 2, 2)."""
    ends = [np.stack((places, np.broadcast_to(y, places.shape)), axis=-1) for y in (low, high)]
    return np.stack(ends, axis=-2)


def handles(now: ScalarQuantizer, height: float) -> list[scene.layers.Layer]:
    """Levels on the axis and boundaries at their upper ends, to be dragged; few enough."""
    if len(now.levels) > MOST_DRAGGED:
        return []
    rows: list[tuple[str, Floats, float, Concept]] = [
        ("a", now.levels, 0.0, "codeword"),
        ("b", now.boundaries, height, "base"),
    ]
    named = len(now.levels) <= MOST_NAMED
    return [
        scene.Handles(
            name,
            np.column_stack((places, np.full(len(places), y))),
            color,
            [f"{name}{number}".translate(SUBSCRIPTS) for number in range(1, len(places) + 1)]
            if named
            else (),
        )
        for name, places, y, color in rows
        if len(places)
    ]


def ending(source: Source, steps: Mapping[str, Any], optimum: float) -> None:
    """Whether the algorithm came to rest, and how far from the optimum it ended.

    Args:
        source: The law of U.
        steps: "levels" (T, N) and "boundaries" (T, N - 1) of all half-steps.
        optimum: The least distortion with N levels, by Newton's method.
    """
    last = evaluate(source, steps["levels"][-1], steps["boundaries"][-1])
    end, after = (
        scalar_ending(source, last, optimum),
        f"after {len(steps['levels']) - 1:,} half-steps",
    )
    above = f"{lesson.numeral(100 * end.above, 2)} % above the optimum"
    if not end.at_rest:
        st.caption(
            f":material/hourglass: Stopped {after}, **not at rest**: D still falls, and is {above} "
            "that Newton's method finds. With many levels each half-step moves them a little only."
        )
    elif end.above > SEEN:
        st.caption(
            f":material/check_circle: At rest {after}, {above}: a stationary point, which no "
            "half-step leaves."
        )
    else:
        st.caption(f":material/check_circle: At rest {after}, at the optimum.")


def equation(source: Source, now: ScalarQuantizer) -> None:
    """The distortion, integrated, and once more as what the cells explain and the levels waste."""
    lesson.equation(
        r"D = \sum_{j=1}^{N} \int_{b_{j-1}}^{b_j} (u-a_j)^2\, p(u)\, du"
        r" \qquad b_0=-\infty,\; b_N=+\infty",
        terms(scalar_account(source, now)),
        ("D", now.distortion),
    )
    st.caption(
        "pⱼ and mⱼ = E[U | U in cell j] are the mass and the centroid of a cell. The last term is "
        "what step 3 removes.",
        text_alignment="center",
    )


@st.cache_data(max_entries=32, show_spinner="Computing quantizers of 1 to 64 levels …")
def rate_plot(text: str) -> dict[str, Any]:
    """What is reached, and what theory promises, over the rates."""
    law, rates = build_source(ScalarSetup.model_validate_json(text)), np.linspace(0, 6, 61)
    return {"rates": rates} | vars(reached(law)) | vars(promised(law, rates))


@st.cache_data(max_entries=32, show_spinner=False)
def optima(text: str, levels: int) -> list[tuple[str, float]]:
    """The fixed points of a mixture, best first."""
    found = fixed_points(build_mixture(ScalarSetup.model_validate_json(text)), levels)
    return [(point.name, point.quantizer.distortion) for point in found]


def fixed_point_readouts(setup: ScalarSetup) -> None:
    """Where the algorithm can end for a mixture."""
    st.subheader("Where it can end", anchor=False)
    if setup.levels > MOST_NAMED:
        st.caption(f"Listed for up to {MOST_NAMED} levels.")
        return
    try:
        found = optima(source_only(setup).model_dump_json(), setup.levels)
    except ModelError as error:
        st.caption(str(error))
        return
    lesson.readouts(
        [
            Readout(
                f"{name} levels, D",
                distortion,
                reference=found[0][1],
                reference_name="the best of these" if rank else "this is the best of these",
                help="So many levels on the left and on the right: both half-steps stay there.",
                digits=4,
            )
            for rank, (name, distortion) in enumerate(found[:6])
        ]
    )


def rates(setup: ScalarSetup) -> None:
    """Bits against decibels: what is reached, and what theory promises."""
    st.subheader("Bits and decibels", anchor=False)
    view = controls.choose("Plot", PLOTS, "plot")
    known = rate_plot(source_only(setup).model_dump_json())
    at, bound = known["rates"], known["shannon_db"]

    def line(name: str, x: Floats, y: Floats, color: Concept, dashed: bool = False) -> charts.Curve:
        lost = missing_to(x, y, at, bound)
        return charts.Curve(name, x, lost if view == "missing" else y, color, dashed)

    charts.show(
        charts.curves(
            [
                line("Lloyd-Max", known["rate"], known["optimal_db"], "codeword"),
                line("even steps", known["rate"], known["even_db"], "model"),
                line("even steps, entropy-coded", known["coded_rate"], known["coded_db"], "query"),
                line("Panter-Dite", at, known["panter_dite_db"], "codeword", True),
                line("1.53 dB below the bound", at, known["promised_coded_db"], "query", True),
                line("Shannon bound: 6.02 dB a bit", at, bound, "exact"),
            ],
            "rate in bits",
            "missing dB" if view == "missing" else "signal to noise in dB",
            x_range=(0.0, 6.0),
            y_range=(-0.5, 7.0) if view == "missing" else (0.0, 40.0),
            height=420,
        ),
        "rates",
        "Signal-to-noise ratio in decibels over the rate in bits: the optimal quantizer, even "
        "steps, even steps with an entropy code, and their theory.",
    )
    st.caption(
        "Dashed lines are theory. Panter-Dite and the line 1.53 dB below the bound hold at high "
        "rate. For a Gaussian the bound is the rate-distortion function itself."
    )
