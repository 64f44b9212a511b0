"""The page on scaling laws: its numbers, its pictures, its refusals."""

import importlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from models.scaling import (
    AllometrySetup,
    CalculatorSetup,
    answers,
    batches,
    fits,
    observed,
    plane,
)
from models.scaling.sweep import (
    SweepSetup,
    fit,
    foretold,
    measured,
    plan,
    points,
    shipped,
    tokens,
    written,
)
from playground import catalog, lesson, live, scene
from playground.scene.pack import unpack
from tests.pages.conftest import (
    OpenPage,
    address,
    number,
    readouts,
    shown,
    sound,
    wait_for,
    wait_until_ended,
)
from tests.pages.pictured import empty, faults
from tests.pages.told import layer_on

TOPIC = catalog.topic("scaling")


def test_the_mammals_have_their_law(open_page: OpenPage) -> None:
    at = open_page(TOPIC)
    said = readouts(at)
    assert said["α by OLS"] == pytest.approx(0.752, abs=1e-9)
    assert said["α by RMA"] == pytest.approx(0.783, abs=1e-9)
    assert said["Brain of a body × 2 (times)"] == pytest.approx(1.68, abs=1e-9)
    assert said["Brain for each kg then (times)"] == pytest.approx(0.842, abs=1e-9)
    setup = AllometrySetup()
    here = plane(setup)
    np.testing.assert_allclose(layer_on(at, "animals")["xy"], here.animals, atol=1e-2)
    for name in fits(setup):
        np.testing.assert_allclose(layer_on(at, name)["xy"][0], here.lines[name], atol=1e-2)
    formulas = [each.value for each in (*at.latex, *at.markdown)]
    assert any("8.46" in each and "0.752" in each for each in formulas)


def test_dinosaurs_are_switched_off(open_page: OpenPage) -> None:
    at = open_page(TOPIC, scaling_animals="dinosaurs")
    assert readouts(at)["α by OLS"] == pytest.approx(0.496, abs=1e-9)
    at.toggle(key="scaling_extinct").set_value(False).run()
    assert readouts(sound(at))["α by OLS"] == pytest.approx(0.752, abs=1e-9)


def test_an_animal_is_left_out_and_put_back(open_page: OpenPage) -> None:
    at = open_page(TOPIC)
    at.multiselect[0].select("Human").run()
    assert len(layer_on(sound(at), "left out")["xy"]) == 1
    assert address(at)["scaling_left_out"] == "31"
    without = fits(AllometrySetup(left_out=(31.0,)))["OLS"].exponent
    assert readouts(at)["α by OLS"] == pytest.approx(without, abs=5e-4)
    next(each for each in at.button if each.label == "Put all back").click().run()
    assert "scaling_left_out" not in address(sound(at))


def test_who_is_left_out_can_still_be_clicked(open_page: OpenPage) -> None:
    whose = observed(AllometrySetup(animals="dinosaurs")).animals.species
    rows = sorted(whose.index(name) for name in ("Diplodocus", "Triceratops", "Brachiosaurus"))
    link = "_".join(str(100 + row) for row in rows)
    at = open_page(TOPIC, scaling_animals="dinosaurs", scaling_left_out=link)
    assert readouts(at)["α by OLS"] == pytest.approx(0.752, abs=1e-9)
    animals = layer_on(at, "animals")
    assert animals["clicks"]
    assert list(np.flatnonzero(animals["off"])) == rows
    assert animals["titles"] == list(whose)
    np.testing.assert_allclose(layer_on(at, "left out")["xy"], animals["xy"][rows], atol=1e-2)


def test_other_animals_are_another_table(open_page: OpenPage) -> None:
    at = open_page(TOPIC, scaling_left_out="50_60")
    at.selectbox(key="scaling_animals").select("dinosaurs").run()
    sound(at)
    assert readouts(at)["α by OLS"] == pytest.approx(0.496, abs=1e-9)
    assert len(layer_on(at, "animals")["xy"]) == 28


def test_made_points_are_told_with_the_truth(open_page: OpenPage) -> None:
    at = open_page(TOPIC, scaling_animals="made", scaling_noise="2", scaling_exponent="1")
    assert number(at, "α by OLS") == pytest.approx(0.5, abs=0.15)
    captions = "\n".join(each.value for each in at.caption)
    assert "expected through the noise 0.500" in captions
    assert "true 1.00" in captions


def test_too_few_animals_are_a_sentence(open_page: OpenPage) -> None:
    at = open_page(TOPIC, scaling_left_out="_".join(map(str, range(60))))
    assert any("three points" in each.value for each in at.info)


@pytest.mark.parametrize("text", ["99_1_1", "a", "3_0_0", "1_1"])
def test_a_damaged_link_is_refused_in_a_sentence(open_page: OpenPage, text: str) -> None:
    at = open_page(TOPIC, scaling_moved=text)
    assert any("not possible here" in each.value for each in at.warning)
    assert readouts(at)["α by OLS"] == pytest.approx(0.752, abs=1e-9)


@pytest.mark.long
def test_the_calculator_says_what_the_laws_say(open_page: OpenPage) -> None:
    knobs = {"parameters": "1e8", "tokens": "1e9", "batch": "1e7"}
    at = open_page(
        TOPIC, scaling_view="calculator", **{f"scaling_{k}": v for k, v in knobs.items()}
    )
    setup = CalculatorSetup(parameters=1e8, tokens=1e9, batch=1e7)
    said = readouts(at)
    assert said["Updates"] == 100
    assert said["Critical batch (tokens)"] == pytest.approx(batches(setup)["critical"], rel=5e-3)
    table = at.table[0].value
    assert list(table["law"]) == [each.title for each in answers(setup)]
    notes = [each.value for each in at.caption if "outside of what" in each.value]
    assert notes[0].startswith(r"\* outside"), "a star, and no bullet of a list"
    best = layer_on(at, "best D")["xy"]
    np.testing.assert_allclose(
        best[:, 1], np.log10([each.best_d for each in answers(setup)]), atol=0.01
    )
    assert layer_on(at, "budget C")["xy"][0][0] == pytest.approx(np.log10(5.76e23), abs=0.01)


@pytest.mark.parametrize("text", ["0", "1e99", "nan", "many"])
def test_a_budget_that_is_none_is_refused(open_page: OpenPage, text: str) -> None:
    at = open_page(TOPIC, scaling_view="calculator", scaling_compute=text)
    assert any("not possible here" in each.value for each in at.warning)


BRIEF = {"scaling_view": "law", "scaling_updates": "20", "scaling_sizes": "4"}
FEW = BRIEF | {
    "scaling_repeats": "2",
    "scaling_data": "false",
    "scaling_shapes": "false",
    "scaling_batch": "5",
}


@pytest.mark.long
def test_a_sweep_is_trained_and_its_law_is_told(open_page: OpenPage) -> None:
    at = open_page(TOPIC, **FEW)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    assert run.state == "finished"
    sound(at.run())
    found = measured(run.setup, run.recording.frame(-1).views)
    ahead, law = foretold(found), fit(points(found, "n"), floor=False).law
    assert ahead is not None
    said = readouts(at)
    assert said["Decoders trained"] == 7
    noise = found.noise()
    assert noise is not None
    assert said["Noise of the seed (% of L)"] == pytest.approx(100 * noise.spread, rel=6e-3)
    assert said["Exponent of L(N)"] == pytest.approx(law.exponent, rel=5e-3)
    assert said["Largest, foretold (nats)"] == pytest.approx(ahead.middle, abs=1e-3)
    told = "\n".join(each.value for each in at.caption)
    assert "never mixed with it" in told
    assert shipped()[1]["processor"] in told
    drawn_ends = layer_on(at, "measured")["xy"]
    np.testing.assert_allclose(
        drawn_ends, np.log10(np.stack(points(found, "n")[:2], -1)), atol=0.01
    )
    assert len(list(at.table[0].value.index)) == 4
    files = {each.proto.label: each.proto for each in at.get("download_button")}
    for label in ("This sweep as a table", "A script that fits it again"):
        assert files[label].deferred_file_id, "a file made with the page is gone at the next moment"


@pytest.mark.parametrize("over", ["n", "d", "c"])
def test_while_the_first_decoder_trains_its_law_has_no_points(over) -> None:
    setup = SweepSetup()
    unknown = np.full((len(plan(setup)), len(tokens(setup))), np.nan)
    nothing = measured(setup, {"loss": unknown, "other": unknown})
    law = importlib.import_module("pages.scaling.pictures.law").law
    picture = unpack(scene.pack(law(nothing, over, None)))
    assert not faults(picture)
    assert not empty(picture)


def bars(at: AppTest) -> list[str]:
    """What the line of the run says."""
    return [each.proto.text for each in at.get("progress")]


def press(at: AppTest, label: str) -> None:
    sound(next(each for each in at.button if each.label == label).click().run())


@pytest.mark.long
def test_a_sweep_is_one_run_of_many_that_train_at_once(open_page: OpenPage) -> None:
    at = open_page(TOPIC, **FEW)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    sound(at.run())
    assert any("7 of 7 done" in each for each in bars(at))
    found = measured(run.setup, run.recording.frame(-1).views)
    assert [job.parameters for job in found.jobs][-1] == max(found.parameters)
    known = {id(each) for each in live.pool().runs()}
    assert {id(each) for each in run.members.values()} <= known
    more = open_page(TOPIC, **FEW | {"scaling_sizes": "5"})
    wider = shown(more, TOPIC)
    wait_until_ended(wider)
    shared = [each for each in wider.members.values() if each in run.members.values()]
    assert len(shared) == 7, "what was trained before is not trained again"
    assert len(wider.members) == 8


@pytest.mark.long
def test_stop_is_for_the_one_who_presses_and_keeps_what_is_done(open_page: OpenPage) -> None:
    at = open_page(TOPIC, **BRIEF | {"scaling_updates": "2000", "scaling_seed": "4"})
    run = shown(at, TOPIC)
    run.watch("somebody else")
    wait_for(lambda: len(run.recording) > 2)
    sound(at.run())
    press(at, "Stop")
    assert run.state == "running"
    assert shown(at, TOPIC).state == "left"
    assert any("of 14 done" in each.value for each in at.info)
    before = run.recording.last_step
    wait_for(lambda: run.recording.last_step > before)
    press(at, "Train")
    assert shown(at, TOPIC) is run
    run.leave("somebody else")
    press(at, "Stop")
    assert run.state == "cancelled"
    assert all(each.ended for each in run.members.values())
    offered = {each.proto.label for each in at.get("download_button")}
    assert "This sweep as a table" in offered, "what is done can be taken home"


@pytest.mark.long
def test_a_decoder_whose_process_dies_is_told_and_trained_again(open_page: OpenPage) -> None:
    at = open_page(TOPIC, **FEW | {"scaling_updates": "60", "scaling_seed": "5"})
    run = shown(at, TOPIC)
    wait_for(lambda: len(run.recording) > 2)
    worker = next(each for each in live.pool()._workers if each.run in run.members.values())
    os.kill(worker.pid, signal.SIGKILL)
    wait_for(lambda: bool(run.sentence))
    sound(at.run())
    assert any("killed" in each.value for each in at.caption)
    wait_until_ended(run)
    sound(at.run())
    assert any("killed" in each.value and "6 of 7 done" in each.value for each in at.error)
    press(at, "Train")
    again = shown(at, TOPIC)
    assert again is not run
    wait_until_ended(again)
    assert again.state == "finished"
    assert len([each for each in again.members.values() if each in run.members.values()]) == 6


@pytest.mark.long
def test_the_script_fits_the_table_again(tmp_path: Path) -> None:
    found, told = shipped()
    export = importlib.import_module("pages.scaling.pictures.export")
    script = lesson.standalone(export.REFIT, export.SCRIPT)
    (tmp_path / export.SCRIPT).write_text(script, encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def ran() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, str(tmp_path / export.SCRIPT)],
            cwd=elsewhere,
            env=os.environ | {"PYTHONPATH": str(catalog.ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    alone = ran()
    assert alone.returncode == 1
    assert alone.stderr == "Put sweep.csv, the table of the sweep, beside this script.\n"
    (tmp_path / export.TABLE).write_text(written(found, told), encoding="utf-8")
    said = ran().stdout
    for over in ("n", "d", "c"):
        for floor in (False, True):
            law = fit(points(found, over), floor=floor).law
            low, high = law.interval
            start = f"L({over.upper()}) = {law.floor:.3f} + {law.factor:.4g} x^{law.exponent:.4f}"
            assert f"{start}, 95 % interval {low:.4f} to {high:.4f}\n" in said
    ahead = foretold(found)
    assert ahead is not None
    assert f"foretold {ahead.low:.3f} to {ahead.high:.3f}, came to {ahead.truth}" in said


def test_the_script_fits_three_decoders_by_a_straight_law_as_the_page_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, told = shipped()
    ends = np.flatnonzero([job.kind == "size" and job.seed == 0 for job in found.jobs])
    loss = np.full_like(found.loss, np.nan)
    loss[ends[:3]] = found.loss[ends[:3]]
    few = found._replace(loss=loss)
    export = importlib.import_module("pages.scaling.pictures.export")
    (tmp_path / export.TABLE).write_text(written(few, told), encoding="utf-8")
    exec(export.REFIT, {"__file__": str(tmp_path / export.SCRIPT)})
    said = capsys.readouterr().out
    law = fit(points(few, "n"), floor=False).law
    assert f"L(N) = 0.000 + {law.factor:.4g} x^{law.exponent:.4f}" in said
    assert "L(N) with an irreducible loss needs more decoders" in said


@pytest.mark.long
def test_an_irreducible_loss_that_was_asked_for_is_told_though_it_be_none(
    open_page: OpenPage,
) -> None:
    at = open_page(TOPIC, **FEW)
    run = shown(at, TOPIC)
    wait_until_ended(run)
    sound(at.run())
    assert "Irreducible loss (nats)" not in readouts(at)
    choice = next(each for each in at.segmented_control if each.label == "Irreducible loss")
    choice.set_value("fitted").run()
    found = measured(run.setup, run.recording.frame(-1).views)
    floor = fit(points(found, "n"), floor=True).law.floor
    assert readouts(sound(at))["Irreducible loss (nats)"] == pytest.approx(floor, abs=1e-2)


def test_an_own_text_is_asked_for_before_it_is_trained(open_page: OpenPage) -> None:
    at = open_page(TOPIC, scaling_view="law", scaling_text="own")
    assert "scaling:run" not in at.session_state
    train = next(each for each in at.button if each.label == "Train")
    assert train.disabled
    assert any("Bring a text" in each.value for each in (*at.caption, *at.info, *at.markdown))
