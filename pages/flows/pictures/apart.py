"""A flow taken apart: the terms of one point, its numbers, its energy, its density on a ball."""

from collections.abc import Mapping

import streamlit as st

import pages.flows.pictures.xray as pictures
from models.flows import Flow, FlowSetup, anatomy, energies, target, variational
from models.flows.anatomy import filament
from pages.flows.pictures.numbers import place
from playground import lesson, live
from playground.lesson import Readout

NOT_IN_CLOSED_FORM = {
    "planar": "A planar layer is inverted numerically, by Newton steps along one line; the "
    "direction that training goes through is the closed form.",
    "continuous": "Both directions are integrated numerically (Runge-Kutta, 4th order); "
    "the trace is exact.",
}


def taken_apart(setup: FlowSetup, point: anatomy.Account) -> None:
    st.markdown(
        f"The probe stands at **x = ({place(point.x)})** and comes from z = ({place(point.z)}). "
        "Drag it: the path and every term follow."
    )
    lesson.formula(r"\log q(x) = \log q_0(z) - \sum_{k} \log\left|\det J_k\right|")
    pictures.account(point)
    total, said = (lesson.formatted(each, ".4f") for each in (point.total, point.log_prob))
    st.caption(f":material/check_circle: The bars add up to {total}; the flow itself says {said}.")
    if setup.family in NOT_IN_CLOSED_FORM:
        st.caption(NOT_IN_CLOSED_FORM[setup.family])


def readouts(
    screen: live.Screen[FlowSetup], frame: int, metrics: Mapping[str, float], flow: Flow
) -> None:
    setup, goal = screen.setup, target(screen.setup)
    items = []
    if "reverse_kl" in metrics:
        items.append(
            Readout(
                "KL(q‖p)",
                metrics["reverse_kl"],
                "nats",
                reference=0.0,
                reference_name="a perfect fit",
                error=metrics["reverse_kl_error"],
                samples=variational.JUDGES,
                help="E_q[ln q + U] + log Z over the flow's own samples: an absolute number.",
                digits=2,
            )
        )
    else:
        items.append(
            Readout(
                "NLL",
                metrics["nll"],
                "nats",
                reference=goal.entropy,
                reference_name="entropy H",
                samples=len(goal.held_out),
                help="Mean of −log q(x) over held-out points, less the luck of their draw where p "
                "is known: the smaller, the better.",
            )
        )
    if "gap" in metrics:
        items.append(
            Readout(
                "KL(p‖q)",
                metrics["gap"],
                "nats",
                reference=0.0,
                reference_name="a perfect fit",
                error=metrics["gap_error"],
                samples=len(goal.held_out),
                help="E_p[ln p - ln q] over held-out points of the target: NLL minus entropy.",
                digits=2,
            )
        )
    if setup.target == "two_modes":
        items.append(
            Readout(
                "Mass between",
                pictures.thread(screen.identity, frame, flow),
                reference=filament.of_target(),
                reference_name="the target itself",
                help="The flow's mass between the dashed lines, by quadrature of its density.",
            )
        )
    lesson.readouts(items)


def energy_account(setup: FlowSetup, flow: Flow) -> None:
    """KL(q‖p) as a sum that adds up, where log Z is known."""
    if setup.target not in energies.NAMES:
        return
    energy = energies.get(setup.target)
    log_q, mean, log_z = variational.terms(flow, energy)
    lesson.equation(
        r"\mathrm{KL}(q\,\|\,p) = \mathbb{E}_q[\log q(x)] + \mathbb{E}_q[U(x)] + \log Z",
        [(r"\mathbb{E}_q[\log q]", log_q), (r"\mathbb{E}_q[U]", mean), (r"\log Z", log_z)],
        (r"\mathrm{KL}(q\,\|\,p)", variational.metrics(flow, energy)["reverse_kl"]),
    )
    if energy.bounded:
        st.caption(
            "This energy does not confine x₁, so on the whole plane log Z would be infinite. "
            "Here its domain is |x₁| ≤ 4, and the flow's last layer ends there too."
        )


def globe(screen: live.Screen[FlowSetup], frame: int, flow: Flow) -> None:
    opened = pictures.globe(screen.identity, frame, flow)
    pictures.on_sphere(opened)
    lesson.readouts(
        [
            Readout(
                "Mass on the sphere",
                opened["mass"],
                reference=1.0,
                reference_name="all of it",
                digits=6,
                help="The density times the area of each patch, by quadrature over the ball.",
            ),
            Readout(
                "Densest place",
                float(opened["density"].max()),
                help="The largest density on the ball, per unit of its area.",
            ),
        ]
    )
    lesson.formula(r"\log q_S(\varphi(x)) = \log q(x) - \tfrac{1}{2}\log\det(J^\top J)")
    st.caption(
        "φ is the inverse stereographic projection: the origin lands at the south pole, "
        "the circle of radius 4 at the equator, infinity at the north pole."
    )
