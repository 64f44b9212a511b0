"""Published laws beside each other: what they say of one training, and how they spend a budget."""

import streamlit as st

from models.scaling import (
    HIGH,
    LAWS,
    LOW,
    Answer,
    CalculatorSetup,
    answers,
    batches,
    budget,
    kaplan,
    parting,
    roads,
    thought_of,
)
from playground import controls, handles, lesson, palette, scene
from playground.lesson import Readout

SLUG = "scaling"
COLORS: tuple[palette.Concept, ...] = ("query", "key", "gradient", "model")
LOWEST, TALLEST = 7.0, 15.0  # powers of ten of D that are shown, or more
ROOM = 0.5  # around a training that lies outside
NAMES = ("Kaplan, D ∝ C^.27", "Chinchilla as printed", "unrounded", "refit, D ∝ C^.49")


@st.fragment
def calculated(setup: CalculatorSetup) -> None:
    """The best D over C, with the budget under the hand, and all numbers."""
    if controls.turned(SLUG, setup, "compute"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    text = setup.model_dump_json()
    if held := handles.held(text):
        setup = setup.model_copy(update={"compute": budget(float(held["budget C"][0][0]))})
    scene.show(picture(setup), on_event=handles.follow(text, let_go))
    numbers(setup)


def let_go(positions: handles.Positions) -> None:
    """The budget becomes part of the setup, and thereby of the link."""
    if "budget C" in positions:
        controls.set_values(SLUG, compute=budget(float(positions["budget C"][0][0])))


def picture(setup: CalculatorSetup) -> scene.Scene:
    """A line for each law: drawn through where it was fitted, dashed where it is continued."""
    every = roads(setup)
    layers: list[scene.layers.Layer] = []
    for name, color, road in zip(NAMES, COLORS, every.values(), strict=True):
        layers.append(scene.Paths(name, road.inside[None], color, width=4))
        layers.append(
            scene.Paths(f"{name}, continued", road.outside[None], color, dashed=True, width=1.5)
        )
    at = [road.at for road in every.values()]
    x, yours = float(at[0][0]), thought_of(setup)
    left, right = min(LOW, yours[0] - ROOM), max(HIGH, yours[0] + ROOM)
    low, high = min(LOWEST, yours[1] - ROOM), max(TALLEST, yours[1] + ROOM)
    layers += [
        scene.Paths("C", [[(x, low), (x, high)]], "exact", dashed=True),
        scene.Points("best D", at, "exact", size=5, opacity=1.0),
        scene.Points("N and D of yours", yours[None], "codeword", size=7, opacity=1.0),
        scene.Handles("budget C", [(x, low + 0.4)], "exact", along="x"),
    ]
    return scene.Scene(
        layers,
        (left, right, low, high),
        x_label="log₁₀ C, operations",
        y_label="log₁₀ D, tokens",
        equal=False,
        badge="published laws",
        alt="The best number of tokens over the operations, by four published laws: Kaplan's "
        "grows as the power .27, Chinchilla's as about one half.",
    )


def numbers(setup: CalculatorSetup) -> None:
    """What every law says, in a table, and what the batch costs."""
    said, batch = answers(setup), batches(setup)
    operations = kaplan.compute(setup.parameters, setup.tokens)
    lesson.readouts(
        [
            Readout(
                "Operations of yours",
                operations,
                help=f"6 N D, or {lesson.numeral(operations / kaplan.PF_DAY)} PF-days.",
            ),
            Readout("Updates", batch["updates"], help="D / B."),
            Readout(
                "Critical batch",
                batch["critical"],
                "tokens",
                reference=setup.batch,
                reference_name="yours",
                help="2e8 / L^(1/.21) at the loss of Kaplan's law (their equation 1.4).",
            ),
            Readout(
                "Spent on the batch",
                100 * batch["wasted"],
                "% of yours",
                help="What a much smaller batch, and many more updates, would save: "
                "1 − 1 / (1 + B / B_crit) (their equation 5.5).",
            ),
            Readout(
                "Kaplan and the refit part at",
                parting(LAWS[-1]),
                "operations",
                help="There both want equally many tokens. Beyond, the refit wants more of them.",
            ),
        ]
    )
    st.table([row(each) for each in said])
    st.caption(
        "\\* outside of what the law was fitted to: "
        + "; ".join(
            f"{law.title}: N {power(law.n_range)}, D {power(law.d_range)}" for law in LAWS[:2]
        )
        + ". Kaplan counts N without embeddings and another text: the losses are not of one scale."
    )
    lesson.beside_the_notes(
        "Their last line, D ∝ C^.27, is Kaplan's of 2020. Chinchilla (2022) let the learning rate "
        "fall to the end of every training, and found D ∝ C^.50 to C^.54: about one half."
    )


def row(said: Answer) -> dict[str, str]:
    """One law in the table."""
    write = lesson.numeral
    inside, best = ("" if known else " *" for known in (said.known, said.best_known))
    return {
        "law": said.title,
        "L(N, D) of yours (nats)": f"{write(said.loss, 4)}{inside}",
        "best N for C": f"{write(said.best_n)}{best}",
        "best D for C": f"{write(said.best_d)}{best}",
        "tokens a parameter": write(said.best_d / said.best_n),
        "L then (nats)": f"{write(said.best_loss, 4)}{best}",
    }


def power(ends: tuple[float, float]) -> str:
    """A range in words."""
    return f"{lesson.numeral(ends[0], 2)} to {lesson.numeral(ends[1], 2)}"
