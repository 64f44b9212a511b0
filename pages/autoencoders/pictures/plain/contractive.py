"""A contractive autoencoder: how much its code changes at each place, and which way."""

import streamlit as st

from models.autoencoders.plain import (
    ContractiveSetup,
    atoms_as_images,
    contraction_by_autograd,
    crosses,
    data_of,
    segments,
    singular,
)
from pages.autoencoders.pictures.plain.shared import HEIGHT, at_frame, errors, rows
from playground import handles, lesson, live, scene
from playground.lesson import Readout

ACROSS = 16


def contractive(screen: live.Screen[ContractiveSetup]) -> None:
    """The view of contractive autoencoders."""
    data = data_of(screen.setup)
    if data.side:
        reconstructions(screen)
        live.fork_button(screen)
        numbers(screen)
    else:
        plane(screen)


@st.fragment
def plane(screen: live.Screen[ContractiveSetup]) -> None:
    """‖∂f/∂x‖² as a field, and at the point that is dragged the directions of its derivative."""
    recording, data = screen.recording, data_of(screen.setup)
    first, frame = screen.first(), screen.frame
    fields = recording.view("field", first)
    top = float(recording.frame(-1).views["field"].max())
    place = handles.pinned("x", [(0.0, 1.0)], data.window)
    model = at_frame(screen.identity, frame, screen)
    sizes, directions = singular(model, place[0])
    points = data.test[:600].numpy()
    leading = recording.view("leading", first)
    lines = segments(points[: leading.shape[1]], leading)
    picture = scene.Scene(
        [
            scene.Field(
                "‖∂f/∂x‖²",
                fields,
                data.window,
                0,
                top,
                power=0.5,
                unit="squared",
                dtype="float16",  # early moments go far above the last one's top
            ),
            scene.Points("data", points, "data", 2, 0.5),
            scene.Points("r(x)", recording.view("again", first), "model", 2, 0.6, visible=False),
            scene.Paths("steepest direction", lines, "codeword", width=1.8),
            scene.Paths("∂f/∂x here", crosses(place[0], sizes, directions), "exact", width=2.5),
            scene.Handles("x", place, "exact", ["x"]),
        ],
        data.window,
        **screen.time(),
        curves=[
            scene.Curve("held out", recording.metric("test_sse")[first:], "model", log=True),
            scene.Curve("mean ‖∂f/∂x‖²", recording.metric("contraction")[first:], "codeword"),
        ],
        badge="trained live",
        alt="How much the code changes with the input, as a field over the plane with the data.",
    )
    events = scene.show(picture, height=HEIGHT + 90)
    if screen.turn(events.time) != frame:
        st.rerun()
    live.fork_button(screen)
    numbers(screen)
    here(screen, sizes.tolist(), contraction_by_autograd(model, place[0]))


def here(screen: live.Screen[ContractiveSetup], sizes: list[float], exact: float) -> None:
    """The derivative at the point that is dragged."""
    total = sum(size * size for size in sizes)
    lesson.readouts(
        [
            *(
                Readout(f"s{number} at x", size, help="A singular value of ∂f/∂x at the point x.")
                for number, size in enumerate(sizes, start=1)
            ),
            Readout(
                "‖∂f/∂x‖² at x",
                total,
                reference=exact,
                reference_name="by autograd",
                digits=6,
                help="Σ s², by the chain rule, beside automatic differentiation.",
            ),
        ]
    )


def reconstructions(screen: live.Screen[ContractiveSetup]) -> None:
    """Held-out images, their reconstructions, and the directions of single units."""
    recording, data = screen.recording, data_of(screen.setup)
    first = screen.first()
    again = recording.view("reconstructions", first)
    shown = data.test[: again.shape[1]].numpy()
    images, names = [shown, again], ["held out", "r(x)"]
    if screen.setup.network == "shallow":
        atoms = atoms_as_images(recording.view("atoms", first), again.shape[1])
        images += atoms[:4]
        names += ["units", *[""] * (len(atoms[:4]) - 1)]
    alt = "Held-out images, their reconstructions, and the weights of single units."
    rows(screen, images, names, errors(screen, first), "", alt)


def numbers(screen: live.Screen[ContractiveSetup]) -> None:
    """The error, what is charged, and how one-sided the derivative is."""
    metrics, data = screen.moment.metrics, data_of(screen.setup)
    inputs = len(data.tested)
    items = [
        Readout("Error, held out", metrics["test_sse"], samples=inputs, help="‖x − r(x)‖²."),
        Readout("Mean ‖∂f/∂x‖²", metrics["contraction"], samples=inputs, help="What λ is charged."),
    ]
    if "ratio" in metrics:
        help = "The median of the largest singular value of ∂f/∂x by the second."
        items.append(Readout("s₁ / s₂", metrics["ratio"], samples=inputs, help=help))
    if "along" in metrics:
        help = "Mean squared cosine between the steepest direction of f and that of the data."
        items.append(Readout("Along the data", metrics["along"], "", 0.5, "by chance", help=help))
    lesson.readouts(items)
    lesson.formula(
        r"\Omega = \lambda\left\|\frac{\partial f}{\partial x}\right\|_F^2"
        + (
            r" = \lambda\sum_i \big(h_i(1-h_i)\big)^2\,\|W_i\|^2,\qquad h = \sigma(Wx+b)"
            if screen.setup.network == "shallow"
            else ""
        )
    )
