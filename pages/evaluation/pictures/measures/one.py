"""One generator, whose faults are turned: the samples, and what 23 measures say of them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from models.frame import over_time
from models.measures import MEASURES, Measure, MeasureSetup, measure_view
from models.measures.experiments import (
    DOUBT,
    PERFECT_QUALITY,
    PUBLISHED,
    TICKS,
    beams,
    heights,
    reach,
    worse,
)
from pages.evaluation.pictures.measures.clouds import pair
from playground import controls, here, lesson, scene
from playground.lesson import Readout

NAMES = {str(each.number): f"{each.number}. {each.name}" for each in MEASURES}
ROOM = 1.45  # of the picture, left of its middle, for names
SEEN = 3.0  # noises

Now = Mapping[str, Any]


def measured(setup: MeasureSetup) -> Now:
    """All measures of a setup, computed once; how far they are is told meanwhile."""
    text = setup.model_dump_json()
    known: tuple[str, Now] = here.recall("measured") or ("", {})
    if known[0] != text:
        place, frames = st.empty(), []
        for frame in measure_view(setup):
            frames.append(frame)
            place.progress(frame.step / len(MEASURES), MEASURES[frame.step - 1].name)
        place.empty()
        known = (text, {name: each[-1] for name, each in over_time(frames[-1:]).items()})
        here.keep("measured", known)
    return known[1]


def shown(setup: MeasureSetup) -> None:
    """The picture of one generator, and its numbers."""
    now = measured(setup)
    left, right = st.columns([1, 1.6], gap="small")
    with left:
        scene.show(pair(now["real"], now["fake"], badge="estimate"))
    with right:
        scene.show(chart(now), "chart", 560)
    of_measure(now, int(now["size"]))


def of_measure(now: Now, size: int) -> None:
    """The numbers of the measure that is chosen, of samples of that size."""
    number = controls.choose("Measure", NAMES, "number", listed=True, shown=True)
    numbers(MEASURES[int(number) - 1], now, size)


def chart(now: Now) -> scene.Scene:
    """How far each measure lies from what a perfect sampler gives, in its own noise."""
    noises = worse(now["moved"])
    rows = heights()
    seen = abs(noises) >= SEEN
    lines = beams(noises)
    names = [f"{each.number} {each.short}" for each in MEASURES]
    values = [
        f"{lesson.numeral(value, 2)} / {lesson.numeral(perfect, 2)}"
        for value, perfect in zip(now["value"], now["perfect"], strict=True)
    ]
    ticks = reach(TICKS)
    walls = [[(float(x), 0.0), (float(x), float(len(rows)))] for x in reach(DOUBT)]
    return scene.Scene(
        [
            scene.Paths("3 noises", walls, "base", width=0.5),
            scene.Paths(
                "a perfect sampler", [[(0.0, 0.0), (0.0, float(len(rows)))]], "exact", dashed=True
            ),
            scene.Paths("within its noise", lines[~seen], "base", width=9),
            scene.Paths("seen", lines[seen], "gradient", width=9),
            scene.Labels("names", [(-ROOM, float(y)) for y in rows], names),
            scene.Labels("value / perfect", [(ROOM - 0.22, float(y)) for y in rows], values),
            scene.Labels(
                "noises",
                [(float(x), -0.6) for x in ticks],
                [lesson.formatted(tick, "+d") for tick in TICKS],
            ),
        ],
        (-ROOM - 0.45, ROOM + 0.3, -1.2, float(len(rows))),
        equal=False,
        axes=False,
        tall=1.7,
        alt="How far each of 23 measures lies from a perfect sampler, in standard errors: to the "
        "right where it says worse, to the left where it says better.",
    )


def numbers(measure: Measure, now: Now, size: int) -> None:
    """One measure: its number, that of a perfect sampler, formula and bounds."""
    row = measure.number - 1
    lesson.readouts(
        [
            Readout(
                measure.name,
                float(now["value"][row]),
                measure.unit,
                float(now["perfect"][row]),
                "a perfect sampler",
                float(now["error"][row]),
                size,
                help=f"Goes from {measure.bounds}. Perfect: {measure.perfect}."
                if measure.bounds != "none"
                else f"Has no bounds. Perfect: {measure.perfect}.",
            ),
            Readout(
                "Moved",
                float(worse(now["moved"])[row]),
                "noises",
                help="From a perfect sampler's value, in standard errors, + is worse: beyond 3 is "
                "no chance.",
            ),
            Readout("Samples", float(size), help="Real ones, and as many generated ones."),
        ]
    )
    lesson.formula(measure.formula)
    bounds = "no bounds" if measure.bounds == "none" else f"bounds: {measure.bounds}"
    st.caption(f"{bounds[0].upper()}{bounds[1:]}. A perfect sampler has {measure.perfect}.")


def below(setup: MeasureSetup) -> None:
    """All numbers, what the notes print otherwise, and two tables that disagree."""
    now, write = measured(setup), lesson.numeral
    noises = worse(now["moved"])
    st.table(
        [
            {
                "measure": f"{each.number}. {each.name}",
                "value": f"{write(now['value'][row])} ± {write(now['error'][row], 2)}"
                + (f" {each.unit}" if each.unit else ""),
                "a perfect sampler": write(now["perfect"][row]),
                "moved, in noises, + is worse": write(noises[row], 2),
                "bounds": each.bounds,
                "better is": {"more": "more", "less": "less", "same": "the same"}[each.better],
            }
            for row, each in enumerate(MEASURES)
        ]
    )
    slips(now)
    disagreement()


def slips(now: Now) -> None:
    """What the notes' table prints otherwise, with the numbers of this sample."""
    write = lesson.numeral
    lesson.beside_the_notes(
        f"The mode score as printed gives {write(now['printed'], 7)} here, and the inception score "
        f"{write(now['inception'], 7)}: both divergences are from $p(y^\\mathrm{{real}})$, which "
        f"drops out. Che et al. take the first one from p(y): {write(now['value'][4], 7)}."
    )
    lesson.beside_the_notes(
        f"FID is called the Wasserstein-2 distance, but is its square: {write(now['value'][6])} "
        f"here, and W₂ is {write(now['w2'])}."
    )
    lesson.beside_the_notes(
        f"The formula of MMD is MMD²: {write(now['value'][7])} here. It may fall below "
        f"0; the distance itself is {write(now['mmd'])}."
    )


def disagreement() -> None:
    """VEEGAN's and PacGAN's numbers of the same methods."""
    st.table(
        [
            {
                "method": each.method,
                "table": each.source,
                "modes of 8": f"{each.ring:g}",
                "near a mode, ring": f"{each.ring_quality:g} %",
                "modes of 25": f"{each.grid:g}",
                "near a mode, grid": f"{each.grid_quality:g} %",
            }
            for each in PUBLISHED
        ]
    )
    st.caption(
        "The same methods on the same mixtures, in two papers: the networks differ, and they "
        "matter more than the trick. Compare inside one protocol only. A perfect sampler has "
        f"{PERFECT_QUALITY} % near a mode; 99.3 % says that the modes are too narrow."
    )
