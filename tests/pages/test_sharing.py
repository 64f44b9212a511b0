"""Who shares a training, and what stays on screen when something else was asked for."""

import uuid

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from playground import catalog, live
from tests.pages.conftest import shown, sound, wait_for, wait_until_ended

GANS, FLOWS = catalog.topic("gans"), catalog.topic("flows")
LONG = {"gans_steps": "50000", "gans_data": "easy_ring"}


@pytest.fixture(autouse=True)
def every_session_is_a_viewer(monkeypatch):
    """To Streamlit all AppTests are one session."""

    def viewer():
        return st.session_state.setdefault("viewer", uuid.uuid4().hex)

    monkeypatch.setattr("playground.live.desk.viewer", viewer)


def said(at: AppTest) -> str:
    return " ".join(str(each.value) for each in [*at.error, *at.info, *at.caption, *at.warning])


def moved(run: live.Shown) -> None:
    """Wait for a frame more than there is now."""
    frames = len(run.recording)
    wait_for(lambda: len(run.recording) > frames)


@pytest.mark.long
@pytest.mark.parametrize("button", ["pause", "stop"])
def test_pause_and_stop_act_on_the_one_who_presses(open_page, button):
    link = LONG | {"gans_seed": {"pause": "501", "stop": "502"}[button]}
    one, other = open_page(GANS, **link), open_page(GANS, **link)
    run = shown(one, GANS)
    assert shown(other, GANS) is run
    wait_for(lambda: len(run.recording) > 3)
    sound(one.button(key=f"gans:{button}").click().run())
    mine = shown(one, GANS)
    assert isinstance(mine, live.Detached)
    frames = len(mine.recording)
    moved(run)
    assert run.state == "running"
    assert "goes on for somebody else" in said(one)
    sound(one.run())
    assert len(shown(one, GANS).recording) == frames, "his picture stays as it was"
    back = {"pause": "pause", "stop": "train"}[button]
    sound(one.button(key=f"gans:{back}").click().run())
    assert shown(one, GANS) is run
    for each in (other, one):
        sound(each.button(key="gans:stop").click().run())
    assert run.state == "cancelled"
    assert shown(one, GANS) is run
    assert "The training was stopped" in said(one)


@pytest.mark.long
def test_alone_pause_holds_the_training_itself(open_page):
    at = open_page(GANS, **LONG, gans_seed="503")
    run = shown(at, GANS)
    wait_for(lambda: len(run.recording) > 3)
    sound(at.button(key="gans:pause").click().run())
    assert run.state == "paused"
    assert "goes on for" not in said(at)
    sound(at.button(key="gans:pause").click().run())
    assert shown(at, GANS) is run
    moved(run)
    sound(at.button(key="gans:stop").click().run())
    assert run.state == "cancelled"


@pytest.mark.long
@pytest.mark.parametrize(
    ("slug", "knob", "value"),
    [
        ("gans", "hidden", 96),
        ("flows", "layers", 3),
        ("vae", "latents", 3),
        ("line", "hidden", 48),
        ("transformer", "width", 48),
    ],
)
def test_a_refused_fork_leaves_the_picture_and_says_why(open_page, slug, knob, value):
    topic = catalog.topic(slug)
    at = open_page(topic, **{f"{slug}_steps": "20"})
    before = shown(at, topic)
    wait_until_ended(before)
    sound(at.run())
    name = f"{slug}_{knob}"
    widget = next(
        each for each in [*at.slider, *at.select_slider, *at.selectbox] if each.key == name
    )
    sound(widget.set_value(value).run())
    sound(at.number_input(key=f"{slug}_seed").set_value(7).run())
    at.session_state[f"{slug}:frame"] = (before.recording.identity, 3)
    sound(at.run())
    sound(at.button(key=f"{slug}:fork").click().run())
    asked = shown(at, topic)
    if asked is not before:
        wait_until_ended(asked)
        sound(at.run())
    assert shown(at, topic) is before
    assert at.get("bidi_component"), "the picture is there"
    assert "What is on screen stays as it was" in said(at)
    sound(widget.set_value(getattr(before.setup, knob)).run())
    assert "What is on screen stays" not in said(at)
    assert shown(at, topic) is before


@pytest.mark.long
def test_a_fork_that_packs_says_that_its_discriminator_is_new(open_page):
    at = open_page(GANS, gans_steps="20", gans_data="easy_ring")
    before = shown(at, GANS)
    wait_until_ended(before)
    sound(at.run())
    at.session_state["gans:frame"] = (before.recording.identity, 3)
    sound(at.run())
    sound(at.slider(key="gans_pack").set_value(3).run())
    sound(at.button(key="gans:fork").click().run())
    after = shown(at, GANS)
    wait_until_ended(after)
    assert after.state == "finished", after.sentence
    sound(at.run())
    assert shown(at, GANS) is after
    step = before.recording.steps[3]
    assert f"Forked at step {step}; until then: Packed samples 1." in said(at)
    assert "The discriminator is a new, untrained one" in said(at)
