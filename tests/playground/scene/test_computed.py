"""Arrays that the browser computes: what is sent, and what is refused."""

from typing import Any

import numpy as np
import pytest

from playground.scene import (
    Computed,
    Ellipses,
    Field,
    Handles,
    Paths,
    Scene,
    SceneError,
    Stage,
    pack,
)
from playground.scene.pack import unpack

PLACE = np.array([[0.5, -1.0]])
RANDOM = np.random.default_rng(0)
DENSE: list[Stage] = [
    (RANDOM.normal(size=(3, 2)), RANDOM.normal(size=3), "silu"),
    (RANDOM.normal(size=(4, 3)), RANDOM.normal(size=4), "sigmoid"),
]
SPREAD: list[Stage] = [
    (RANDOM.normal(size=(8, 2)), np.zeros(8), "silu"),  # two channels of 2 by 2
    (RANDOM.normal(size=(2, 1, 4, 4)), np.zeros(16), ""),  # one of 4 by 4
]


def picture(network: Any, shape: tuple[int, ...], **more: Any) -> Field:
    values = Computed(network, "page:z", PLACE, shape, **more)
    return Field("decoded", values, (0, 1, 0, 1), 0, 1, scale="ink")


def sent(layer: Any) -> dict[str, Any]:
    (found,) = unpack(pack(Scene([layer], (-1, 1, -1, 1))))["layers"]
    return dict(found)


def test_a_network_is_sent_in_half_precision():
    values = sent(picture(DENSE, (2, 2)))["values"]
    assert values["handles"] == "page:z"
    assert values["start"] == [[0.5, -1.0]]
    assert values["each"] == [2, 2]
    assert (values["low"], values["high"], values["power"]) == (0, 1, 1)
    for stage, (weight, bias, activation) in zip(values["network"], DENSE, strict=True):
        np.testing.assert_allclose(stage["weight"], weight, rtol=1e-3, atol=1e-7)
        np.testing.assert_allclose(stage["bias"], bias, rtol=1e-6)
        assert stage["activation"] == activation


def test_a_transposed_convolution_doubles_each_side():
    assert sent(picture(SPREAD, (4, 4)))["values"]["network"][1]["weight"].shape == (2, 1, 4, 4)


def test_points_are_computed_for_lines_and_ellipses():
    line = sent(Paths("walk", Computed((), "page:ends", [[0, 0], [1, 1]], count=5), "exact"))
    assert line["xy"]["count"] == 5
    assert line["xy"]["network"] == []
    twice = Computed((), "page:z", PLACE, count=2)
    assert len(sent(Ellipses("p(x|z)", twice, np.ones((2, 2)), "exact"))["radii"]) == 2


def test_handles_say_under_which_name_they_are_shared():
    assert sent(Handles("z", PLACE, "exact", shared="page:z"))["shared"] == "page:z"
    assert sent(Handles("z", PLACE, "exact"))["shared"] == ""


@pytest.mark.parametrize(
    ("layer", "sentence"),
    [
        (picture(DENSE, (3, 3)), "computes 4 numbers, but its shape is"),
        (picture(DENSE[1:], (2, 2)), r"weight of decoded must have the shape \(out, 2\)"),
        (picture([(np.ones((4, 2)), np.ones(3), "")], (2, 2)), "bias of decoded"),
        (picture([(np.ones((4, 2)), np.ones(4), "relu")], (2, 2)), "activation"),
        (picture([SPREAD[0], (np.ones((3, 1, 4, 4)), np.ones(1), "")], (4, 4)), "for 8 numbers"),
        (picture(DENSE, (4,)), "each answer has the shape"),
        (picture(DENSE, (2, 2), count=1), "at least two points"),
        (Field("f", Computed(DENSE, "", PLACE, (2, 2)), (0, 1, 0, 1), 0, 1), "which shared"),
        (Field("f", Computed(DENSE, "z", [], (2, 2)), (0, 1, 0, 1), 0, 1), "start of f"),
        (Paths("p", Computed(DENSE, "z", PLACE, (2, 2)), "model"), "drawn at points"),
        (Ellipses("e", Computed((), "z", PLACE), np.ones((2, 2)), "model"), "radii of e"),
    ],
)
def test_what_cannot_be_computed_is_a_sentence(layer, sentence):
    with pytest.raises(SceneError, match=sentence):
        pack(Scene([layer], (-1, 1, -1, 1)))
