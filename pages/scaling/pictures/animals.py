"""Brain against body: animals that are dragged, and the laws that follow them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from models.scaling import (
    ELSEWHERE,
    AllometrySetup,
    Plane,
    clicked,
    fits,
    observed,
    plane,
    pulled,
    put,
)
from playground import controls, handles, here, lesson, palette, scene
from playground.lesson import Readout

SLUG = "scaling"
COLORS: dict[str, palette.Concept] = {"OLS": "model", "RMA": "query", "Theil-Sen": "codeword"}
LARGE = ("Human", "African elephant", "Brachiosaurus", "Triceratops")
NAMED = {"log": (*LARGE, "Mouse", "Kangaroo"), "linear": LARGE}  # small ones lie in one corner
LABELS = {
    "log": ("log₁₀ body in kg", "log₁₀ brain in g"),
    "linear": ("body in kg", "brain in g"),
}


def leave_out(setup: AllometrySetup) -> None:
    """Where animals are left out, and put back where they were."""
    seen = observed(setup)
    species = dict(zip(seen.animals.species, seen.numbers, strict=True))
    here.keep("left out", [name for name, at in species.items() if at in setup.left_out])
    st.multiselect(
        "Leave out",
        list(species),
        key=here.key("left out"),
        on_change=_left_out,
        args=(species, setup.left_out),
        placeholder="none",
    )
    st.button(
        "Put all back",
        key=here.key("put back"),
        icon=":material/undo:",
        disabled=not (setup.moved or setup.left_out),
        on_click=controls.set_values,
        args=(SLUG,),
        kwargs={"moved": (), "left_out": ()},
    )


def _left_out(species: Mapping[str, int], before: Sequence[float]) -> None:
    elsewhere = [number for number in before if number not in species.values()]
    chosen = [float(species[name]) for name in here.recall("left out")]
    controls.set_values(SLUG, left_out=tuple(sorted(elsewhere + chosen)))


@st.fragment
def brains(setup: AllometrySetup) -> None:
    """The plane, and the laws beside it."""
    if controls.turned(SLUG, setup, "moved", "left_out"):
        st.rerun()  # it belongs to the setup, so the page around follows
    text = setup.model_dump_json()
    rest = setup
    held = handles.held(text)
    if held and "animals" in held:
        setup = put(setup, held["animals"])

    def let_go(positions: handles.Positions) -> None:
        if "animals" in positions:
            controls.set_values(SLUG, moved=put(rest, positions["animals"]).moved)

    def toggle(_: str, row: int) -> None:
        controls.set_values(SLUG, left_out=clicked(rest, row).left_out)

    with lesson.refusals():
        drawn = plane(setup)
        scene.show(picture(setup, drawn), on_event=handles.follow(text, let_go, clicked=toggle))
        numbers(setup)


def picture(setup: AllometrySetup, drawn: Plane) -> scene.Scene:
    """All animals, and a line for each law."""
    layers: list[scene.layers.Layer] = [
        scene.Paths("α = 1", drawn.linear[None], "exact", dashed=True, width=1.5),
        *(
            scene.Paths(name, line[None], COLORS[name], width=2.5)
            for name, line in drawn.lines.items()
        ),
    ]
    if not drawn.kept.all():
        layers.append(scene.Points("left out", drawn.animals[~drawn.kept], "base", size=5))
    if setup.animals == "made":
        layers.append(scene.Points("points", drawn.animals, "data", size=3))
    else:
        species = observed(setup).animals.species
        layers.append(
            scene.Handles(
                "animals",
                drawn.animals,
                "data",
                labels=[name if name in NAMED[setup.axes] else "" for name in species],
                titles=species,
                clicks=True,
                off=~drawn.kept,
            )
        )
    x_label, y_label = LABELS[setup.axes]
    return scene.Scene(
        layers,
        drawn.window,
        x_label=x_label,
        y_label=y_label,
        equal=False,
        badge="simulated" if setup.animals == "made" else "drag, or click to leave out",
        alt="Brain against body of many animals, with three fitted power laws.",
    )


def numbers(setup: AllometrySetup) -> None:
    """Exponents with their intervals, and what doubling brings."""
    laws, expected = fits(setup), pulled(setup)
    truth = None if expected is None else setup.exponent
    reference = {"OLS": expected, "RMA": truth, "Theil-Sen": truth}
    says = {"OLS": "expected through the noise", "RMA": "true", "Theil-Sen": "true"}
    lesson.readouts(
        [
            Readout(
                f"α by {name}",
                law.exponent,
                reference=reference[name],
                reference_name=says[name],
                help=f"95 % interval {lesson.interval(law.interval, '.3f')}.",
            )
            for name, law in laws.items()
        ]
        + [
            Readout(
                f"Brain of a body × {setup.times:g}",
                float(laws["OLS"](setup.times)) / laws["OLS"].factor,
                "times",
                help="By OLS: the factor to the power of α. Sublinear: less than the body grows.",
            ),
            Readout(
                "Brain for each kg then",
                float(laws["OLS"](setup.times)) / laws["OLS"].factor / setup.times,
                "times",
                reference=1.0,
                reference_name="linear, α = 1",
                help="It falls where α < 1, and grows where α > 1.",
            ),
        ]
    )
    ols = laws["OLS"]
    lesson.formula(
        rf"y = k\,x^\alpha = {ols.factor:.2f}\,x^{{{ols.exponent:.3f}}},\qquad "
        rf"r^2 = {ols.r_squared:.3f},\qquad \frac{{y}}{{x}} \propto "
        rf"x^{{\alpha - 1}} = x^{{{ols.exponent - 1:+.3f}}}"
    )
    st.table(
        [
            {
                "fit": name,
                "α": f"{law.exponent:.3f}",
                "95 % interval": lesson.interval(law.interval, ".3f"),
                "k": lesson.numeral(law.factor),
                "r²": f"{law.r_squared:.3f}",
            }
            for name, law in laws.items()
        ]
    )


def elsewhere(_: AllometrySetup) -> None:
    """Exponents that others have measured: across species, within one, within a brain."""
    st.caption("Published exponents, as their papers give them; none of them is computed here.")
    st.table([each._asdict() for each in ELSEWHERE])
