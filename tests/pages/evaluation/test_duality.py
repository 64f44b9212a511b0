"""The proof under the hand: curves, broken pairs, both values, and the notes beside them."""

from typing import Any

import numpy as np
import pytest

from models.transport import PLACES, DualSetup, best_potentials, dual, kept, lowered, mirrored
from playground import catalog
from tests.pages.conftest import drawn, readouts, sound
from tests.pages.told import layer, says, sums

TOPIC = catalog.topic("transport")
STEEP = kept(1.5 - PLACES / 2)
BENT = kept(np.cos(PLACES))


def opened(open_page: Any, **potentials: tuple[float, ...]) -> Any:
    texts = {
        f"transport_{name}": "_".join(f"{each:g}" for each in values)
        for name, values in potentials.items()
    }
    return sound(open_page(TOPIC, transport_view="duality", **texts))


@pytest.mark.parametrize("potentials", [{}, {"f": STEEP}, {"g": BENT}, {"f": STEEP, "g": BENT}])
def test_the_numbers_are_those_of_the_curves(open_page, potentials):
    at = opened(open_page, **potentials)
    one = dual(DualSetup(**potentials))
    says(at, "Dual value", one.value, digits=5, reference=one.primal)
    says(at, "Gap", one.gap)
    says(at, "Broken pairs", one.broken.sum(), digits=4)
    says(at, "Worst break", one.worst)
    says(at, "Proves W₁ at least", one.proven, digits=5, reference=one.primal)
    says(at, "Steepest slope of f", one.steepest)
    (written,) = sums(at)
    assert written["E_p f"] == pytest.approx(one.of_p, abs=1e-4)
    assert written["E_q g"] == pytest.approx(one.of_q, abs=1e-4)
    assert written["W_1"] == pytest.approx(one.primal, abs=1e-4)
    assert not at.warning
    main, side = drawn(at)
    curves = {"f": one.f, "−g": -one.g, "κ": one.ceiling}
    for name, values in curves.items():
        (line,) = np.asarray(layer(main, name)["xy"])
        np.testing.assert_allclose(line, np.stack((PLACES, values), -1), atol=1e-3)
    for name, value in (("dual value", one.value), ("W₁", one.primal)):
        (bar,) = np.asarray(layer(main, name)["xy"])
        np.testing.assert_allclose(bar[:, 1], [0, value], atol=1e-3)
    for name, law in (("P", one.p), ("Q", one.q)):
        (line,) = np.asarray(layer(main, name)["xy"])
        assert line[:, 1].argmax() == law.argmax()
    glowing = np.asarray(layer(main, "broken")["xy"]).reshape(-1, 2, 2)
    assert len(glowing) == one.broken.any(1).sum()
    points = np.asarray(layer(side, "broken")["xy"]).reshape(-1, 2)
    assert len(points) == one.broken.sum()
    room = np.asarray(layer(side, "room")["values"])
    np.testing.assert_allclose(
        room[~one.broken], np.clip(one.slack, None, 8)[~one.broken], atol=0.02
    )
    x, y = np.argwhere(one.plan > 1e-9).T
    np.testing.assert_allclose(
        layer(side, "plan")["xy"], np.stack((PLACES[y], PLACES[x]), -1), atol=1e-3
    )


def press(at: Any, label: str) -> None:
    (button,) = (each for each in at.button if each.label == label)
    sound(button.click().run())


def test_the_buttons_take_the_steps_of_the_proof(open_page):
    at = opened(open_page, f=STEEP, g=BENT)
    setup = DualSetup(f=STEEP, g=BENT)
    assert readouts(at)["Broken pairs"] > 0
    press(at, "f := κ")
    setup = setup.model_copy(update={"f": lowered(setup)})
    assert at.session_state["transport:setup"] == setup
    assert readouts(at)["Broken pairs"] == 0
    press(at, "g := −f")
    setup = setup.model_copy(update={"g": mirrored(setup)})
    assert at.session_state["transport:setup"] == setup
    assert readouts(at)["Steepest slope of f"] <= 1
    press(at, "Best")
    assert (at.session_state["transport:setup"].f, at.session_state["transport:setup"].g) == (
        best_potentials(setup)
    )
    assert readouts(at)["Gap"] == pytest.approx(0, abs=1e-9)
    press(at, "Start again")
    assert at.session_state["transport:setup"] == DualSetup()


@pytest.mark.parametrize("laws", [("left", "right"), ("flat", "slope")])
def test_what_the_notes_print_stands_beside_its_correction_in_numbers(open_page, laws):
    knobs = dict(zip(("transport_p_law", "transport_q_law"), laws, strict=True))
    at = sound(open_page(TOPIC, transport_view="duality", **knobs))
    beside = [each.value for each in at.caption if "Beside the notes" in each.value]
    assert len(beside) == 7
    one = dual(DualSetup(p_law=laws[0], q_law=laws[1]))
    (blind,) = (each for each in beside if "in proportion" in each)
    assert f"{one.blind:.4f}" in blind
    assert f"{one.primal:.4f}" in blind


def test_a_link_that_names_no_potential_is_refused_by_a_sentence(open_page):
    at = sound(open_page(TOPIC, transport_view="duality", transport_f="1_2"))
    assert any("64 places" in each.value for each in at.warning)
