"""Three of the six claims: smooth laws, universality of overfitting, transfer."""

import streamlit as st

from models.scaling.claims import (
    ClaimSetup,
    OverfittingSetup,
    SmoothSetup,
    TransferSetup,
    balance,
    by_size,
    collapsed,
    more_data,
    overfitting,
    penalty_line,
    smooth,
    sweep_of,
    transfer,
    window,
)
from models.scaling.sweep import shipped
from playground import lesson, palette, scene
from playground.lesson import Readout

LAWS = {"n": "L(N)", "d": "L(D)", "c": "L(C)"}
COLORS: dict[str, palette.Concept] = {"n": "model", "d": "query", "c": "key"}
SIZES: tuple[palette.Concept, ...] = ("model", "query", "key", "codeword", "gradient")
BADGES = {"shipped": "measured once, shipped", "kaplan": "Kaplan's formulas", "own": "your sweep"}
FEWER = "This sweep is too small for this claim: "


def smooth_laws(setup: SmoothSetup) -> None:
    """All laws on one plane, from the smallest of each."""
    laws = smooth(sweep_of(setup), setup.skipped)
    layers: list[scene.layers.Layer] = []
    for over, law in laws.items():
        layers.append(
            scene.Paths(
                f"Kaplan's slope of {LAWS[over]}", law.kaplan[None], COLORS[over], dashed=True
            )
        )
        layers.append(scene.Paths(LAWS[over], law.line[None], COLORS[over], width=2.5))
        layers.append(
            scene.Points(f"{LAWS[over]}, measured", law.points, COLORS[over], 4, opacity=1.0)
        )
    if not laws:
        st.info(f"{FEWER}it has no three decoders.", icon=":material/info:")
        return
    frame = window(*(law.points for law in laws.values()), *(law.kaplan for law in laws.values()))
    scene.show(
        scene.Scene(
            layers,
            frame,
            x_label="log₁₀ of N, D or C over its smallest",
            y_label="log₁₀ L",
            equal=False,
            badge=BADGES[setup.source],
            alt="Losses over parameters, data and compute, each with a power law.",
        )
    )
    lesson.readouts(
        [
            Readout(
                f"Exponent of {LAWS[over]}",
                law.fitted.law.exponent,
                reference=law.published,
                reference_name="Kaplan's",
                samples=len(law.points),
                help=f"95 % interval {lesson.interval(law.fitted.law.interval, '.3f')}, over "
                f"{law.decades:.1f} powers of ten. Farthest point {100 * law.worst:.1f} % "
                "off.",
            )
            for over, law in laws.items()
        ]
        + [Readout("Farthest point", max(100 * law.worst for law in laws.values()), "% off")]
    )
    if setup.over in laws:
        fitted = laws[setup.over].fitted
        some = zip(fitted.points.x, fitted.points.y, fitted.residuals, strict=True)
        st.table(
            [
                {
                    setup.over.upper(): lesson.numeral(float(x)),
                    "L (nats)": f"{y:.4f}",
                    "residual of ln": lesson.formatted(left, "+.4f"),
                }
                for x, y, left in some
            ]
        )
    label(setup)


def overfitted(setup: OverfittingSetup) -> None:
    """What too little data costs, over N^b / D with the b that is chosen."""
    seen = overfitting(sweep_of(setup))
    chosen, fitted = balance(seen, setup.balance), balance(seen)
    if chosen is None or fitted is None:
        st.info(
            f"{FEWER}it needs two sizes on parts of the text. Switch *Little data for others too* "
            "on before you train one.",
            icon=":material/info:",
        )
        return
    points, line = collapsed(seen, setup.balance), penalty_line(chosen, seen)
    layers: list[scene.layers.Layer] = [
        scene.Paths("one curve for all", line[None], "base", width=2)
    ]
    for (n, some), color in zip(by_size(seen, setup.balance).items(), SIZES, strict=False):
        name = f"N = {lesson.numeral(n, 2)}"
        layers.append(scene.Points(name, some, color, size=5, opacity=1.0))
    scene.show(
        scene.Scene(
            layers,
            window(points, line),
            x_label="log₁₀ Nᵇ / D",
            y_label="penalty, %",
            equal=False,
            badge=BADGES[setup.source],
            alt="What too little data adds to the loss, of decoders of several sizes.",
        )
    )
    lesson.readouts(
        [
            Readout(
                f"Data for a model × {setup.times:g}",
                more_data(setup.balance, setup.times),
                "times",
                digits=4,
                help="The factor to the power of b: 8^.74 = 4.659.",
            ),
            Readout(
                "Points off the curve",
                100 * chosen.scatter,
                "% of the loss",
                reference=100 * fitted.scatter,
                reference_name="with the best b",
                help="Root mean square, with the b that is chosen.",
            ),
            Readout(
                "Best b",
                fitted.exponent,
                reference=0.74,
                reference_name="Kaplan's joint fit",
                samples=len(seen.n),
                help=f"By least squares; 95 % interval {lesson.interval(fitted.interval, '.2f')}.",
            ),
        ]
    )
    lesson.formula(
        r"\frac{L(N, D)}{L(N, \infty)} - 1 = \Bigl(1 + k\,\frac{N^b}{D}\Bigr)^{a} - 1,"
        rf"\qquad b = {setup.balance:.2f},\quad a = {chosen.power:.3f}"
    )
    lesson.beside_the_notes(
        r"The exponent of their $N^{.74}/D$ is $\alpha_N/\alpha_D = .076/.103$, both of the "
        r"joint fit to all runs. "
        r"With the headline exponents of the single laws it would be $.076/.095 = .80$, and "
        r"$8^{.80} = 5.28$. Turn b to both."
    )
    label(setup)


def transferred(setup: TransferSetup) -> None:
    """Loss on another text against that on one's own."""
    both = transfer(sweep_of(setup))
    if both is None:
        st.info(
            "Kaplan's formulas say nothing of another text. Choose a sweep that was trained."
            if setup.source == "kaplan"
            else f"{FEWER}it has no three decoders.",
            icon=":material/info:",
        )
        return
    frame = window(both.ends, *([both.ways] if setup.ways else []))
    constant = both.constant(frame[:2])
    layers: list[scene.layers.Layer] = [
        scene.Paths("constant offset", constant[None], "exact", dashed=True, width=2)
    ]
    if setup.ways:
        layers.append(scene.Paths("while they learn", both.ways, "base"))
    layers.append(scene.Points("at their end", both.ends, "model", size=5, opacity=1.0))
    scene.show(
        scene.Scene(
            layers,
            frame,
            x_label="loss on Python's help, nats a character",
            y_label="loss on Python's source",
            equal=False,
            badge=BADGES[setup.source],
            alt="The loss on a second text over that on the text of the training.",
        )
    )
    lesson.readouts(
        [
            Readout("Offset", both.offset, "nats", samples=len(both.ends)),
            Readout("Spread of the offset", both.spread, "nats", help="Standard deviation."),
            Readout(
                "Slope",
                both.slope,
                reference=1.0,
                reference_name="constant offset",
                help=f"95 % interval {lesson.interval(both.interval, '.2f')}.",
            ),
            Readout("Correlation", both.correlation),
        ]
    )
    label(setup)


def label(setup: ClaimSetup) -> None:
    """On what the shipped sweep was measured."""
    if setup.source == "shipped":
        told = shipped()[1]
        st.caption(
            f"The shipped sweep was measured on {told['device']} ({told['processor']}), "
            f"{told['date']}, seed {told['seed']}, {told['updates']} updates each, of "
            f"{told['text']}; second text {told['second text']}. No GPU was at hand."
        )
    if setup.source == "kaplan":
        st.caption(
            "Nothing is trained here: these are the formulas of Kaplan et al. (2020), at the "
            "sizes, the batch and the text of their order. They obey their own claims."
        )
