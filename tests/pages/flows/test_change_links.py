"""Links to change of variables: each view has a setup of its own, and old links still open."""

import pytest

from models.change_of_variables import (
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
    view_of,
)
from playground import catalog, lesson
from playground.controls.knobs import query
from tests.models.damaged import TEXTS
from tests.pages.conftest import address, drawn, number, sound

TOPIC = catalog.topic("change")
#: What links said when one setup had the knobs of all six views, and what they mean.
LINKS = [
    ({"map": "affine", "slope": "0.5"}, CurveSetup(map="affine", slope=0.5)),
    (
        {"view": "linear", "density": "moons", "jacobian": "false", "matrix": "1,0.5,2,1"},
        LinearSetup(density="moons", jacobian=False, matrix=((1, 0.5), (2, 1))),
    ),
    (
        {"view": "nonlinear", "warp": "square", "source": "rings", "corner": "0.5,0.25"},
        WarpSetup(warp="square", source="rings", corner=(0.5, 0.25)),
    ),
    (
        {"view": "fold", "fold": "absolute", "mean": "1", "level": "40", "samples": "1000"},
        FoldSetup(fold="absolute", mean=1, level=40, samples=1000),
    ),
    (
        {"view": "discrete", "pmf": "own", "rule": "sign", "weights": "1,0,0,2,0,0,3"},
        DiscreteSetup(pmf="own", rule="sign", weights=(1, 0, 0, 2, 0, 0, 3)),
    ),
    (
        {"view": "lotus", "layers": "3", "test_function": "cosine", "seed": "5"},
        LotusSetup(layers=3, test_function="cosine", seed=5),
    ),
]


def linked(knobs: dict[str, str]) -> dict[str, str]:
    return {f"change_{name}": text for name, text in knobs.items()}


@pytest.mark.parametrize(("knobs", "meant"), LINKS)
def test_an_old_link_opens_the_setup_of_its_view(knobs, meant, open_page):
    at = open_page(TOPIC, **linked(knobs))
    assert at.session_state["change:setup"] == meant
    assert address(at) == linked(knobs) | query(meant, "change")  # in the spelling of today
    assert not at.warning


def test_a_link_may_call_a_view_by_what_a_person_reads(open_page):
    at = open_page(TOPIC, change_view="Many-to-one")
    assert at.session_state["change:setup"] == FoldSetup()
    assert address(at) == {"change_view": "fold"}


def test_what_belongs_to_another_view_waits_there_and_leaves_the_link(open_page):
    at = open_page(TOPIC, change_view="linear", change_weights="1,0,0,2,0,0,3", change_pmf="own")
    assert address(at) == {"change_view": "linear"}
    assert not at.warning
    at.session_state["change_view"] = "discrete"  # as the switch does
    setup = sound(at.run()).session_state["change:setup"]
    assert setup == DiscreteSetup(pmf="own", weights=(1, 0, 0, 2, 0, 0, 3))


def test_what_two_views_share_stands_at_one_place(open_page):
    at = open_page(TOPIC, change_map="exp", change_seed="5")
    at.session_state["change_view"] = "lotus"
    setup = sound(at.run()).session_state["change:setup"]
    assert setup == LotusSetup(map="exp", seed=5)


def test_a_view_that_there_is_not_is_told_with_all_else_that_is_refused(open_page):
    at = open_page(TOPIC, change_view="nowhere", change_matrix="1,2", change_map="affine")
    assert at.session_state["change:setup"] == CurveSetup(map="affine")
    (told,) = [each.value for each in at.warning]
    assert "change_view" in told
    assert "change_matrix" in told
    assert address(at) == {"change_map": "affine"}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize(
    ("view", "knob"),
    [("curve", "control"), ("linear", "matrix"), ("nonlinear", "corner"), ("discrete", "weights")],
)
def test_any_map_of_a_link_is_a_picture_or_a_sentence(view, knob, text, open_page):
    at = open_page(TOPIC, **linked({"view": view, knob: text}))
    assert at.metric or at.info


def test_the_bars_of_y_are_as_high_as_their_masses(open_page):
    at = open_page(TOPIC, change_view="discrete", change_rule="absolute")
    _, after = drawn(at)
    bars = next(each for each in after["layers"] if each["name"] == "masses of y")
    assert bars
    assert number(at, "Sum over y") == 1


@pytest.mark.parametrize("setup", [CurveSetup(map="beta"), DiscreteSetup()], ids=repr)
def test_the_script_prints_every_number(setup, capsys):
    script = lesson.script_for(setup, "change", "models.change_of_variables")
    exec(compile(script, "script", "exec"), {})
    said = capsys.readouterr().out
    for name, value in view_of(setup).numbers().items():
        assert f"{name} = {value:.6g}" in said
