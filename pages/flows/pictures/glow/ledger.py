"""The architecture with live shapes, and the log-determinants of one picture by layer."""

import streamlit as st

from models.glow.look import Box, account, links, middle_of, plan, totals
from pages.flows.pictures.glow.shared import HEIGHT, Watched, at_frame, curves, data_of, held_out
from playground import charts, here, lesson, scene


def ledger(screen: Watched) -> None:
    """Figure (b) of section 1.3, drawn from the flow, and what each layer adds to ln p(x)."""
    frame = screen.settled()
    model, data = at_frame(screen.identity, frame, screen), data_of(screen)
    x = held_out(screen, "Held-out picture", 3, here.key("pick"))
    entries = account(model, middle_of(data.lattice, x))
    boxes = plan(entries)
    draw(screen, boxes)
    chart = charts.bars(
        [each.label for each in boxes],
        [charts.Series("log|det| and log N", [each.nats for each in boxes], "model")],
        "nats",
        height=240,
    )
    charts.show(chart, "nats", "What each part of the flow adds to the log-density.")
    found = totals(model, data, x, entries)
    lesson.equation(
        r"\log p_\theta(x) = \log p(z) + \sum_k \log\left|\det "
        r"\frac{\partial h_k}{\partial h_{k-1}}\right|",
        [
            (r"\log p(z)", found.prior),
            (r"\text{logit}", found.logit),
            (r"\text{actnorm}", found.actnorm),
            (r"1 \times 1", found.convolution),
            (r"\text{coupling}", found.coupling),
            (r"\text{split, top}", found.split),
        ],
        (r"\log p_\theta(x)", found.log_prob),
        decimals=3,
        rounding=1e-6,
        why="single precision",
    )
    st.caption(
        f"In nats, for the middle of the picture's cell. With −M log a = {found.constant:.1f} nats "
        f"and M = {data.lattice.pixels} pixels that is {found.bits:.3f} bits a pixel."
    )
    lesson.beside_the_notes(
        "Here the sum has a plus, from data to latent; section 1.2 has a minus, from latent to "
        "data: both are right. The notes write f = f₁ ∘ f₂ ∘ … ∘ f_K; for x → h₁ → … → z it is "
        "f_K ∘ … ∘ f₁, and the arrows go both ways. The model's g is g_θ, not g_k."
    )


def draw(screen: Watched, boxes: list[Box]) -> None:
    """Boxes from the picture below to z above, with the shapes that pass."""
    rings = [each.ring for each in boxes]
    width, height = boxes[0].room
    picture = scene.Scene(
        [
            scene.Paths("numbers pass", links(boxes), "base", width=2),
            scene.Polygons("layers", rings, "model", [each.nats for each in boxes], unit="nats"),
            scene.Labels("names", [each.middle for each in boxes], [each.name for each in boxes]),
            scene.Labels("shapes", [each.above for each in boxes], [each.shape for each in boxes]),
        ],
        (0.0, width, 0.0, height),
        **screen.time(),
        curves=curves(screen),
        badge="trained live",
        alt="The layers of the flow, with the shapes of what passes and where parts of z leave.",
        x_label="",
        y_label="",
        axes=False,
        equal=False,
    )
    screen.show(picture, height=HEIGHT)
