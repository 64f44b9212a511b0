"""Packing a scene: what goes in comes out, within the bound of its codes, and is small."""

import json
from typing import Any, cast

import numpy as np
import pytest
from numpy.typing import NDArray

from playground import badges
from playground.palette import CONCEPTS
from playground.scene.layers import (
    Arrows,
    Curve,
    Drawing,
    Ellipses,
    Field,
    Glyphs,
    Handles,
    Labels,
    Layer,
    Letters,
    Mesh,
    Panel,
    Paths,
    Points,
    Polygons,
    Scene,
    SceneError,
)
from playground.scene.pack import pack, unpack

WINDOW = (-4.0, 4.0, -2.0, 2.0)
LIMIT = 200 * 1024
Floats = NDArray[np.float64]


def noise(*shape: int) -> Floats:
    return np.random.default_rng(sum(shape)).normal(size=shape)


def only(layer: Layer, times: Any = ()) -> dict[str, Any]:
    """The one layer of a scene after packing and unpacking."""
    found: dict[str, Any] = unpack(pack(Scene([layer], WINDOW, times)))["layers"][0]
    return found


@pytest.mark.parametrize("dtype", ["uint8", "float16"])
def test_a_frame_of_the_usual_size_is_small(dtype: Any) -> None:
    scene = Scene(
        [
            Field("density", noise(1, 200, 200), WINDOW, -1, 1, dtype=dtype),
            Points("samples", noise(1, 2000, 2), "model"),
        ],
        WINDOW,
        times=[0],
    )
    assert len(pack(scene)) <= (50 if dtype == "uint8" else 90) * 1024 < LIMIT


def test_each_frame_adds_its_codes_and_nothing_else() -> None:
    def size(frames: int) -> int:
        layer = Field("f", np.zeros((frames, 40, 50)), WINDOW, 0, 1)
        return len(pack(Scene([layer], WINDOW, list(range(10, 10 + frames)))))

    assert size(21) - size(20) == pytest.approx(40 * 50, abs=16)


@pytest.mark.parametrize("power", [1.0, 0.5, 2.0])
def test_a_field_in_uint8_is_exact_to_half_a_colour(power: float) -> None:
    values = np.linspace(-3, 5, 2000).reshape(40, 50)
    found = only(Field("f", values, WINDOW, -3, 5, power=power))["values"]
    error = ((found + 3) / 8) ** power - ((values + 3) / 8) ** power
    assert found.shape == (40, 50)
    assert np.abs(error).max() <= 0.5 / 254 + 1e-9


def test_a_field_in_float16_keeps_three_digits_of_every_value() -> None:
    values = 10.0 ** np.linspace(-4, 0, 100).reshape(10, 10)
    found = only(Field("f", values, WINDOW, 0, 1, power=0.3, dtype="float16"))["values"]
    np.testing.assert_allclose(found, values, rtol=2**-11)


@pytest.mark.parametrize("dtype", ["uint8", "float16"])
def test_holes_of_a_field_stay_holes(dtype: Any) -> None:
    values = np.array([[0.0, np.nan], [np.inf, -np.inf]])
    found = only(Field("f", values, WINDOW, 0, 1, dtype=dtype))["values"]
    np.testing.assert_array_equal(np.isnan(found), ~np.isfinite(values))


def test_values_beyond_the_ends_take_the_end_colours() -> None:
    found = only(Field("f", np.array([[-9.0, 9.0]]), WINDOW, 0, 1))["values"]
    np.testing.assert_allclose(found, [[0, 1]])


@pytest.mark.parametrize("shape", [(500, 2), (7, 500, 2)])
def test_positions_are_exact_to_half_a_step(shape: tuple[int, ...]) -> None:
    xy = noise(*shape)
    found = only(Points("p", xy, "data"), range(7))["xy"]
    flat = xy.reshape(-1, 2)
    step = (flat.max(0) - flat.min(0)) / 65534
    assert (np.abs(found - xy) <= step / 2 + 1e-12).all()


def test_one_far_point_costs_the_others_less_than_a_tenth_of_a_pixel() -> None:
    xy = noise(100, 2)
    xy[0] = 1e12, -1e12
    found = only(Points("p", xy, "data"))["xy"]
    across = np.array([8.0, 4.0])
    assert (np.abs(found[1:] - xy[1:]) / across * 560 < 0.1).all()
    assert (np.abs(found[0]) > 4 * across).all()  # and it stays outside


def test_points_that_are_not_finite_are_nothing() -> None:
    found = only(Points("p", [[0.0, 0.0], [np.nan, 1.0], [1.0, np.inf]], "data"))["xy"]
    np.testing.assert_array_equal(np.isnan(found).all(1), [False, True, True])


def test_every_kind_of_layer_comes_back() -> None:
    ring = noise(9, 2)
    layers: list[Layer] = [
        Points("points", ring, "codeword", values=np.arange(9), opacity=np.linspace(0, 1, 9)),
        Mesh("mesh", noise(5, 4, 6, 2), "base", weight=np.full((3, 5), 0.4)),
        Polygons("polygons", [ring, ring[:4]], "model", fill=[1, 2]),
        Paths("paths", noise(3, 8, 2), "exact", dashed=True, width=3),
        Arrows("arrows", ring, noise(9, 2), "gradient"),
        Labels("labels", ring[:2], ["a", "queen − man"], visible=False),
        Handles("handles", ring[:3], "query", labels="abc"),
        Drawing("data", limit=7, strokes=[ring[:2], ring[:1]]),
    ]
    found = unpack(pack(Scene(layers, WINDOW, range(5))))["layers"]
    by_name = {layer["name"]: layer for layer in found}
    assert [layer["kind"] for layer in found] == [layer.name for layer in layers[:-1]] + ["drawing"]
    assert by_name["points"]["color"] == CONCEPTS.index("codeword")
    assert (by_name["points"]["low"], by_name["points"]["high"]) == (0, 8)
    np.testing.assert_allclose(by_name["points"]["opacity"], np.linspace(0, 1, 9), atol=0.5 / 255)
    np.testing.assert_allclose(by_name["mesh"]["weight"], 0.4, atol=0.5 / 255)
    assert by_name["mesh"]["xy"].shape == (5, 4, 6, 2)
    assert by_name["polygons"]["rings"]["lengths"] == [9, 4]
    np.testing.assert_allclose(by_name["polygons"]["rings"]["xy"][9:], ring[:4], atol=1e-4)
    np.testing.assert_array_equal(by_name["polygons"]["fill"], [1, 2])
    assert by_name["paths"]["dashed"] is True
    vector = by_name["arrows"]["tip"] - by_name["arrows"]["xy"]
    np.testing.assert_allclose(vector, noise(9, 2), atol=2e-4)
    assert by_name["labels"]["texts"] == ["a", "queen − man"]
    assert by_name["labels"]["visible"] is False
    np.testing.assert_allclose(by_name["handles"]["xy"], ring[:3], rtol=1e-7)
    assert by_name["draw"]["limit"] == 7
    np.testing.assert_allclose(by_name["draw"]["strokes"]["xy"][2], ring[0], rtol=1e-7)


def test_a_field_may_be_faint_and_points_may_be_counted_outside() -> None:
    field = Field("D(x)", np.zeros((2, 2)), WINDOW, 0, 1, opacity=0.5, digits=2, bar=False)
    header = unpack(pack(Scene([field, Points("g", [[9, 9]], "model", outside=True)], WINDOW)))
    assert header["layers"][0]["opacity"] == 0.5
    assert header["layers"][0]["digits"] == 2
    assert header["layers"][0]["bar"] is False
    assert header["layers"][1]["outside"] is True
    plain = unpack(
        pack(Scene([Field("D", [[0]], WINDOW, 0, 1), Points("g", [[9, 9]], "model")], WINDOW))
    )
    assert plain["layers"][0]["bar"] is True
    assert plain["layers"][0]["opacity"] == 1
    assert plain["layers"][0]["digits"] is None
    assert plain["layers"][1]["outside"] is False


def test_a_drawing_keeps_what_the_person_drew_unless_strokes_are_given() -> None:
    mine = noise(4, 2)
    scene = Scene([Drawing()], WINDOW)
    layer = unpack(pack(scene, drawn=[mine]))["layers"][0]
    assert layer["kept"] is True
    np.testing.assert_allclose(layer["strokes"]["xy"], mine, rtol=1e-6)
    given = unpack(pack(Scene([Drawing(strokes=[])], WINDOW), drawn=[mine]))["layers"][0]
    assert given["kept"] is False
    assert given["strokes"]["lengths"] == []


def test_the_header_tells_time_and_words() -> None:
    curves = [Curve("NLL", [3, np.nan, np.inf], "model", floor=2.5, floor_name="H", wanted=(2, 4))]
    scene = Scene(
        [], WINDOW, [10, 20, 30], "layer", curves, first=4, total=9, identity="abc",
        alt="What it shows.", live=True, start="last", link="same", badge="exact",
        tall=1.5,
    )  # fmt: skip
    header = unpack(pack(scene, height=300, share=0.5, echo=5, switched=(["samples"], 2)))
    curve = header.pop("curves")[0]
    np.testing.assert_array_equal(curve["values"], [3, np.nan, np.nan])
    assert (curve["floor"], curve["floor_name"], curve["wanted"]) == (2.5, "H", [2, 4])
    assert header == {
        "layers": [], "window": list(WINDOW), "height": 300, "share": 0.5, "echo": 5,
            "times": [10, 20, 30],
        "time_name": "layer", "first": 4, "total": 9, "identity": "abc", "live": True,
        "start": "last", "link": "same", "alt": "What it shows.", "x_label": "x₁",
        "y_label": "x₂", "badge": "exact",
        "meaning": badges.meaning("exact"), "equal": True, "report_probe": False,
        "report_time": False, "measured": None,
        "axes": True, "autoplay": False, "panels": [], "captions": [], "pace": None,
        "spots": [], "tall": 1.5, "transport": True,
        "switched": {"names": ["samples"], "echo": 2},
    }  # fmt: skip


def test_every_array_starts_at_a_multiple_of_eight() -> None:
    layers = [Points(f"p{n}", noise(n, 2), "data", opacity=np.ones(n)) for n in range(1, 6)]
    blob = pack(Scene(layers, WINDOW))
    length = int.from_bytes(blob[4:8], "little")
    text = json.loads(blob[8 : 8 + length])
    assert length % 8 == 0
    assert all(layer[part]["at"] % 8 == 0 for layer in text["layers"] for part in ("xy", "opacity"))


def test_nothing_at_all_can_be_packed() -> None:
    empty = np.zeros((0, 2))
    layers: list[Layer] = [
        Field("f", np.zeros((0, 0)), WINDOW, 0, 1),
        Points("p", empty, "data", values=[]),
        Mesh("m", np.zeros((1, 1, 2)), "data", weight=np.zeros((0, 0))),
        Polygons("g", [], "data", fill=[]),
        Paths("l", np.zeros((0, 0, 2)), "data"),
        Arrows("a", empty, empty, "data"),
        Labels("w", empty, []),
        Handles("h", empty, "data"),
        Points("t", np.zeros((0, 3, 2)), "data"),
    ]
    assert unpack(pack(Scene(layers, WINDOW, live=True)))["layers"][8]["xy"].shape == (0, 3, 2)


WRONG: list[tuple[str, Layer]] = [
    (r"values of f must have the shape \(H, W\)", Field("f", noise(4), WINDOW, 0, 1)),
    ("values of f must be an array of numbers", Field("f", [["x"]], WINDOW, 0, 1)),
    ("colours of f need low < high", Field("f", noise(2, 2), WINDOW, 1, 0)),
    ("colours of f need a finite low", Field("f", noise(2, 2), WINDOW, np.nan, 1)),
    ("power of f must be positive", Field("f", noise(2, 2), WINDOW, 0, 1, power=0)),
    ("extent of f must be", Field("f", noise(2, 2), (0, 0, 1, 1), 0, 1)),
    ("scale of f must be", Field("f", noise(2, 2), WINDOW, 0, 1, scale=cast(Any, "jet"))),
    (r"xy of p must have the shape \(N, 2\)", Points("p", noise(4, 3), "data")),
    ("color of p must be one of data, model", Points("p", noise(4, 2), cast(Any, "red"))),
    ("opacity of p", Points("p", noise(4, 2), "data", opacity=[1, 1])),
    ("values of p", Points("p", noise(4, 2), "data", values=[1, 2])),
    (r"weight of m must have the shape \(3, 4\)", Mesh("m", noise(4, 5, 2), "data", noise(4, 5))),
    ("each line of g", Polygons("g", [noise(4)], "data")),
    (r"fill of g must have the shape \(1,\)", Polygons("g", [noise(4, 2)], "data", fill=[1, 2])),
    ("lines of l", Paths("l", noise(4, 2), "data")),
    (r"vector of a must have the shape \(4, 2\)", Arrows("a", noise(4, 2), noise(3, 2), "data")),
    ("w has 2 points but 1 words", Labels("w", noise(2, 2), ["a"])),
    ("h has 2 points but 1 words", Handles("h", noise(2, 2), "data", labels=["a"])),
    ("array over time has 3 frames", Points("p", noise(3, 4, 2), "data")),
]


@pytest.mark.parametrize(("sentence", "layer"), WRONG)
def test_a_wrong_layer_is_refused_with_a_sentence(sentence: str, layer: Layer) -> None:
    with pytest.raises(SceneError, match=sentence):
        pack(Scene([layer], WINDOW, [0, 1]))


def test_panels_may_have_layers_of_the_same_name_above_those_of_all() -> None:
    panels = [
        Panel(title, [Points("samples", noise(2, 5, 2) + shift, "model")], "query")
        for title, shift in (("A", 0.0), ("B", 1.0))
    ]
    shared = Points("data", noise(7, 2), "data")
    found = unpack(pack(Scene([shared], WINDOW, [0, 1], panels=panels)))
    assert found["panels"] == [{"title": name, "color": CONCEPTS.index("query")} for name in "AB"]
    assert [layer["panel"] for layer in found["layers"]] == [None, 0, 1]
    first, second = found["layers"][1:]
    np.testing.assert_allclose(second["xy"], first["xy"] + 1.0, atol=1e-3)


def test_captions_the_pace_and_the_spots_are_told() -> None:
    spots = [[0, 1], [2, 3]]
    scene = Scene([], WINDOW, [0, 1], captions=["one", "two"], pace=0.5, spots=spots)
    found = unpack(pack(scene))
    assert found["spots"] == spots
    twice = Scene([], WINDOW, [0, 1], spots=[spots, [[4, 5], [6, 7]]])
    assert unpack(pack(twice))["spots"] == [*spots, [4, 5], [6, 7]]
    assert found["captions"] == ["one", "two"]
    assert found["pace"] == 0.5


@pytest.mark.parametrize(
    ("sentence", "scene"),
    [
        ("window of a scene", Scene([], (1, 1, 0, 1))),
        ("different names", Scene([Labels("a", [[0, 0]], "x")] * 2, WINDOW)),
        ("times of a scene", Scene([], WINDOW, [np.nan])),
        ("before frame 0", Scene([], WINDOW, first=-1)),
        (r"values of c must have the shape \(T,\)", Scene([], WINDOW, [0], curves=[
            Curve("c", [[1.0]], "data")])),
        ("has 2 frames", Scene([], WINDOW, [0], curves=[Curve("c", [1, 2], "data")])),
        ("different names", Scene([Labels("a", [[0, 0]], "x")], WINDOW, panels=[
            Panel("left", [Labels("a", [[0, 0]], "x")])])),
        ("without panels", Scene([Handles("h", [[0, 0]], "data")], WINDOW, panels=[
            Panel("left", [])])),
        ("one for each", Scene([], WINDOW, [0, 1], captions=["only one"])),
        ("sent whole", Scene([], WINDOW, [5], first=5, captions=["late"])),
        ("a finite one for each", Scene([], WINDOW, [0, 1], spots=[[0, 1]])),
        ("a finite one for each", Scene([], WINDOW, [0, 1], spots=[[[0, 1]]])),
        ("a finite one for each", Scene([], WINDOW, [0], spots=[[0, np.nan]])),
        ("a finite one for each", Scene([], WINDOW, [5], first=5, spots=[[0, 1]])),
    ],
)  # fmt: skip
def test_a_wrong_scene_is_refused_with_a_sentence(sentence: str, scene: Scene) -> None:
    with pytest.raises(SceneError, match=sentence):
        pack(scene)


@pytest.mark.parametrize("blob", [b"", b"PNG", b"SCN1", b"SCN1\x10\0\0\0{", pack(Scene(
    [Points("p", noise(40, 2), "data")], WINDOW))[:-8]])  # fmt: skip
def test_foreign_or_damaged_bytes_are_refused(blob: bytes) -> None:
    with pytest.raises(SceneError):
        unpack(blob)


def test_glyphs_keep_their_characters_classes_and_places() -> None:
    xy = noise(3, 4, 2)
    found = only(Glyphs("codes", xy, list("0179"), np.array([0, 1, 7, 9])), times=range(3))
    np.testing.assert_allclose(found["xy"], xy, atol=1e-3)
    assert (found["texts"], found["classes"]) == (list("0179"), [0, 1, 7, 9])


def test_ellipses_keep_their_half_axes() -> None:
    xy, radii = noise(3, 4, 2), np.abs(noise(2, 3, 4, 2))[0]
    found = only(Ellipses("posteriors", xy, radii, "model"), times=range(3))
    np.testing.assert_allclose(found["radii"], radii, rtol=1e-6)


@pytest.mark.parametrize(
    "layer",
    [
        Glyphs("codes", np.zeros((2, 2)), ["0"], [0, 1]),
        Glyphs("codes", np.zeros((2, 2)), ["0", "1"], [0]),
        Ellipses("posteriors", np.zeros((2, 2)), np.zeros((3, 2)), "model"),
    ],
)
def test_marks_that_do_not_fit_their_points_are_refused(layer: Layer) -> None:
    with pytest.raises(SceneError, match=layer.name):
        only(layer)


def test_a_table_of_characters_keeps_its_codes_and_its_gaps() -> None:
    codes = np.array([[[0, 2], [np.nan, 1]], [[1, 1], [2, 0]]], dtype=np.float64)
    found = only(Letters("writes", codes, "ab ", (0, 2, 1, 3)), times=(5, 6))
    np.testing.assert_array_equal(found["codes"], codes)
    assert (found["kind"], found["alphabet"], found["extent"]) == ("letters", "ab ", [0, 2, 1, 3])
    assert "color" not in found
    with pytest.raises(SceneError, match="no place in its alphabet"):
        only(Letters("writes", [[3]], "ab ", (0, 2, 1, 3)))
    with pytest.raises(SceneError, match=r"\(R, C\)"):
        only(Letters("writes", [0, 1], "ab ", (0, 2, 1, 3)))
