"""The Jacobian of one step as a matrix, permuted and triangular, and what determinants cost."""

from typing import get_args

import streamlit as st

from models.glow.look import Cost, Part, Seen, determinant_cost, jacobian, middle_of
from pages.flows.pictures.glow.shared import HEIGHT, Watched, at_frame, curves, data_of, held_out
from playground import charts, controls, here, lesson, scene
from playground.lesson import Readout

PARTS = {
    "coupling": "Coupling",
    "convolution": "1×1 convolution",
    "actnorm": "Actnorm",
    "step": "The whole step",
}
ORDERS = {"channel": "Channel by channel", "place": "Place by place"}


def matrix(screen: Watched) -> None:
    """The matrix, sorted as one likes, with its determinant found in two ways."""
    frame = screen.settled()
    model, data = at_frame(screen.identity, frame, screen), data_of(screen)
    part = controls.choose("Part of the step", PARTS, "part")
    order = controls.choose("Order of the numbers", ORDERS, "order")
    places = st.columns(3, gap="small")
    with places[0]:
        x = held_out(screen, "Held-out picture", 3, here.key("pick"))
    with places[1]:
        level = whole("Scale", screen.setup.scales, "scale")
    with places[2]:
        step = whole("Step", screen.setup.flow_steps, "step")
    chosen = next(each for each in get_args(Part) if each == part)
    by_channel = order == "channel"
    seen = jacobian(model, middle_of(data.lattice, x), chosen, level - 1, step - 1, by_channel)
    draw(screen, seen)
    lesson.readouts(
        [
            Readout(
                "log|det| by elimination",
                seen.log_det,
                "nats",
                seen.diagonal,
                "Σ log|diagonal|",
                help="Of the matrix as it is shown. If it is triangular the two are one number.",
                digits=5,
            ),
            Readout(
                "Largest above the diagonal",
                seen.above,
                "",
                help="0 if the matrix is lower triangular.",
            ),
        ]
    )
    costs()


def whole(label: str, most: int, key: str) -> int:
    """A whole number from 1; a slider where there is a choice."""
    if most == 1:
        return 1
    found: int = st.slider(label, 1, most, 1, key=here.key(key))
    return found


def draw(screen: Watched, seen: Seen) -> None:
    """Rows are outputs, the first at the top."""
    size = float(len(seen.matrix))
    extent = (0.0, size, 0.0, size)
    picture = scene.Scene(
        [
            scene.Field(
                "∂hₖ/∂hₖ₋₁",
                seen.matrix[::-1],
                extent,
                -seen.reach,
                seen.reach,
                scale="diverging",
                dtype="float16",
                cells=True,
            )
        ],
        extent,
        **screen.time(),
        curves=curves(screen),
        badge="by autograd",
        x_label="inputs",
        y_label="outputs",
        alt="The Jacobian of a part of one step, as a matrix.",
        axes=False,
    )
    screen.show(picture, height=HEIGHT)


def costs() -> None:
    """What a determinant costs over its size, measured here when it is asked for."""
    if st.button(
        "Measure what a determinant costs",
        icon=":material/timer:",
        key=here.key("measure"),
        help="log|det| of any M×M matrix by elimination, and of a triangular one, on this machine.",
    ):
        here.keep("cost", determinant_cost())
    found: Cost | None = here.recall("cost")
    if found is None:
        return
    lines = [
        charts.Curve("any matrix", found.sizes, found.full, "gradient"),
        charts.Curve("triangular", found.sizes, found.triangular, "model"),
    ]
    chart = charts.curves(lines, "numbers M", "seconds", log_x=True, log_y=True, height=260)
    charts.show(chart, "cost", "Seconds that log|det| takes over the size of the matrix.")
    lesson.readouts(
        [
            Readout(
                "Any matrix grows by M to the",
                found.full_power,
                "",
                3.0,
                "elimination",
                help="Over the larger half of the sizes. Small ones are not yet slow: blocks of "
                "them run in parallel inside the processor.",
            ),
            Readout(
                "Triangular grows by M to the",
                found.triangular_power,
                "",
                1.0,
                "a sum",
                help="So short that starting the operation is most of it.",
            ),
        ]
    )
