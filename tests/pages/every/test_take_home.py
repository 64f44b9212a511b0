"""What is taken home is what is on screen: the run, not what the controls have been turned to."""

import io
import json
import zipfile
from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.autoencoders.plain import UndercompleteSetup, train
from models.frame import Frame
from models.gans.line import LineSetup
from playground import catalog
from playground.recording import Recording
from tests.brief import brief
from tests.pages.conftest import ended, shown, sound, wait_until_ended
from tests.pages.viewed import settled, views

LINE = catalog.topic("line")
SMALL = {"line_steps": "20", "line_hidden": "8", "line_batch": "32"}


@pytest.mark.long
def test_the_run_on_screen_is_exported_and_not_the_controls(open_page, offered):
    at = ended(open_page, "line", **SMALL)
    sound(at.number_input(key="line_seed").set_value(4321).run())
    run, files = shown(at, LINE), offered(at)
    assert run.setup == LineSetup(steps=20, hidden=8, batch=32)
    name, script = files["Python script"]
    assert "4321" not in script
    assert "hidden=8" in script
    assert "train_line(setup)" in script
    assert "from models.gans.line import LineSetup, train_line" in script
    assert name.endswith(".py")
    with np.load(io.BytesIO(files["NumPy data"][1]), allow_pickle=False) as arrays:
        assert json.loads(str(arrays["about"]))["knobs"]["seed"] == 0
        np.testing.assert_array_equal(arrays["step"], run.recording.steps)
        for metric in run.recording.metrics:
            np.testing.assert_allclose(arrays[metric], run.recording.metric(metric))
        for view in ("data", "model", "learned", "best"):
            np.testing.assert_array_equal(arrays[view], run.recording.view(view))
        assert arrays["x"].shape == arrays["model"].shape[1:]
    recording = Recording.load(io.BytesIO(files["Recording"][1]))
    assert recording.setup["seed"] == 0
    assert recording.steps.tolist() == run.recording.steps.tolist()
    assert all("step-20" in files[label][0] for label in files.keys() - {"Python script"})
    assert "break" not in script, "it trains to its end"


def test_a_page_that_follows_its_knobs_exports_what_they_say(open_page, offered):
    at = sound(open_page(catalog.topic("games"), games_rate="0.3", games_steps="7"))
    files = offered(at)
    assert "rate=0.3" in files["Python script"][1]
    with np.load(io.BytesIO(files["NumPy data"][1]), allow_pickle=False) as arrays:
        assert json.loads(str(arrays["about"]))["knobs"]["rate"] == 0.3
        assert len(arrays["distance"]) == 8
    assert "Recording" not in files


@pytest.mark.long
@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_every_view_hands_out_tables_whose_axes_have_names(topic, open_page, offered, monkeypatch):
    write = pd.DataFrame.to_csv
    # Their first rows are read: to write millions of numbers takes seconds in each view.
    monkeypatch.setattr(pd.DataFrame, "to_csv", lambda table, **how: write(table.head(2), **how))
    at, handed_out = open_page(topic, **brief(topic)), 0
    for view in views(at, topic):
        settled(at, topic, enough=2, patience=4)
        if not (files := offered(at, "NumPy data", "CSV tables", "Python script")):
            continue  # it waits for what a person brings
        handed_out += 1
        with np.load(io.BytesIO(files["NumPy data"][1]), allow_pickle=False) as arrays:
            about = json.loads(str(arrays["about"]))
            assert about["setup"]
            trained = f"{topic.slug}:train" in {button.key for button in at.button}
            assert "step" in arrays or not trained
        with zipfile.ZipFile(io.BytesIO(files["CSV tables"][1])) as archive:
            tables = {name: pd.read_csv(archive.open(name)) for name in archive.namelist()}
        if view == "the first":  # another one may have no knob, or no number
            assert about["knobs"]
            assert tables
        unnamed = [name for name, table in tables.items() if "axis_" in name + " ".join(table)]
        assert not unnamed, f"{view}: {unnamed}"
        assert all(map(len, tables.values())), f"{view}: a table has no rows"
        compile(files["Python script"][1], "script", "exec")
    assert handed_out or at.warning, "nothing is handed out, and the page does not say why"


def test_a_forecast_is_numbered_as_on_screen(open_page, offered):
    files = offered(open_page(catalog.topic("prediction"), prediction_view="ahead"))
    with zipfile.ZipFile(io.BytesIO(files["CSV tables"][1])) as archive:
        table = pd.read_csv(archive.open("by_step_ahead.csv"))
    assert table["ahead"].min() == 1
    assert (table["place"] - table["step"] - table["ahead"]).nunique() == 1


def test_a_recording_of_another_view_is_told_where_it_belongs(open_page):
    """Knobs of the one are knobs of the other: without a word the picture would be a crash."""
    recording, file = (
        Recording(train.__module__, UndercompleteSetup().model_dump(mode="json")),
        io.BytesIO(),
    )
    recording.append(Frame(0, {"sse": 1.0}))
    recording.save(file)
    at = open_page(catalog.topic("plain"), plain_view="contractive", plain_steps="10")
    wait_until_ended(shown(at, catalog.topic("plain")))
    uploader: Any = next(each for each in sound(at.run()).get("file_uploader"))
    sound(uploader.upload("mine.npz", file.getvalue(), "application/octet-stream").run())
    (error,) = at.error
    assert "belongs to another view\\; open it in “Undercomplete”" in error.value
