"""What is asked of every picture is seen where it is not so."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground import scene
from playground.scene.pack import unpack
from tests.pages.pictured import empty, faults

LINE = scene.Paths("line", [[(0.0, 0.0), (1.0, 1.0)]], "model")
ACROSS = scene.Paths("across", [[(-9.0, 0.5), (9.0, 0.5)]], "base")
GOOD = scene.Scene([LINE, ACROSS], (0.0, 1.0, 0.0, 1.0), alt="A line.")


def told(picture: scene.Scene, *layers: Any, **changed: Any) -> Sequence[str]:
    return faults(unpack(scene.pack(replace(picture, layers=[LINE, *layers], **changed))))


def test_a_layer_without_any_mark_is_told():
    nothing = scene.Points("layers", [(np.nan, np.nan)], "data")
    (fault,) = empty(unpack(scene.pack(replace(GOOD, layers=[LINE, nothing]))))
    assert "'layers' draw nothing" in fault
    assert not empty(unpack(scene.pack(GOOD)))


def test_a_sound_picture_has_no_faults():
    assert not faults(unpack(scene.pack(GOOD)))
    assert not told(GOOD, ACROSS, x_label="x", y_label="density", equal=False)
    moving = scene.Labels("there", [[(0.5, 0.5)], [(7.0, 0.5)]], ["it"])
    assert not told(GOOD, moving, times=[0, 1], identity="a run")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"equal": False}, "units"),
        ({"x_label": "x", "y_label": "density"}, "units"),
        ({"y_label": "density", "equal": False}, "lost its name"),
        ({"x_label": "", "y_label": "", "equal": False}, "units"),
        ({"tall": 1.3}, "height"),
        ({"alt": "From -1 to 1."}, "computer"),
        ({"window": (0.0, 10.0, 0.0, 10.0)}, "takes"),
    ],
)
def test_a_plane_without_the_names_of_its_axes_or_with_units_of_others_is_told(changed, said):
    (fault,) = told(GOOD, **changed)
    assert said in fault


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        (scene.Labels("names", [(0.5, 0.5), (0.5, 1.5)], ["in", "out"]), "1 of 2 labels"),
        (scene.Labels("names", [(0.5, 0.5)], ["-2"]), "computer"),
        (scene.Labels("names", [(0.5, 0.5)], ["1.2e-05"]), "computer"),
        (scene.Labels("names", [(0.5, 0.5)], ["nan"]), "computer"),
        (scene.Handles("root", [(-1.6, 0.0)], "query"), "1 of 1 handles"),
        (scene.Field("density", [[0.0, 1.0]], (-1.0, 1.0, 0.0, 1.0), 0, 1), "1 of 2 field"),
        (scene.Points("data", [(3.0, 3.0), (4.0, 4.0)], "data"), "nowhere"),
        (scene.Paths("curve", [[(0.0, 3.0), (1.0, 3.0)]], "model"), "nowhere"),
    ],
)
def test_what_stands_beside_the_window_or_is_written_as_by_a_computer_is_told(layer, said):
    (fault,) = told(GOOD, layer)
    assert said in fault
    assert layer.name in fault or "computer" in fault


@pytest.mark.parametrize(
    ("values", "said"), [([float("nan")] * 2, ["empty"]), ([float("nan"), 1.0], []), ([], [])]
)
def test_a_strip_without_any_number_is_told(values, said):
    curves = [scene.Curve("held out", values, "model")]
    found = told(GOOD, times=range(len(values)), identity="a run", curves=curves)
    assert [word for word in said if word in found[0]] == said
    assert len(found) == len(said)


def test_two_of_a_kind_that_are_one_are_told():
    marks = [(0.1, 0.2), (0.4, 0.9)]
    points = [scene.Points(name, marks, "data") for name in ("true", "made")]
    (fault,) = told(GOOD, *points)
    assert fault == "points 'true' is the same as 'made'"
    assert not told(GOOD, points[0], scene.Points("near", [(0.1, 0.2), (0.4, 0.8)], "data"))
    curves = [scene.Curve(name, [3.0, 2.0, 1.0], "model") for name in ("loss", "held out")]
    (fault,) = told(GOOD, times=range(3), identity="a run", curves=curves)
    assert fault == "curve 'loss' is the same as 'held out'"
    curves[1] = scene.Curve("held out", [3.0, 2.0, 1.5], "model")
    assert not told(GOOD, times=range(3), identity="a run", curves=curves)


def test_times_that_are_no_steps_are_not_called_so():
    moving = {"times": (0.0, 0.5, 1.0), "identity": "a way"}
    (fault,) = told(GOOD, **moving)
    assert "no steps" in fault
    assert not told(GOOD, **moving, time_name="of the way")
    assert not told(GOOD, times=(0, 5, 10), identity="a run")


def test_words_in_the_room_of_others_are_told():
    names = scene.Labels("names", [(0.2, 0.3), (0.2, 0.6)], ["a", "b"], room=0.4)
    (fault,) = told(GOOD, names, scene.Labels("numbers", [(0.5, 0.3)], ["1"], room=0.4))
    assert "the same room" in fault
    assert not told(GOOD, names, scene.Labels("numbers", [(0.6, 0.3)], ["1"], room=0.4))
    assert not told(GOOD, names, scene.Labels("numbers", [(0.5, 0.4)], ["1"], room=0.4))
