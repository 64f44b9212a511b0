"""Links and recordings of the time when Adam's betas were called momentum and fade_square."""

import io
from typing import Any

import pytest

from models.gans import GanSetup, train
from playground import catalog, live
from playground.recording import Recording
from tests.pages.conftest import address, arrived, ended, shown, sound, wait_until_ended

OLD = {"gans_momentum": "0.5", "gans_fade_square": "0.95"}
SMALL = {"gans_steps": "20", "gans_data": "easy_ring"}


@pytest.mark.long
def test_an_old_link_opens_the_same_gan_and_is_written_anew(open_page):
    at = ended(open_page, "gans", **SMALL, **OLD)
    setup = shown(at, catalog.topic("gans")).setup
    assert (setup.beta1, setup.beta2) == (0.5, 0.95)
    assert address(at) == SMALL | {"gans_beta1": "0.5", "gans_beta2": "0.95"}
    assert not at.warning


@pytest.mark.long
def test_an_old_link_to_a_fork_has_the_parent_that_it_had(open_page):
    old = {"gans_fork1": "5", "gans_fork1_momentum": "0.25", "gans_momentum": "0.5"}
    topic = catalog.topic("gans")
    at = arrived(open_page(topic, **SMALL, **old), topic)
    wait_until_ended(shown(at, topic))
    run = shown(sound(at.run()), topic)
    assert run.setup.beta1 == 0.5
    assert run.recording.origin.setup["beta1"] == 0.25
    assert address(at)["gans_fork1_beta1"] == "0.25"


@pytest.mark.long
@pytest.mark.parametrize(
    ("slug", "old", "new"),
    [
        ("duel", {"duel_momentum": "0.5", "duel_steps": "10"}, {"beta1": 0.5}),
        ("field", {"field_across": "momentum", "field_each": "10", "field_seeds": "1"},
         {"across": "beta1"}),
    ],
)  # fmt: skip
def test_old_links_of_several_gans_open(open_page, slug, old, new):
    at = ended(open_page, slug, **old)
    setup = shown(at, catalog.topic(slug)).setup
    assert {name: getattr(setup, name) for name in new} == new
    assert not at.warning


@pytest.mark.long
def test_an_old_recording_replays_with_its_betas(open_page):
    setup = GanSetup(steps=10, hidden=8, batch=16, beta1=0.25)
    written = setup.model_dump(mode="json")
    written["momentum"], written["fade_square"] = written.pop("beta1"), written.pop("beta2")
    recording = Recording("models.gans.training", written)
    for frame in train(setup):
        recording.append(frame)
    file = io.BytesIO()
    recording.save(file)
    at = ended(open_page, "gans", **SMALL)
    uploader: Any = next(each for each in at.get("file_uploader") if each.key == "gans:load")
    sound(uploader.upload("old.npz", file.getvalue(), "application/octet-stream").run())
    run = shown(at, catalog.topic("gans"))
    assert isinstance(run, live.Replay)
    assert run.setup == setup
