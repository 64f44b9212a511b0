"""The numbers of a flow: its likelihood, its branches, and the density at the probe as a sum."""

from collections.abc import Mapping, Sequence

import streamlit as st

from models.flows import JUDGES, FlowSetup, anatomy, target
from playground import charts, lesson, live
from playground.lesson import Readout
from playground.recording import Recording


def readouts(screen: live.Screen[FlowSetup], metrics: Mapping[str, float]) -> None:
    goal = target(screen.setup)
    size = len(goal.held_out)
    items = [
        Readout(
            "NLL",
            metrics["nll"],
            "nats",
            reference=goal.entropy,
            reference_name="entropy H of the data",
            samples=size,
            help="Mean of −log q(x), per point, over held-out points, less the luck of their draw "
            "where p is known: the smaller, the better.",
        )
    ]
    if "gap" in metrics:
        items.append(
            Readout(
                "Gap NLL - H",
                metrics["gap"],
                "nats",
                reference=0.0,
                reference_name="a perfect model",
                error=metrics["gap_error"],
                samples=size,
                help="KL(p‖q), the mean of log p(x) - log q(x): what the flow still misses.",
            )
        )
    if "reverse_kl" in metrics:
        items.append(
            Readout(
                "KL(q‖p)",
                metrics["reverse_kl"],
                "nats",
                reference=0.0,
                reference_name="a perfect model",
                error=metrics["reverse_kl_error"],
                samples=JUDGES,
                help="The mean of log q(x) - log p(x) over the flow's own samples.",
            )
        )
    lesson.readouts(items)
    if goal.log_scale is not None:
        st.caption(
            "Each column has mean 0 and standard deviation 1 here; in the units of the table this "
            f"NLL is {lesson.numeral(metrics['nll'] + goal.log_scale)} nats. It may be negative: a "
            "density, unlike a probability, can be larger than 1."
        )
    for sentence in goal.findings:
        st.caption(f":material/warning: {sentence}")


def branches(recording: Recording) -> None:
    """After a fork: both branches on one chart, so that what the change did can be seen."""
    older = live.kept_ancestors(recording)
    if not older:
        return
    lines = [charts.Curve("this branch", recording.steps, recording.metric("nll"), "model")]
    for n, each in enumerate(older, 1):
        name = "before the fork" if n == 1 else f"{n} forks back"
        lines.append(charts.Curve(name, each.steps, each.metric("nll"), "base", dashed=True))
    chart = charts.curves(lines, "step", "NLL (nats)")
    charts.show(chart, "branches", "NLL over the steps of this branch and its parent.")


def place(point: Sequence[float]) -> str:
    """Where a point of the plane lies, in words."""
    return ", ".join(lesson.formatted(each, ".2f") for each in point)


def equation(point: anatomy.Account) -> None:
    x, z = point.x, point.z
    st.markdown(
        f"The probe stands at x = ({place(x)}) and comes from z = ({place(z)}). Drag it, and "
        "every term follows."
    )
    terms = [(r"\log q_0(z)", point.log_base)]
    *layers, units = point.log_dets
    terms += [(rf"-\log|\det J_{{{k}}}|", -value) for k, value in enumerate(layers, 1)]
    if units:  # the fixed last layer: the units of the data
        terms.append((r"-\log|\det J_{\text{units}}|", -units))
    lesson.equation(
        r"\log q_K(x) = \log q_0(z) - \sum_{k=1}^{K} \log\left|\det J_k\right|",
        terms,
        (r"\log q_K(x)", point.log_prob),
        rounding=1e-5,  # the flow computes in float32
    )
