"""What only the flows page has: forks, replays, its own data, and the exact account."""

import io
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models import densities
from models.flows import FlowSetup, restore, target
from playground import catalog, live
from playground.recording import Recording
from tests.pages.conftest import (
    afresh,
    drawn,
    ended,
    number,
    shown,
    sound,
    wait_for,
    wait_until_ended,
)
from tests.pages.told import layer, says, strip, sums

TOPIC = catalog.topic("flows")
SMALL = {"flows_steps": "20", "flows_layers": "2", "flows_bins": "4", "flows_hidden": "8"}


@pytest.fixture
def trained(open_page) -> AppTest:
    at = open_page(TOPIC, **SMALL)
    wait_until_ended(shown(at, TOPIC))
    return sound(at.run())


@pytest.mark.long
@pytest.mark.parametrize("place", [2, -1])
def test_what_is_taken_home_is_of_the_moment_on_screen(open_page, offered, place):
    at = ended(open_page, "flows", **SMALL)
    recording = shown(at, TOPIC).recording
    step = int(recording.steps[place])
    at = open_page(TOPIC, **SMALL, flows_moment=str(step))
    files, now = offered(at), recording.frame(place)
    with np.load(io.BytesIO(files["NumPy data"][1]), allow_pickle=False) as arrays:
        assert arrays["at_step"] == step
        assert arrays["step"][place] == step
        nll = -float(arrays["log_prob"].mean())
        density = arrays["density"][place]
        np.testing.assert_array_equal(density, now.views["density"])
    flow = restore(FlowSetup.model_validate(recording.setup), now.checkpoint)
    held_out = target(FlowSetup.model_validate(recording.setup)).held_out
    assert nll == pytest.approx(-flow.log_prob(held_out).mean().item(), abs=1e-4)
    assert (f"if frame.step >= {step}:" in files["Python script"][1]) == (place == 2)


def upload(at: AppTest, key: str, name: str, content: bytes) -> AppTest:
    uploader: Any = next(each for each in at.get("file_uploader") if each.key == key)
    return sound(uploader.upload(name, content, "application/octet-stream").run())


@pytest.mark.long
def test_the_readouts_are_the_frames_own_metrics(trained):
    metrics = shown(trained, TOPIC).recording.frame(-1).metrics
    nll, gap = (number(trained, label) for label in ("NLL", "Gap"))
    assert nll == pytest.approx(metrics["nll"], abs=0.006)
    assert gap == pytest.approx(metrics["gap"], rel=0.01)


@pytest.mark.long
@pytest.mark.parametrize("step", ["0", ""])
def test_each_number_is_that_of_its_moment(open_page, step):
    at = ended(open_page, "flows", **SMALL, **({"flows_moment": step} if step else {}))
    recording = shown(at, TOPIC).recording
    setup, now = FlowSetup.model_validate(recording.setup), recording.frame(0 if step else -1)
    flow, goal = restore(setup, now.checkpoint), target(setup)
    assert goal.entropy is not None
    size = len(goal.held_out)
    nll = -flow.log_prob(goal.held_out).mean().item()
    says(at, "NLL (nats)", nll, reference=goal.entropy, samples=size)
    gap, error = now.metrics["gap"], now.metrics["gap_error"]
    says(at, "Gap NLL - H (nats)", gap, reference=0.0, error=error, samples=size)
    assert gap == pytest.approx(nll - goal.entropy, abs=5 * error + 0.02)
    (written,) = sums(at)
    x = goal.held_out[:1]
    *terms, total = written.values()
    assert total == pytest.approx(flow.log_prob(x).item(), abs=1e-3)
    assert sum(terms) == pytest.approx(total, abs=1e-3)
    assert len(terms) >= 1 + setup.layers


@pytest.mark.long
def test_the_picture_is_that_of_the_training(open_page):
    at = afresh(open_page, "flows", **SMALL)
    recording = shown(at, TOPIC).recording
    (picture,) = drawn(at)
    goal = target(FlowSetup.model_validate(recording.setup))
    reach = max(picture["window"])
    samples = np.asarray(layer(picture, "samples")["xy"])
    np.testing.assert_allclose(samples, recording.view("samples"), atol=1e-3 * reach)
    data = np.asarray(layer(picture, "data")["xy"])
    np.testing.assert_allclose(data, goal.held_out[: len(data)], atol=1e-3 * reach)
    density = layer(picture, "density")
    expected = np.minimum(recording.view("density"), density["high"])
    np.testing.assert_allclose(density["values"], expected, atol=0.01 * density["high"])
    assert density["low"] == 0
    loss = strip(picture)["NLL"]
    np.testing.assert_allclose(loss["values"], recording.metric("nll"), rtol=1e-5)
    assert loss["floor"] == pytest.approx(goal.entropy)
    np.testing.assert_allclose(layer(picture, "probe")["xy"], goal.held_out[:1], atol=1e-5)


@pytest.mark.long
@pytest.mark.parametrize(("view", "first"), [("forward", False), ("backward", True)])
def test_the_layers_go_from_noise_to_data_or_back(open_page, view, first):
    at = ended(open_page, "flows", **SMALL, flows_view=view)
    (picture,) = drawn(at)
    times = picture["times"]
    assert times == sorted(times, reverse=first)
    assert picture["time_name"] == "layer"
    points, samples = (layer(picture, name) for name in ("data", "samples"))
    assert (points["visible"], samples["visible"]) == (first, not first)
    last = np.asarray(points["xy"])[0 if first else -1]
    goal = target(FlowSetup.model_validate(shown(at, TOPIC).recording.setup))
    np.testing.assert_allclose(last, goal.held_out[: len(last)], atol=0.01)
    noise = np.asarray(samples["xy"])[-1 if first else 0]
    across, up = np.nanstd(noise, axis=0)
    assert across / up == pytest.approx(1, abs=0.15), "the noise is round"


@pytest.mark.long
def test_colder_noise_is_pushed_nearer_to_the_middle(open_page):
    spreads = []
    for warmth in ("0.2", "1.5"):
        at = ended(open_page, "flows", **SMALL, flows_view="forward", flows_temperature=warmth)
        (picture,) = drawn(at)
        spreads.append(np.nanstd(np.asarray(layer(picture, "samples")["xy"])[0]))
    assert spreads[1] / spreads[0] == pytest.approx(1.5 / 0.2, rel=0.01)


def test_colours_are_named_after_the_models_density(trained):
    (picture,) = drawn(trained)
    assert {layer["unit"] for layer in picture["layers"] if "unit" in layer} == {"q(x)"}


def test_the_account_adds_up(trained):
    assert any("The terms add up" in caption.value for caption in trained.caption)
    assert not trained.warning


@pytest.mark.long
def test_a_fork_continues_from_the_chosen_frame_with_the_changed_knob(trained):
    parent = shown(trained, TOPIC)
    assert trained.button(key="flows:fork").disabled, "nothing has changed yet"
    sound(trained.select_slider(key="flows_steps").set_value(30).run())
    sound(trained.button(key="flows:fork").click().run())
    child = shown(trained, TOPIC)
    wait_until_ended(child)
    assert child.setup.steps == 30
    assert child.recording.origin.identity == parent.recording.identity
    assert child.recording.steps[0] == parent.recording.steps[-1]
    np.testing.assert_array_equal(
        child.recording.view("samples")[0], parent.recording.view("samples")[-1]
    )
    sound(trained.run())
    assert trained.get("vega_lite_chart"), "both branches stay on the chart"


@pytest.mark.long
def test_a_saved_recording_replays_without_training(trained, open_page):
    run = shown(trained, TOPIC)
    file = io.BytesIO()
    run.recording.save(file)
    other = open_page(TOPIC, flows_steps="10", flows_layers="1")
    other = upload(other, "flows:load", "mine.npz", file.getvalue())
    replay = shown(other, TOPIC)
    assert isinstance(replay, live.Replay)
    assert replay.setup == run.setup
    assert other.slider(key="flows_layers").value == 2, "the knobs follow the recording"
    xray = open_page(catalog.topic("xray"), xray_steps="10", xray_layers="1")
    xray = upload(xray, "xray:load", "mine.npz", file.getvalue())
    assert isinstance(shown(xray, catalog.topic("xray")), live.Replay), "it is the same training"
    np.testing.assert_array_equal(replay.recording.view("mesh"), run.recording.view("mesh"))


def test_a_recording_of_a_training_that_has_moved_in_its_package_replays(trained):
    run = shown(trained, TOPIC)
    old = Recording("models.flows.where_it_was", run.recording.setup)
    old.append(run.recording.frame(0))
    file = io.BytesIO()
    old.save(file)
    at = upload(trained, "flows:load", "old.npz", file.getvalue())
    assert not at.error
    assert isinstance(shown(at, TOPIC), live.Replay)


@pytest.mark.parametrize("content", [b"", b"\x89PNG nonsense", b"PK\x03\x04 not a zip"])
def test_a_foreign_file_is_a_sentence_and_loses_nothing(trained, content):
    before = shown(trained, TOPIC)
    at = upload(trained, "flows:load", "foreign.npz", content)
    assert at.error
    assert at.error[0].value.endswith(".")
    assert shown(at, TOPIC) is before


@pytest.mark.long
def test_a_recording_of_another_topic_or_version_is_refused(trained):
    whole = FlowSetup().model_dump()
    for topic, setup in (("walks", whole), ("models.gans.game", whole), ("flows", {"unknown": 1})):
        recording = Recording(topic, setup)
        recording.append(shown(trained, TOPIC).recording.frame(0))
        file = io.BytesIO()
        recording.save(file)
        at = upload(trained, "flows:load", "other.npz", file.getvalue())
        assert at.error


@pytest.mark.long
def test_a_table_is_taken_and_a_bad_one_is_a_sentence(open_page):
    at = open_page(TOPIC, flows_target="csv", **SMALL)
    at = upload(at, "flows:table", "bad.csv", b"name,size\nann,tall\n")
    assert at.error
    assert "flows_points" not in at.session_state or not at.session_state["flows_points"]
    rows = np.random.default_rng(0).normal(size=(200, 2))
    text = "\n".join(f"{a},{b}" for a, b in rows).encode()
    at = upload(at, "flows:table", "good.csv", text)
    assert at.session_state["flows_points"]
    sound(at.button(key="flows:train").click().run())
    run = shown(at, TOPIC)
    wait_until_ended(run)
    assert run.state == "finished", run.sentence
    sound(at.run())
    assert len(at.metric) == 1, "a table has no exact density, so no gap"


@pytest.mark.long
def test_a_drawing_in_the_link_is_the_target(open_page):
    text = densities.encode([np.array([[-2.0, -2.0], [2.0, 2.0]])])
    at = open_page(TOPIC, flows_target="drawn", flows_drawing=text, **SMALL)
    wait_until_ended(shown(at, TOPIC))
    assert shown(at, TOPIC).setup.drawing == densities.decode(text)
    sound(at.run())
    assert len(at.metric) == 2


@pytest.mark.long
def test_a_damaged_drawing_is_a_sentence(open_page):
    at = open_page(TOPIC, flows_target="drawn", flows_drawing="%%%", **SMALL)
    (told,) = [each.value for each in at.warning]
    assert "flows_drawing" in told
    assert "flows_drawing" not in at.query_params
    assert any("There is no drawing yet" in each.value for each in at.info)


@pytest.mark.long
def test_stopping_keeps_the_frames(open_page):
    at = open_page(TOPIC, flows_steps="20000", flows_seed="123")
    run = shown(at, TOPIC)
    wait_for(lambda: len(run.recording) >= 3)
    sound(at.button(key="flows:stop").click().run())
    assert run.state == "cancelled"
    assert len(run.recording) >= 3
    assert any("stopped" in info.value for info in at.info)


@pytest.mark.long
def test_every_view_of_the_layers_is_drawn(trained):
    for view in ("forward", "backward", "training"):
        sound(trained.segmented_control(key="flows_view").set_value(view).run())
        assert trained.get("bidi_component")
