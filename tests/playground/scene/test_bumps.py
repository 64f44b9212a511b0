"""Sums of bumps that the browser computes, and points in the colours of their classes."""

from typing import Any

import numpy as np
import pytest

from playground.scene import Bumps, Field, Handles, Paths, Points, Scene, SceneError, pack
from playground.scene.pack import unpack

PLACE = [[0.4, 0.0]]
WINDOW = (-2.0, 2.0, 0.0, 1.0)
LINE = np.array([1.0, -1.0, 0.25])
PLANE = np.array([[0.0, 0.5], [1.0, -0.5]])


def sent(layer: Any) -> dict[str, Any]:
    (found,) = unpack(pack(Scene([layer], (-2, 2, -1, 1), times=range(2))))["layers"]
    return dict(found)


def graph(points: Any = LINE, **more: Any) -> Paths:
    return Paths("estimate", Bumps(points, "page:h", PLACE, WINDOW, **more), "model")


def test_points_of_a_sum_are_sent_in_order_and_those_of_single_bumps_as_they_are():
    xy = sent(graph())["xy"]
    np.testing.assert_allclose(xy["bumps"][:, 0], np.sort(LINE))
    assert (xy["handles"], xy["start"], xy["extent"]) == ("page:h", PLACE, list(WINDOW))
    assert xy["each"] == 0
    np.testing.assert_allclose(sent(graph(each=2))["xy"]["bumps"][:, 0], LINE)


def test_bumps_of_the_plane_are_a_field_with_a_scale_of_colours():
    field = Field("estimate", Bumps(PLANE, "page:h", PLACE, WINDOW), WINDOW, 0, 2, power=0.5)
    values = sent(field)["values"]
    np.testing.assert_allclose(values["bumps"], PLANE)
    assert (values["low"], values["high"], values["power"]) == (0, 2, 0.5)


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (graph(PLANE), r"points of estimate must have the shape \(n, 1\)"),
        (graph([]), "points of estimate"),
        (graph([np.nan]), "must be finite"),
        (graph(each=4), "no more bumps than points"),
        (graph(cells=1), "two places or more"),
        (Paths("estimate", Bumps(LINE, "", PLACE, WINDOW), "model"), "which shared"),
        (Paths("estimate", Bumps(LINE, "h", [], WINDOW), "model"), "start of estimate"),
        (Field("f", Bumps(LINE, "h", PLACE, WINDOW), WINDOW, 0, 1), r"shape \(n, 2\)"),
        (Points("p", PLANE, "base", classes=[1, 2, 3]), "classes of p"),
    ],
)
def test_what_cannot_be_drawn_is_a_sentence(layer, sentence):
    with pytest.raises(SceneError, match=sentence):
        pack(Scene([layer], (-1, 1, -1, 1)))


def test_points_may_change_their_class_over_time():
    classes = np.array([[0, -1], [3, 1]])
    layer = sent(Points("points", PLANE, "base", classes=classes))
    np.testing.assert_array_equal(layer["classes"], classes)
    assert "scale" not in layer


def test_a_handle_says_along_which_axis_it_moves():
    assert sent(Handles("h", PLACE, "exact", along="x"))["along"] == "x"
    assert sent(Handles("h", PLACE, "exact"))["along"] == ""
