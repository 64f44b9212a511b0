"""Three of the six claims that are about learning curves: what a hand drags cuts through them."""

import streamlit as st

from models.scaling import kaplan
from models.scaling.claims import (
    SLOWEST,
    ClaimSetup,
    ConvergenceSetup,
    CurvesSetup,
    SamplesSetup,
    ahead_lines,
    best_at,
    compute_lines,
    crossing,
    foretold_curve,
    optimal_size,
    place_of,
    power_at,
    reached,
    sample_lines,
    share_at,
    sweep_of,
    touch_points,
    touches,
    window,
)
from pages.scaling.pictures.claims import BADGES, FEWER, label
from playground import controls, handles, lesson, scene
from playground.lesson import Readout

SLUG = "claims"


def unit(setup: ClaimSetup) -> str:
    """What D counts."""
    return "tokens" if setup.source == "kaplan" else "characters"


@st.fragment
def training_curves(setup: CurvesSetup) -> None:
    """The known part of a curve, two predictions, and the truth."""
    if controls.turned(SLUG, setup, "share"):
        st.rerun()
    text = setup.model_dump_json()
    found = sweep_of(setup)
    if held := handles.held(text):
        at = share_at(found, float(held["known until"][0][0]))
        setup = setup.model_copy(update={"share": at})

    def let_go(positions: handles.Positions) -> None:
        controls.set_values(SLUG, share=share_at(found, float(positions["known until"][0][0])))

    curve = foretold_curve(setup)
    lines = sample_lines(found)
    frame = window(lines)
    x = place_of(setup.share * found.tokens[-1])
    layers: list[scene.layers.Layer] = [scene.Paths("all sizes", lines, "base")]
    if curve is not None:
        drawn = ahead_lines(curve)
        layers += [
            scene.Paths("the truth", drawn.truth[None], "exact", width=2),
            scene.Paths("own line alone", drawn.alone[None], "query", dashed=True, width=2),
            scene.Paths("shape of the others", drawn.shared[None], "codeword", True, width=3),
            scene.Paths("known", drawn.known[None], "data", width=4),
        ]
    layers += [
        scene.Paths("cut", crossing(frame[2:], upright=True, at=x)[None], "exact", dashed=True),
        scene.Handles("known until", [(x, frame[2] + 0.02)], "exact", along="x"),
    ]
    scene.show(
        scene.Scene(
            layers,
            frame,
            x_label=f"log₁₀ {unit(setup)} read",
            y_label="log₁₀ L",
            equal=False,
            badge=BADGES[setup.source],
            alt="A learning curve of which the first part is known, and two ways of going on.",
        ),
        on_event=handles.follow(text, let_go),
    )
    if curve is None:
        st.info(
            f"{FEWER}two smaller sizes and three moments after the learning rate has risen have "
            "to be known. Drag the cut to the right.",
            icon=":material/info:",
        )
        return
    end = float(curve.truth[-1])
    lesson.readouts(
        [
            Readout("Known", 100 * setup.share, "% of the training"),
            Readout(
                "Foretold by the others' shape",
                float(curve.shared[-1]),
                "nats",
                reference=end,
                reference_name="the truth",
                digits=4,
                help=f"Its floor from its own {curve.known} moments, its fall from the smaller "
                "sizes.",
            ),
            Readout(
                "Foretold by its own line",
                float(curve.alone[-1]),
                "nats",
                reference=end,
                reference_name="the truth",
                digits=4,
            ),
            Readout(
                "Exponent of the fall",
                curve.shape.alpha,
                reference=0.76,
                reference_name="Kaplan's α_S",
                help="Of L = floor + (s / tokens)^α, shared by the smaller sizes. The least that "
                f"is tried is {SLOWEST:g}: there no power fits, and the curves fall like a "
                "logarithm.",
            ),
        ]
    )
    label(setup)


@st.fragment
def sample_efficiency(setup: SamplesSetup) -> None:
    """Curves over characters, cut at the loss that is to be reached."""
    if controls.turned(SLUG, setup, "reach"):
        st.rerun()
    text, asked = setup.model_dump_json(), setup.reach
    if held := handles.held(text):
        at = power_at(float(held["loss to reach"][0][1]), 1.0, 5.0)
        setup = setup.model_copy(update={"reach": at})

    def let_go(positions: handles.Positions) -> None:
        level = power_at(float(positions["loss to reach"][0][1]), 1.0, 5.0)
        controls.set_values(SLUG, reach=level)

    found = sweep_of(setup)
    lines, seen = sample_lines(found), reached(found, setup.reach)
    # As it was set: while it is dragged the window stands still.
    frame = window(lines, y=place_of(asked))
    sizes = [lesson.numeral(float(n), 2) for n in (seen.parameters[0], seen.parameters[-1])]
    y = place_of(setup.reach)
    layers: list[scene.layers.Layer] = [
        scene.Paths("sizes", lines, "model", width=1.5),
        # The other sizes lie between these two: six names beside each other cannot be read.
        scene.Labels("N", scene.beside_ends(lines[[0, -1]], frame), sizes),
        scene.Paths("loss", crossing(frame[:2], upright=False, at=y)[None], "exact", dashed=True),
        scene.Points("reached", seen.places(setup.reach), "exact", size=5, opacity=1.0),
        scene.Handles("loss to reach", [(frame[0] + 0.03, y)], "exact", along="y"),
    ]
    scene.show(
        scene.Scene(
            layers,
            frame,
            x_label=f"log₁₀ {unit(setup)} read",
            y_label="log₁₀ L",
            equal=False,
            badge=BADGES[setup.source],
            alt="Learning curves of several sizes, and where each comes to the chosen loss.",
        ),
        on_event=handles.follow(text, let_go),
    )
    lesson.readouts(
        [
            Readout("Loss to reach", setup.reach, "nats"),
            Readout(
                "Sizes that come to it",
                float(seen.reaching),
                reference=float(len(seen.tokens)),
                reference_name="of",
            ),
            Readout(
                "The largest needs fewer by",
                seen.saved,
                "times",
                help="What the smallest that comes to it needs, over what the largest needs.",
            ),
        ]
    )
    st.table(
        [
            {
                "N": lesson.numeral(n),
                f"{unit(setup)} read": lesson.numeral(t) if t is not None else "never",
            }
            | steps_of(setup, n)
            for n, t in seen.rows()
        ]
    )
    label(setup)


def steps_of(setup: SamplesSetup, n: float) -> dict[str, str]:
    """What Kaplan's L(N, S) says of the steps, where the models are theirs."""
    steps = lesson.numeral(kaplan.steps_to(n, setup.reach))
    return {"steps by L(N, S)": steps} if setup.source == "kaplan" else {}


@st.fragment
def inefficient(setup: ConvergenceSetup) -> None:
    """Curves over compute, the lowest of them, and a budget."""
    if controls.turned(SLUG, setup, "compute"):
        st.rerun()
    text, asked = setup.model_dump_json(), setup.compute
    if held := handles.held(text):
        at = power_at(float(held["budget C"][0][0]), 1e8, 1e21)
        setup = setup.model_copy(update={"compute": at})

    def let_go(positions: handles.Positions) -> None:
        spent = power_at(float(positions["budget C"][0][0]), 1e8, 1e21)
        controls.set_values(SLUG, compute=spent)

    found = sweep_of(setup)
    lines, seen, best = compute_lines(found), touches(found), best_at(found, setup.compute)
    frame = window(lines, x=place_of(asked))
    x = place_of(setup.compute)
    layers: list[scene.layers.Layer] = [
        scene.Paths("sizes", lines, "model"),
        scene.Paths("C", crossing(frame[2:], upright=True, at=x)[None], "exact", dashed=True),
    ]
    if seen:
        layers.append(
            scene.Points("touches the frontier", touch_points(seen), "codeword", 5, opacity=1.0)
        )
    if best is not None:
        layers.append(scene.Points("best", touch_points([best]), "exact", 7, opacity=1.0))
    layers.append(scene.Handles("budget C", [(x, frame[2] + 0.02)], "exact", along="x"))
    scene.show(
        scene.Scene(
            layers,
            frame,
            x_label="log₁₀ C, operations",
            y_label="log₁₀ L",
            equal=False,
            badge=BADGES[setup.source],
            alt="Learning curves over compute, and the size that is the best for the budget.",
        ),
        on_event=handles.follow(text, let_go),
    )
    law = optimal_size(found)
    shown: list[Readout] = []
    if best is not None:
        shown = [
            Readout("Best N for C", best.parameters),
            Readout(f"Best D for C ({unit(setup)})", best.tokens),
            Readout("Of its training", 100 * best.share, "%"),
            Readout(
                "Above its own end",
                100 * best.above,
                "%",
                reference=10.1,
                reference_name="Kaplan's α_N / α_S",
            ),
        ]
    if law is not None:
        shown.append(
            Readout(
                "Best N grows as C to the",
                law.exponent,
                reference=0.73,
                reference_name="Kaplan's",
                help=f"95 % interval {lesson.interval(law.interval, '.2f')}. Kaplan's .73 "
                "counts a batch that grows with C; with one that stays, their law says .91.",
            )
        )
    lesson.readouts(shown)
    if best is None:
        st.info("No size has come to this budget. Drag it to the right.", icon=":material/info:")
    st.table(
        [
            {
                "N": lesson.numeral(each.parameters),
                "best at C": lesson.numeral(each.operations),
                f"D then ({unit(setup)})": lesson.numeral(each.tokens),
                "of its training": f"{100 * each.share:.0f} %",
                "above its own end": f"{100 * each.above:.1f} %",
            }
            for each in seen
        ]
    )
    label(setup)
