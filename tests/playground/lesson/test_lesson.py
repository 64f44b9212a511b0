"""The anatomy of a page: what it prints, and that what it hands out works."""

import inspect
import io
import json
import math
import os
import subprocess
import sys
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import lesson
from playground.lesson import Readout, Sum, interval, npz, numeral, script_for, standalone
from tests.numerals import read
from tests.playground.app import opened, sound
from tests.playground.demo import DemoSetup, train

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (2.0646, 3, "2.06"),
        (0.017149, 3, "0.0171"),
        (-0.5, 3, "−0.500"),
        (9.999, 3, "10.0"),
        (123456.0, 3, "123,456"),
        (1234567.0, 3, "1.23×10⁶"),
        (0.0000123, 3, "1.23×10⁻⁵"),
        (-2.5e-9, 2, "−2.5×10⁻⁹"),
        (0.0, 3, "0"),
        (12345, 3, "12,345"),
        (-3, 3, "−3"),
        (1.0, 5, "1.0000"),
        (math.nan, 3, "not a number"),
        (math.inf, 3, "∞"),
        (-math.inf, 3, "−∞"),
    ],
)
def test_numeral(value, digits, text):
    assert numeral(value, digits) == text


def test_an_interval_has_real_minus_signs():
    assert interval((-0.114, 0.066), ".2f") == "−0.11 to 0.07"


def test_numerals_are_true_to_their_digits():
    rng = np.random.default_rng(0)
    for value in 10 ** rng.uniform(-4, 5.9, 500) * rng.choice([-1, 1], 500):
        assert read(numeral(float(value), 4)) == pytest.approx(value, rel=0.5e-3)


def test_rounding_is_no_result():
    assert numeral(-1.19e-7, 3, rounding=2.4e-7) == "0"
    assert read(numeral(-1.19e-7)) == pytest.approx(-1.19e-7)
    assert Readout("Moved", -1.19e-7, rounding=2.4e-7).number == "0"
    assert Readout("Moved", 0.5, reference=1e-9, rounding=1e-6).footnotes == ("exact value 0",)
    assert numeral(math.nan, rounding=1.0) == "not a number"


def test_a_readout_says_what_it_is_compared_with():
    gap = Readout("Gap", 0.0171, "nats", 0.0, "floor", 0.0031, 20_000)
    assert (gap.title, gap.number) == ("Gap (nats)", "0.0171")
    assert gap.footnotes == ("± 0.0031 standard error", "floor 0", "from 20,000 samples")
    assert Readout("Area", 0.99971, reference=1.0, digits=5).footnotes == ("exact value 1.0000",)
    assert Readout("Not yet", None).number == "—"


@pytest.mark.parametrize("digits", [0, 1000])
def test_a_count_does_not_pass_for_digits(digits):
    with pytest.raises(ValueError, match="digits"):
        Readout("Kept", 0.5, samples=4, digits=digits)


def test_readouts_are_metrics_with_captions():
    def script() -> None:
        from playground.lesson import Readout, readouts

        readouts([Readout("Gap", 0.0171, "nats", samples=5, help="How far."), Readout("n", 3)])

    test = opened(script)
    assert [(m.label, m.value) for m in test.metric] == [("Gap (nats)", "0.0171"), ("n", "3")]
    assert [caption.value for caption in test.caption] == ["from 5 samples"]


def test_a_sum_is_checked_on_the_full_numbers():
    terms = (("a", 1e-5), ("b", 2.0), ("c", -0.5))
    assert Sum(terms, ("t", 1.50001)).matches
    assert not Sum(terms, ("t", 1.51)).matches
    assert not Sum(terms, ("t", math.nan)).matches
    assert not Sum((("a", math.nan),), ("t", 1.0)).matches
    assert not Sum((("a", math.inf),), ("t", math.inf)).matches
    assert Sum(terms, ("t", 1.51)).difference == pytest.approx(-0.00999)


def test_the_tolerance_follows_the_largest_term():
    assert Sum((("a", 1e6), ("b", -1e6)), ("t", 50.0)).matches
    assert not Sum((("a", 1.0), ("b", -1.0)), ("t", 50.0)).matches


def test_a_sum_is_written_as_an_addition():
    lines = Sum((("a", 1.25), ("b", -0.5)), ("t", 0.75)).latex(2).splitlines()
    assert lines[1:-1] == [r"a & 1.25 \\", r"+ b & -0.50 \\", r"\hline", "= t & 0.75"]


def test_an_equation_tells_whether_its_terms_add_up():
    def script() -> None:
        from playground.lesson import equation

        equation("x = a + b")
        equation("x = a + b", [("a", 0.1), ("b", 0.2)], ("x", 0.3))
        equation("x = a + b", [("a", 1.0), ("b", 2.0)], ("x", 3.0001))
        equation("x = a + b", [("a", 1.0), ("b", 2.0)], ("x", 3.5))
        equation("x = a", [("a", 1.0)], ("x", 1.1), tolerance=0.2, why="of 100 samples")

    test = opened(script)
    assert len(test.latex) == 4
    assert [each.value for each in test.markdown][:4] == [r"$\displaystyle x = a + b$"] * 4
    equal, close, sampled = (caption.value for caption in test.caption)
    assert "The terms add up; the two sides are equal up to rounding." in equal
    assert "The terms add up; the two sides differ by 0.00010." in close
    assert "within an error; the two sides differ by 0.10: of 100 samples." in sampled
    (warning,) = test.warning
    assert "do not add up" in warning.value
    assert "0.50" in warning.value


def test_a_formula_goes_on_in_the_next_line_between_words():
    def script() -> None:
        from playground.lesson import formula

        formula(r"p_i > 0 \text{ wherever one} = x_{\text{best}}")

    (found,) = (each.value for each in opened(script).markdown)
    words = r"\text{ }\allowbreak \text{wherever }\allowbreak \text{one}"
    assert found == rf"$\displaystyle p_i > 0 {words} = x_{{\text{{best}}}}$"


def test_header_and_badges_say_it_in_words():
    def script() -> None:
        from playground import lesson

        lesson.header("Flows", "A promise.", "Sections 1.1 to 1.3", "exact")
        for kind in lesson.BADGES:
            lesson.badge(kind)

    test = opened(script)
    assert test.title[0].value == "Flows"
    texts = [element.value for element in test.markdown]
    assert test.title[0].proto.help == "A promise."
    for kind in lesson.BADGES:
        assert any(kind in text for text in texts)
    assert "Sections 1.1 to 1.3" in test.caption[0].value


def lecture() -> None:
    import streamlit as st

    from playground import controls, lesson
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup

    stations = [
        Preset("Few", DemoSetup(layers=1), "Look.", "Why?", "Because.", {"side": "left"}),
        Preset("Affine", DemoSetup(family="affine", bins=20), "See.", "How?", "So."),
    ]
    setup = controls.panel(DemoSetup, "demo")
    controls.choose("Side", {"right": "Right", "left": "Left"}, "demo_side")
    st.session_state.setdefault("pressed", 0)

    def then(station: Preset) -> None:
        st.session_state["pressed"] += 1
        st.session_state["pressed last"] = station.name

    chosen = lesson.presets(stations, "demo", setup, then)
    st.text(chosen.name or "none")
    lesson.story(chosen, "demo")


def two_views() -> None:
    from playground import controls, lesson
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup

    stations = [
        Preset("Far", DemoSetup(family="affine", layers=1, rate=0.1), "Look.", "Why?", "Because."),
        Preset("Ball", DemoSetup(layers=5), "Roll.", "How?", "So.", {"view": "ball"}),
    ]
    setup = controls.panel(DemoSetup, "demo")
    controls.view("Look at", {"flat": "Flat", "ball": "Ball"}, "demo")
    lesson.story(lesson.presets(stations, "demo", setup), "demo")


def beside_a_run() -> None:
    from types import SimpleNamespace
    from typing import Any

    import streamlit as st

    from playground import lesson, live
    from playground.lesson import Preset
    from tests.playground.demo import DemoSetup, train

    stations = [
        Preset("Few", DemoSetup(layers=1), "Look.", "Why?", "Because."),
        Preset("Affine", DemoSetup(family="affine"), "See.", "How?", "So."),
    ]
    origin = ("some", 3) if st.session_state.get("forked") else None
    run: Any = SimpleNamespace(setup=DemoSetup(layers=1), recording=SimpleNamespace(origin=origin))
    controls = DemoSetup(family="affine")
    watched = live.Watched("demo", run, controls, train, False, st.empty())
    told = lesson.presets(stations, "demo", watched)
    st.text(told.name)
    lesson.story(told, "demo")


def lit(test: AppTest) -> list[str]:
    buttons = [button for button in test.button if "preset" in str(button.key)]
    return [button.label for button in buttons if button.proto.type == "primary"]


def test_a_preset_turns_the_knobs_and_tells_its_story():
    test = opened(lecture, demo_target="rings", demo_noise="0.5", demo_seed="5")
    assert test.text[0].value == "none"
    assert "The story begins with **Few**: press **1**." in test.markdown[-1].value
    assert lit(test) == []
    assert [each.label for each in test.expander] == ["More"]
    test.button(key="demo:preset:1").click()
    sound(test.run())
    assert test.text[0].value == "Few"
    assert test.session_state["pressed"] == 1
    assert test.query_params == {"demo_layers": "1", "demo_side": "left"}
    texts = " ".join(element.value for element in test.markdown)
    assert "Look." in texts
    assert "Why?" in texts
    assert test.expander(key="demo:answer:Few:standard").markdown[0].value == "Because."
    assert not test.expander(key="demo:answer:Few:standard").proto.expanded


def test_a_preset_turns_what_the_page_keeps_beside_the_knobs():
    test = opened(lecture)
    assert test.session_state["demo_side"] == "right"
    test.button(key="demo:preset:1").click()
    sound(test.run())
    assert test.session_state["demo_side"] == "left"
    assert test.session_state["pressed last"] == "Few"
    test.button(key="demo:preset:2").click()
    sound(test.run())
    assert test.session_state["demo_side"] == "right", "a preset that names no option: the first"
    assert "demo_side" not in test.query_params


def test_the_story_stays_while_the_class_explores_and_says_what_was_left():
    test = opened(lecture)
    test.button(key="demo:preset:1").click()
    sound(test.run()).slider(key="demo_layers").set_value(5)
    assert sound(test.run()).text[0].value == "Few"
    assert lit(test) == []
    assert "You have left **Few**: *Layers* is 5, not 1." in test.caption[0].value
    assert "Look." in " ".join(element.value for element in test.markdown)
    test.slider(key="demo_layers").set_value(1)
    assert lit(sound(test.run())) == ["Few"]
    assert not any("Few" in caption.value for caption in test.caption)


def test_near_a_preset_its_words_are_told_with_the_difference():
    test = opened(lecture, demo_family="affine", demo_layers="5")
    assert test.text[0].value == "Affine"
    assert lit(test) == []
    assert "This is not quite **Affine**: *Layers* is 5, not 6." in test.caption[0].value


def test_what_is_told_of_another_view_is_not_told_of_this_one():
    here = opened(two_views, demo_layers="4")
    assert "The story begins with **Far**" in " ".join(each.value for each in here.markdown)
    there = opened(two_views, demo_layers="4", demo_view="ball")
    assert "This is not quite **Ball**" in there.caption[0].value


@pytest.mark.long
def test_the_preset_is_that_of_the_run_on_screen_and_not_that_of_the_controls():
    test = AppTest.from_function(beside_a_run, default_timeout=30)
    assert lit(sound(test.run())) == ["Few"]
    assert test.text[0].value == "Few"
    test.session_state["forked"] = True
    assert lit(sound(test.run())) == []
    assert "forked" in test.caption[0].value


def test_a_link_shows_the_preset_it_stands_for():
    test = opened(lecture, demo_family="affine")
    assert test.text[0].value == "Affine"
    assert test.button(key="demo:preset:2").proto.type == "primary"


def test_presets_have_hot_keys():
    test = opened(lecture)
    assert [test.button(key=f"demo:preset:{n}").proto.shortcut for n in (1, 2)] == ["1", "2"]


def test_source_shows_the_function_and_where_it_stands():
    def script() -> None:
        from playground import lesson
        from tests.playground.demo import DemoSetup, train

        lesson.source(train, DemoSetup)

    test = opened(script)
    assert not test.code, "written before it is opened"
    test.session_state["source"] = True
    sound(test.run())
    assert [code.value for code in test.code] == [
        inspect.getsource(train).strip(),
        inspect.getsource(DemoSetup).strip(),
    ]
    line = inspect.getsourcelines(train)[1]
    assert test.caption[0].value == f"tests/playground/demo.py, line {line}"


def test_source_looks_through_decorators():
    @wraps(train)
    def dressed(setup: DemoSetup) -> Any:
        return train(setup)

    assert lesson.place_of(dressed) == lesson.place_of(train)


def test_npz_gives_the_arrays_back_and_says_what_they_are():
    data = {"samples": np.random.default_rng(0).random((4, 2)), "words": np.array(["a", "|é"])}
    content = npz(data, {"samples": "point (x y)"}, DemoSetup(layers=3))
    with np.load(io.BytesIO(content), allow_pickle=False) as loaded:
        assert set(loaded) == {*data, "about"}
        for name, array in data.items():
            np.testing.assert_array_equal(loaded[name], array)
        about = json.loads(str(loaded["about"]))
    assert about["axes"] == {"samples": "point (x y)"}
    assert DemoSetup.model_validate(about["knobs"]) == DemoSetup(layers=3)


@pytest.mark.long
@pytest.mark.parametrize(
    ("setup", "until"),
    [
        (DemoSetup(), None),
        (DemoSetup(), 300),
        (
            DemoSetup(family="affine", layers=3, steps=200, cosine=False, drawn="a'\"\\\n{x}é"),
            None,
        ),
    ],
    ids=["default", "a moment", "changed"],
)
def test_the_script_runs_and_ends_with_the_same_numbers(setup, until, tmp_path):
    file = tmp_path / "again.py"
    source = script_for(setup, module="tests.playground.demo", until=until)
    script = standalone(source, file.name)
    file.write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", file],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    last = next(each for each in train(setup) if each.step == (until or setup.steps))
    assert f"after {last.step:,} steps" in done.stdout
    assert f"nll = {last.metrics['nll']:.6g}" in done.stdout


def test_a_script_says_that_a_moment_of_parts_trained_at_once_is_not_to_be_had():
    script = script_for(DemoSetup(), module="tests.playground.demo", until=300, at_once=True)
    assert "step 300, with all parts trained at once" in script
    assert "break" not in script
    whole = script_for(DemoSetup(), module="tests.playground.demo", at_once=True)
    assert whole == script_for(DemoSetup(), module="tests.playground.demo")


def test_the_script_names_only_what_is_changed_and_matters():
    script = script_for(DemoSetup(family="affine", bins=20), module="tests.playground.demo")
    assert "from tests.playground.demo import DemoSetup, train" in script
    assert "    family='affine',\n)" in script
    assert "bins" not in script
    assert "DemoSetup()" in script_for(DemoSetup(), module="tests.playground.demo")


@pytest.mark.parametrize("name", ["os; import sys", "a.b", "", "class"])
def test_a_script_is_only_written_with_names(name):
    with pytest.raises(ValueError, match="Python name"):
        script_for(DemoSetup(), name)


def test_what_the_notes_print_otherwise_stands_in_one_line():
    def script() -> None:
        from playground import lesson

        lesson.beside_the_notes("Read det.")

    (line,) = opened(script).caption
    assert line.value.endswith("**Beside the notes.** Read det.")
