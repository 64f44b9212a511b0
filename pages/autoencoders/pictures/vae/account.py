"""The bound and the rate as sums, with the numbers of the moment shown."""

from collections.abc import Mapping

import streamlit as st

from models.autoencoders.bounds import ROUNDING, SINGLE, ceiling
from playground import lesson


def sums(metrics: Mapping[str, float], inputs: int) -> None:
    """The bound with its numbers, and the rate once more as what it pays for."""
    left, right = st.columns(2, gap="medium")
    with left:
        lesson.equation(
            r"\text{ELBO} = \mathbb{E}_q[\log p(x|z)] - \mathrm{KL}(q(z|x)\,\|\,p(z))",
            [
                (r"\mathbb{E}_q[\log p(x|z)]", -metrics["distortion"]),
                (r"-\,\text{rate}", -metrics["rate"]),
            ],
            (r"\text{ELBO}", metrics["test_elbo"]),
            rounding=SINGLE,
        )
    with right:
        lesson.equation(
            r"\underbrace{\mathbb{E}\,\mathrm{KL}(q(z|x)\,\|\,p(z))}_{\text{rate}}"
            r" = I_q(x;z) + \mathrm{KL}(q(z)\,\|\,p(z))",
            [
                (r"I_q(x;z)", metrics["information"]),
                (r"\mathrm{KL}(q(z)\,\|\,p(z))", metrics["marginal_kl"]),
            ],
            (r"\text{rate}", metrics["rate"]),
            rounding=SINGLE,
        )
        information(metrics, inputs)


def information(metrics: Mapping[str, float], inputs: int) -> None:
    """What the estimate of the information can say, and what it cannot."""
    st.caption(
        f"$I_q$ is estimated, ± {lesson.numeral(metrics['information_error'], 1, ROUNDING)} nats. "
        f"Of {inputs} inputs $I_q$ cannot exceed ln {inputs} = {ceiling(inputs):.2f}: close to "
        "that it says no more than that these inputs are told apart; more of them would read more, "
        "and KL(q(z)‖p(z)) as much less."
    )
