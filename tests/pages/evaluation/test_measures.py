"""The page on measures: its chart, its matrix and its curves are those of the models."""

import io
from functools import cache
from typing import Any

import numpy as np
import pytest

from models import gans
from models.frame import over_time
from models.measures import (
    MEASURES,
    MatrixSetup,
    MeasureSetup,
    measure_view,
)
from models.measures.experiments import EXPERIMENTS, WISHES, beams, cells, skill_lines, worse
from models.measures.generators import FAULTS, NAMES
from models.measures.handed import HandedSetup, hand_over
from models.values import write_letters
from playground import catalog
from playground.recording import Recording
from tests.numerals import read
from tests.pages.conftest import arrived, drawn, shown, sound, wait_until_ended
from tests.pages.told import layer, says

TOPIC = catalog.topic("measures")


def knobs(**values: Any) -> dict[str, str]:
    return {f"measures_{name}": str(value) for name, value in values.items()}


@cache
def of(setup: MeasureSetup) -> dict[str, Any]:
    frames = list(measure_view(setup))
    return {name: each[-1] for name, each in over_time(frames[-1:]).items()}


@pytest.mark.long
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"drop": 0.25, "samples": 200},
        {"data": "digits", "noise": 0.5, "samples": 100, "seed": 3},
    ],
)
@pytest.mark.parametrize("row", [1, 7, 23])
def test_each_measure_is_told_with_its_own_numbers(open_page, values, row):
    at = sound(open_page(TOPIC, **knobs(number=row, **values)))
    now, measure = of(MeasureSetup(**values)), MEASURES[row - 1]
    label = f"{measure.name} ({measure.unit})" if measure.unit else measure.name
    value, error, perfect = (now[name][row - 1] for name in ("value", "error", "perfect"))
    says(at, label, value, error=error, reference=perfect, samples=int(now["size"]))
    says(at, "Moved (noises)", worse(now["moved"])[row - 1])
    assert any(measure.perfect in each.value for each in at.caption)
    assert any(measure.formula.split()[0] in each.value for each in at.markdown)


@pytest.mark.long
def test_the_chart_has_a_bar_for_each_measure_from_zero(open_page):
    at = sound(open_page(TOPIC, **knobs(shrink=0.4)))
    now = of(MeasureSetup(shrink=0.4))
    clouds, chart = drawn(at)
    points = {each["name"]: np.asarray(each["xy"]) for each in clouds["layers"]}
    np.testing.assert_allclose(points["real"], now["real"], atol=2e-3)
    np.testing.assert_allclose(points["generated"], now["fake"], atol=2e-3)
    noises = worse(now["moved"])
    wanted = beams(noises)
    seen = np.abs(noises) >= 3
    np.testing.assert_allclose(layer(chart, "seen")["xy"], wanted[seen], atol=1e-2)
    np.testing.assert_allclose(layer(chart, "within its noise")["xy"], wanted[~seen], atol=1e-2)
    assert len(layer(chart, "names")["texts"]) == 23
    told = [text.split(" / ") for text in layer(chart, "value / perfect")["texts"]]
    for place, name in enumerate(("value", "perfect")):
        read_back = [read(words[place]) for words in told]
        np.testing.assert_allclose(read_back, now[name], rtol=0.05, atol=1e-9)
    assert 0 < seen.sum() < 23


@pytest.mark.long
def test_the_table_and_the_slips_are_of_this_sample(open_page):
    at = sound(open_page(TOPIC, **knobs(imbalance=0.6)))
    now = of(MeasureSetup(imbalance=0.6))
    text = " ".join(each.value for each in at.caption)
    assert f"printed gives {now['printed']:.7g}" in text
    assert f"inception score {now['inception']:.7g}" in text
    assert f"W₂ is {now['w2']:.3g}" in text
    first, second = at.table
    assert len(first.value) == 23
    assert list(second.value["method"]) == ["GAN", "GAN", "ALI", "ALI"]


@pytest.mark.long
@pytest.mark.parametrize("cell", [0, 50, 183])
def test_a_cell_of_the_matrix_shows_its_experiment(open_page, cell):
    parameters = knobs(view="matrix", samples=100, repeats=2, matrix_frame=cell)
    at = arrived(open_page(TOPIC, **parameters), TOPIC)
    run = shown(at, TOPIC)
    assert isinstance(run.setup, MatrixSetup)
    wait_until_ended(run)
    at = sound(open_page(TOPIC, **parameters))
    frame = shown(at, TOPIC).recording.frame(-1)
    row, column = divmod(cell, len(FAULTS))
    measure, fault = MEASURES[row], FAULTS[column]
    unit = f" ({measure.unit})" if measure.unit else ""
    says(
        at,
        f"{measure.name}, {NAMES[fault].lower()}{unit}",
        frame.views["values"][column, :, row].mean(),
        reference=frame.views["perfect"][:, row].mean(),
        samples=100,
    )
    noises = worse(frame.views["moved"].T).T
    says(at, "Moved (noises)", noises[row, column])
    says(
        at,
        "Cells that see their fault",
        (np.abs(frame.views["moved"]) >= 3).sum(),
        reference=184,
    )
    table, experiment, _ = drawn(at)
    assert "+ is worse" in layer(table, "worse")["unit"]
    shades = np.asarray(layer(table, "worse")["values"])[::-1]
    np.testing.assert_allclose(shades, np.clip(noises, -10, 10), atol=0.02)
    np.testing.assert_allclose(table["spots"], cells(), atol=1e-6)
    points = {each["name"]: np.asarray(each["xy"]) for each in experiment["layers"]}
    np.testing.assert_allclose(points["generated"][cell], frame.views["fake"][column], atol=3e-3)


@pytest.mark.long
@pytest.mark.parametrize("row", ["frechet", "similarity"])
def test_the_curve_over_n_is_that_of_the_recording(open_page, row):
    parameters = knobs(view="bias", row=row, repeats=5, dimension=3)
    at = arrived(open_page(TOPIC, **parameters), TOPIC)
    wait_until_ended(shown(at, TOPIC))
    at = sound(open_page(TOPIC, **parameters))
    frame = shown(at, TOPIC).recording.frame(-1)
    name = "Fréchet distance (FID)" if row == "frechet" else "Image quality (SSIM)"
    compared = "theory" if row == "frechet" else "perfect"
    views = frame.views
    for label, place in ((name, -1), ("With the fewest samples", 0)):
        says(
            at,
            label,
            views["mean"][place],
            reference=views[compared][place],
            error=views["error"][place],
            samples=int(views["sizes"][place]),
        )
    (picture,) = drawn(at)
    (line,) = np.asarray(layer(picture, "mean")["xy"])
    np.testing.assert_allclose(line[:, 0], np.log10(views["sizes"]), atol=1e-3)
    np.testing.assert_allclose(line[:, 1], views["mean"], rtol=2e-3, atol=1e-3)
    assert (row == "frechet") == any("/ n" in each["name"] for each in picture["layers"])


@pytest.mark.long
@pytest.mark.parametrize("cell", [0, 40, 160])
def test_a_wish_is_told_with_its_experiment(open_page, cell):
    parameters = knobs(view="wishes", samples=100, repeats=2, wishes_frame=cell)
    at = arrived(open_page(TOPIC, **parameters), TOPIC)
    wait_until_ended(shown(at, TOPIC))
    at = sound(open_page(TOPIC, **parameters))
    frame = shown(at, TOPIC).recording.frame(-1)
    row, column = divmod(cell, len(WISHES))
    experiment, number = EXPERIMENTS[WISHES[column]], frame.views["number"]
    says(at, f"{experiment.name} of {MEASURES[row].short}", number[row, column])
    says(at, "Wishes fulfilled", (frame.views["fulfilled"] == 1).sum(), reference=161)
    assert any(experiment.asks in each.value for each in at.caption)
    (table,) = drawn(at)
    shades = np.asarray(layer(table, "as wanted")["values"])[::-1]
    np.testing.assert_allclose(shades, frame.views["fulfilled"], atol=0.02)
    verdict = "as wanted" if frame.views["fulfilled"][row, column] > 0 else "not as wanted"
    assert table["captions"][cell].endswith(f", {verdict}")


@pytest.mark.long
@pytest.mark.parametrize("place", [0, 3, None])
def test_a_battle_is_told_for_the_contestant_of_the_moment(open_page, place):
    parameters = knobs(view="battles", steps=100)
    at = arrived(open_page(TOPIC, **parameters), TOPIC)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    steps = run.recording.steps
    moment = {} if place is None else {"moment": int(steps[place])}
    at = sound(open_page(TOPIC, **parameters, **knobs(**moment)))
    recording = shown(at, TOPIC).recording
    newest = len(recording) - 1 if place is None else place
    views = recording.frame(newest).views
    says(
        at,
        "Skill of the generator (Elo)",
        views["generators"][newest],
        reference=views["generators"][8],
    )
    says(at, "NRDS", views["shares"][newest], reference=views["shares"][8])
    says(at, "GAM against a perfect sampler", views["ratios"][newest], reference=1)
    says(at, "FID", views["frechet"][newest])
    curve, table, players = drawn(at)
    lines = skill_lines([recording.frame(n).views for n in range(len(recording))])
    drawn_line = np.asarray(layer(curve, "generator")["xy"])[newest, 0]
    np.testing.assert_allclose(drawn_line, lines.generators[newest, 0], rtol=2e-3, atol=0.2)
    np.testing.assert_allclose(layer(table, "fooled")["values"], views["wins"], atol=0.01)
    points = {each["name"]: np.asarray(each["xy"]) for each in players["layers"]}
    np.testing.assert_allclose(points["contestant"], views["samples"][newest], atol=5e-3)


@pytest.mark.long
def test_a_recording_is_asked_for_and_then_measured(open_page):
    at = sound(open_page(TOPIC, **knobs(view="handed")))
    assert any("Save a recording" in each.value for each in at.info)
    assert any("measures:preset:" in (each.key or "") for each in at.button), "no way back"
    trained = gans.GanSetup(data="easy_ring", steps=20)
    knobs_of = trained.model_dump(mode="json")
    recording = Recording(gans.train.__module__, knobs_of)  # as a page that trains names it
    for frame in gans.train(trained):
        recording.append(frame)
    recording.save(file := io.BytesIO())
    place = "measures:recording"
    uploader: Any = next(each for each in at.get("file_uploader") if each.key == place)
    sound(uploader.upload("mine.npz", file.getvalue(), "application/octet-stream").run())
    assert not at.error
    kept = hand_over("gans", knobs_of, recording.moments())
    setup = HandedSetup(own=kept)
    assert not any("Save a recording" in each.value for each in at.info)
    at = sound(open_page(TOPIC, **knobs(view="handed", own=write_letters(kept))))
    run = shown(at, TOPIC)
    assert run.setup == setup
    wait_until_ended(run)
    at.run()
    last = run.recording.frame(-1)
    (measure,) = (each for each in MEASURES if each.number == 1)
    value, error, perfect = (last.views[name][0] for name in ("value", "error", "perfect"))
    label, count = f"{measure.name} ({measure.unit})", len(last.views["fake"])
    says(at, label, value, error=error, reference=perfect, samples=count)
    cloud, chart = drawn(at)
    assert len(layer(chart, "names")["texts"]) == 23
    points = {each["name"]: np.asarray(each["xy"]) for each in cloud["layers"]}
    np.testing.assert_allclose(points["generated"][-1], last.views["fake"], atol=5e-3)


@pytest.mark.long
def test_a_recording_is_asked_for_also_where_another_view_was_trained_before(open_page):
    at = arrived(open_page(TOPIC, **knobs(view="bias", repeats=5, dimension=3)), TOPIC)
    before = shown(at, TOPIC)
    (switch,) = (each for each in at.button_group if each.key == "measures:view")
    sound(switch.set_value("handed").run())
    assert any("Save a recording" in each.value for each in at.info)
    assert not at.error
    assert at.button(key="measures:train").disabled
    assert not drawn(at), "the picture of the other view"
    assert shown(at, TOPIC) is before
