"""A fork's link, its script and its file are its own: parent, step and child."""

import io
import json
import runpy
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models import densities
from models.frame import Frame
from models.gans import GanSetup, train
from playground import catalog, live
from playground.lesson.archive import npz
from playground.lesson.script import script_for
from playground.live.lineage import Ancestor, lineage, names, parameters, read
from playground.recording import Recording
from tests.pages.conftest import address, shown, sound, wait_for, wait_until_ended

GANS = catalog.topic("gans")
SMALL = {"gans_steps": "20", "gans_data": "easy_ring"}


def settled(at: AppTest, done: Callable[[Any], bool]) -> Any:
    """Run the page again, as its ticking picture would, until what was asked for is there."""

    def there() -> bool:
        sound(at.run())
        return done(shown(at, GANS))

    wait_for(there)
    return shown(at, GANS)


def finished(run: live.Shown) -> bool:
    return isinstance(run, live.Detached | live.Replay) or run.state == "finished"


def forked(at: AppTest, frame: int, knob: str, value: int) -> Any:
    """Turn a knob and fork at a frame."""
    before = shown(at, GANS)
    sound(at.run())
    at.session_state["gans:frame"] = (before.recording.identity, frame)
    sound(at.run())
    widget = next(
        each
        for each in [*at.slider, *at.select_slider, *at.number_input]
        if each.key == f"gans_{knob}"
    )
    sound(widget.set_value(value).run())
    sound(at.button(key="gans:fork").click().run())
    return settled(at, lambda run: run is not before and finished(run))


def trained_by_hand(line: list[tuple[GanSetup, int]]) -> list[Frame]:
    """What the last of some setups is after those before it, each up to its step."""
    start: Frame | None = None
    for setup, step in line[:-1]:
        start = next(frame for frame in train(setup, start) if frame.step >= step)
    return list(train(line[-1][0], start))


def same(recording: Recording, frames: list[Frame]) -> None:
    assert recording.steps.tolist() == [frame.step for frame in frames]
    for name, array in frames[-1].checkpoint.items():
        np.testing.assert_array_equal(recording.frame(-1).checkpoint[name], array)


@pytest.mark.long
def test_a_forks_link_opens_the_fork(open_page):
    at = open_page(GANS, **SMALL, gans_seed="601")
    wait_until_ended(shown(at, GANS))
    parent = shown(at, GANS)
    child = forked(at, 3, "seed", 602)
    last = forked(at, 2, "pack", 3)
    assert last.recording.origin.before == child.recording.origin
    link = address(at)
    steps = [int(parent.recording.steps[3]), int(child.recording.steps[2])]
    assert (link["gans_fork2"], link["gans_fork1"]) == tuple(map(str, steps))
    assert (link["gans_seed"], link["gans_fork2_seed"]) == ("602", "601")
    assert (link["gans_pack"], link["gans_fork1_pack"]) == ("3", "1")
    other = open_page(GANS, **link)
    assert settled(other, finished) is last
    assert address(other) == link


@pytest.mark.long
def test_a_forks_link_trains_what_nobody_has_trained(open_page):
    link = SMALL | {"gans_seed": "611", "gans_fork1": "10", "gans_fork1_seed": "612"}
    at = open_page(GANS, **link)
    run = settled(at, lambda run: run.setup.seed == 611 and finished(run))
    setup = GanSetup(steps=20, data="easy_ring", seed=611)
    parent = setup.model_copy(update={"seed": 612})
    same(run.recording, trained_by_hand([(parent, 10), (setup, 20)]))
    sound(at.slider(key="gans_pack").set_value(2).run())
    assert "gans_fork1" not in address(at), "the controls are not those of the fork any more"
    sound(at.slider(key="gans_pack").set_value(1).run())
    assert address(at) == link


@pytest.mark.long
@pytest.mark.parametrize(
    "damage",
    [
        {"gans_fork1": "-3"},
        {"gans_fork1": "9" * 40},
        {"gans_fork1": "5", "gans_fork1_seed": "<b>x</b>"},
        {"gans_fork1": "5", "gans_fork1_latent": "nowhere"},
    ],
)
def test_a_damaged_fork_is_a_sentence_and_trains_from_the_beginning(open_page, damage):
    at = open_page(GANS, **SMALL, gans_seed="621", **damage)
    assert any("asks for a fork" in each.value for each in at.warning)
    run = settled(at, finished)
    assert run.recording.steps[0] == 0
    assert "gans_fork1" not in address(at)


@pytest.mark.long
def test_a_fork_after_the_end_is_a_sentence_beside_the_parent(open_page):
    at = open_page(GANS, **SMALL, gans_seed="631", gans_fork1="500", gans_fork1_seed="632")
    run = settled(at, finished)
    assert run.setup.seed == 632
    sound(at.run())
    assert any("before step 500" in each.value for each in at.error)


def test_a_link_carries_what_it_can_and_no_more():
    setup = GanSetup(seed=9)
    line = [Ancestor(setup.model_copy(update={"seed": n}), 10 * n) for n in range(1, 5)]
    said = parameters("gans", setup, line)
    assert set(said) <= set(names(GanSetup, "gans"))
    assert read("gans", setup, said) == tuple(line)
    assert parameters("gans", setup, [*line, line[0]]) == {}
    scribble = np.random.default_rng(0).normal(0, 2, (200, 2))
    knobs = {"data": "drawn", "drawing": densities.simplified([scribble])}
    drawn = Ancestor(setup.model_copy(update=knobs), 5)
    assert parameters("gans", setup, [drawn]) == {}
    recording = Recording("gans", {})
    assert lineage(GanSetup, recording.origin) == ()


def test_a_forks_script_and_file_repeat_it(tmp_path, capsys):
    setup = GanSetup(steps=20, data="easy_ring", seed=1)
    parents = [(setup.model_copy(update={"seed": 3}), 4), (setup.model_copy(update={"seed": 2}), 9)]
    frames = trained_by_hand([*parents, (setup, 20)])
    file = tmp_path / "fork.py"
    file.write_text(script_for(setup, "train", "models.gans", parents))
    runpy.run_path(str(file))
    printed = dict(line.split(" = ") for line in capsys.readouterr().out.splitlines()[1:])
    assert printed == {name: f"{value:.6g}" for name, value in frames[-1].metrics.items()}
    with np.load(io.BytesIO(npz({"x": np.zeros(2)}, {}, setup, parents))) as archive:
        about = json.loads(str(archive["about"]))
    assert [(each["knobs"]["seed"], each["step"]) for each in about["forked from"]] == [
        (3, 4),
        (2, 9),
    ]


@pytest.mark.long
def test_the_chosen_moment_belongs_to_the_link(open_page):
    at = open_page(GANS, **SMALL, gans_seed="641")
    run = shown(at, GANS)
    wait_until_ended(run)
    sound(at.run())
    at.session_state["gans:frame"] = (run.recording.identity, 4)
    sound(at.run())
    step = int(run.recording.steps[4])
    assert address(at)["gans_moment"] == str(step)
    other = open_page(GANS, **address(at))
    sound(other.run())
    assert any(f"Fork at step {step}" in button.label for button in other.button)
    assert address(other)["gans_moment"] == str(step)
    for nonsense in ("x", "-1", "9" * 30):
        bad = open_page(GANS, **SMALL, gans_seed="641", gans_moment=nonsense)
        assert "gans_moment" not in address(bad)
