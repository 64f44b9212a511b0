"""A law of one's own: the curves of a sweep as they grow, and what is fitted to their ends."""

import streamlit as st

from models.scaling.sweep import (
    Fit,
    Measured,
    Over,
    SweepSetup,
    curve_lines,
    curve_window,
    fit_or_none,
    foretold,
    law_plane,
    measured,
    plan,
    points,
    shape_table,
    shipped,
    tokens,
)
from pages.scaling.pictures.export import export
from playground import controls, lesson, live, palette, scene
from playground.lesson import Readout

LAWS = {"n": "L(N)", "d": "L(D)", "c": "L(C)"}
OVER: dict[str, Over] = {"n": "n", "d": "d", "c": "c"}
FLOORS = {"none": "No irreducible loss", "fitted": "Irreducible loss fitted"}
X_LABELS = {"n": "log₁₀ N", "d": "log₁₀ D, characters", "c": "log₁₀ C, operations"}
COLORS: dict[str, palette.Concept] = {
    "size": "model",
    "data": "query",
    "grid": "query",
    "shape": "key",
}
WORDS = {
    "size": "sizes",
    "data": "little data",
    "grid": "little data, other sizes",
    "shape": "shapes",
}


def trained(screen: live.Screen[SweepSetup]) -> None:
    """The curves on their time axis, and beside them the law at the chosen moment."""
    setup = screen.setup
    left, right = st.columns([1.4, 1], gap="small")
    with left:
        screen.show(curves(screen))
    found = measured(setup, screen.moment.views)
    with right:
        over = OVER[controls.choose("Law", LAWS, "law")]
        floor = controls.choose("Irreducible loss", FLOORS, "floor") == "fitted"
        fitted = fit_or_none(found, over, floor=floor)
        scene.show(law(found, over, fitted), "law", 300, share=0.7)
    done = int(screen.moment.metrics["done"])
    numbers(found, over, fitted, done, floor=floor)
    export(found, setup)
    beside(over, floor)


def curves(screen: live.Screen[SweepSetup]) -> scene.Scene:
    """Held-out loss over operations, of all decoders so far."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    jobs, seen = plan(setup), tokens(setup)
    lines = curve_lines(jobs, seen, recording.view("loss", first))
    kinds = {kind: [at for at, job in enumerate(jobs) if job.kind == kind] for kind in COLORS}
    layers = [
        scene.Paths(WORDS[kind], lines[:, places], COLORS[kind], width=2)
        for kind, places in kinds.items()
        if places
    ]
    return scene.Scene(
        layers,
        curve_window(jobs, seen),
        x_label="log₁₀ C, operations",
        y_label="log₁₀ L, nats a character",
        equal=False,
        curves=[scene.Curve("loss", recording.metric("loss")[first:], "model")],
        time_name="slice",
        badge="trained live",
        alt="The held-out loss of every language model of the sweep over the operations spent.",
        **screen.time(),
    )


def law(found: Measured, over: Over, fitted: Fit | None) -> scene.Scene:
    """The points of a law, the law, and what is foretold of the largest."""
    drawn = law_plane(found, over, fitted)
    layers: list[scene.layers.Layer] = []
    if len(drawn.line):
        layers.append(scene.Paths("law", drawn.line[None], "model", width=2))
    if len(drawn.foretold):
        layers.append(scene.Paths("foretold, 95 %", drawn.foretold, "codeword", width=5))
    if len(drawn.points):
        layers.append(scene.Points("measured", drawn.points, "data", size=5, opacity=1.0))
    if len(drawn.truth):
        layers.append(scene.Points("the largest", drawn.truth, "exact", size=6, opacity=1.0))
    return scene.Scene(
        layers,
        drawn.window,
        x_label=X_LABELS[over],
        y_label="log₁₀ L",
        equal=False,
        badge="trained live",
        alt="The losses that were reached, and the power law through them.",
    )


def numbers(found: Measured, over: Over, fitted: Fit | None, done: int, *, floor: bool) -> None:
    """The exponent and its interval, what is foretold, and what it came to."""
    ahead = foretold(found)
    shown = [Readout("Decoders trained", done, reference=len(found.jobs), reference_name="of")]
    if fitted is not None:
        shown.append(
            Readout(
                f"Exponent of {LAWS[over]}",
                fitted.law.exponent,
                samples=len(fitted.points.x),
                help=f"95 % interval {lesson.interval(fitted.law.interval, '.3f')}: Student's for "
                "a line, of 100 bootstrap draws with an irreducible loss.",
            )
        )
        if floor:
            shown.append(
                Readout(
                    "Irreducible loss",
                    fitted.law.floor,
                    "nats",
                    help="What is left however large x is; 0 where the points show none.",
                )
            )
    if ahead is not None:
        kind = (
            "a law with a floor: all learn equally long, so however large they are something is "
            "left"
            if ahead.has_floor
            else "a straight law, as three cannot tell a floor"
        )
        shown.append(
            Readout(
                "Largest, foretold",
                ahead.middle,
                "nats",
                reference=ahead.truth,
                reference_name="it came to",
                digits=4,
                help=f"From {ahead.known} smaller ones; 95 % prediction interval "
                f"{lesson.interval((ahead.low, ahead.high), '.3f')}, of {kind}. On ten seeds "
                "of the default sweep it held each time, and the middle was 2.2 % too high "
                "to 6.3 % too low.",
            )
        )
    if (noise := found.noise()) is not None:
        shown.append(
            Readout(
                "Noise of the seed",
                100 * noise.spread,
                "% of L",
                samples=noise.freedom,
                help="Standard deviation between seeds of one size, pooled; samples are its "
                "degrees of freedom. No interval is narrower than this noise makes it.",
            )
        )
    lesson.readouts(shown)
    if ahead is not None:
        told = f"foretold {lesson.interval((ahead.low, ahead.high), '.3f')} nats"
        if ahead.truth is None:
            st.caption(f"The largest, N = {ahead.parameters:,.0f}, is {told}; it is still to come.")
        else:
            where = "inside" if ahead.low <= ahead.truth <= ahead.high else "outside"
            st.caption(f"The largest was {told}, and came to {ahead.truth:.3f}: {where}.")
    if fitted is None:
        st.caption(f"{LAWS[over]} needs more decoders that are trained to their end.")
        return
    low, high = fitted.law.interval
    x = over.upper()
    lesson.formula(
        rf"L({x}) = {fitted.law.floor:.3f} + {lesson.numeral(fitted.law.factor)}\,"
        rf"{x}^{{{fitted.law.exponent:.4f}}},\qquad "
        rf"\alpha \in [{low:.4f}, {high:.4f}]"
    )
    some = zip(fitted.points.x, fitted.points.y, fitted.residuals, strict=True)
    st.table(
        [
            {
                x: lesson.numeral(float(at)),
                "L (nats)": f"{y:.4f}",
                "residual of ln": lesson.formatted(left, "+.4f"),
            }
            for at, y, left in some
        ]
    )
    if rows := shape_table(found):
        st.caption("Depth against width at one N:")
        st.table(
            [
                {"layers": layers, "width": width, "N": f"{n:,}", "L (nats)": f"{loss:.4f}"}
                for layers, width, n, loss in rows
            ]
        )


def beside(over: Over, floor: bool) -> None:
    """The same law of the sweep that comes with the project, and on what it was measured."""
    found, told = shipped()
    fitted = fit_or_none(found, over, floor=floor)
    if fitted is None:
        return
    exponent = lesson.formatted(fitted.law.exponent, ".3f")
    some = points(found, over)
    st.caption(
        f"Beside it, never mixed with it: the shipped sweep has the exponent {exponent} "
        f"({lesson.interval(fitted.law.interval, '.3f')}, {len(some.x)} points), measured on "
        f"{told['device']} ({told['processor']}), {told['date']}, seed {told['seed']}, "
        f"{told['updates']} updates each, of {told['text']}."
    )
