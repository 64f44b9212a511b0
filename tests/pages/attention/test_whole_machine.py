"""The whole machine in one picture, with the small decoder and with the large one."""

from typing import Any

import numpy as np
import pytest

from models.language.next_token import AnatomySetup, dissected
from models.wheels import SMOLLM2
from playground import catalog
from tests.pages.attention.test_next_token import layer, seen_word, without
from tests.pages.conftest import address, drawn, number, sound

NEXT = catalog.topic("next_token")
PROMPT = "a list of"
__all__ = ["without"]


def opened(open_page: Any, **knobs: str) -> Any:
    return open_page(
        NEXT,
        next_token_view="whole",
        **{f"next_token_{name}": value for name, value in ({"prompt": PROMPT} | knobs).items()},
    )


def own(scene: dict[str, Any], name: str, frame: int) -> list[str]:
    """The words of a layer that stand at a moment."""
    found = layer(scene, name)
    places = np.asarray(found["xy"])[frame]
    return [text for text, at in zip(found["texts"], places, strict=True) if np.isfinite(at).all()]


@pytest.mark.usefixtures("without")
def test_both_pictures_show_what_was_computed(open_page):
    at = opened(open_page)
    found = dissected(AnatomySetup(prompt=PROMPT))
    whole, opened_layer = drawn(at)
    assert whole["times"] == opened_layer["times"] == [0, 1, 2]
    assert whole["badge"] == "small decoder"
    assert (whole["link"], whole["transport"]) == (opened_layer["link"], True)
    assert opened_layer["transport"] is False
    lengths = np.asarray(layer(whole, "length of the stream")["values"])  # (F, rows, columns)
    last = found.norms[:, -1]
    np.testing.assert_allclose(lengths[2, :, -1], last, rtol=2e-3)
    assert np.isnan(lengths[0, 2:]).all()
    np.testing.assert_allclose(lengths[0, :2, -1], last[:2], rtol=2e-3)
    for name, added in (("attention", found.parts.layers[:, 0]), ("MLP", found.parts.layers[:, 1])):
        lines = np.asarray(layer(whole, name)["xy"])
        reach = lines[:, 1, 0] - lines[:, 0, 0]
        scale = 10.5 / max(np.abs(found.parts.layers).max(), abs(found.parts.embedding))
        np.testing.assert_allclose(reach, scale * added, atol=0.01)
    assert layer(whole, "would say")["texts"][-1] == seen_word(found.lens[-1])
    spots = np.asarray(whole["spots"]).reshape(
        -1, 3, 2
    )  # each layer can be pointed at all along it
    assert np.ptp(spots[..., 0], axis=0) == pytest.approx(np.ptp(whole["window"][:2]), rel=0.15)
    assert layer(opened_layer, "next")["texts"][0] == seen_word(found.best[0])
    assert own(opened_layer, "of layer", 1) == ["the heads of layer 1"]
    for frame, share in enumerate(found.sinks[:, 0]):
        said = "attention sink" if share > 0.5 else "on the start"
        assert own(opened_layer, "sink", frame) == [f"{said}: {100 * share:.0f} %"]
    assert own(opened_layer, "number", 2) == [str(unit) for unit in found.units[2]]
    units = np.asarray(layer(opened_layer, "unit")["xy"])
    bars = units[..., 1, 0] - units[..., 0, 0]
    most = np.abs(found.unit_parts).max()
    np.testing.assert_allclose(bars / np.abs(bars).max(), found.unit_parts / most, atol=0.01)
    large = np.asarray(layer(opened_layer, "weight")["values"])
    np.testing.assert_allclose(large[1, 0], found.weights[1, 0, -1], atol=0.01)


@pytest.mark.long
@pytest.mark.skipif(not SMOLLM2.here, reason="SMOLLM2 IS MISSING: run `make data`.")
def test_words_of_neighbouring_layers_stand_beside_each_other(open_page):
    whole, _ = drawn(opened(open_page, prompt="The capital of France is"))
    said = layer(whole, "would say")
    xy = np.asarray(said["xy"])
    near = np.flatnonzero(np.diff(xy[:, 1]) < 1.5)  # a row is 1 high
    assert len(near) > 3
    for low in near:
        assert abs(xy[low + 1, 0] - xy[low, 0]) > 5
    for word, (x, _) in zip(said["texts"], xy, strict=True):
        assert x - 1.1 * len(word) > 74
        assert x + 1.1 * len(word) < 100


@pytest.mark.usefixtures("without")
def test_the_numbers_add_up(open_page):
    at = opened(open_page)
    found = dissected(AnatomySetup(prompt=PROMPT))
    word = seen_word(found.winner)
    assert number(at, f"Logit of {word}") == pytest.approx(found.parts.logit, rel=0.01)
    assert number(at, "From all heads") == pytest.approx(found.parts.by_kind[0], rel=0.01)
    assert number(at, "From all MLPs") == pytest.approx(found.parts.by_kind[1], rel=0.01)
    assert number(at, "From the embedding") == pytest.approx(found.parts.embedding, rel=0.01)
    assert number(at, "Probability") == pytest.approx(found.chances[1], rel=0.01)
    assert number(at, "Left over") < 1e-4


@pytest.mark.usefixtures("without")
def test_what_is_silenced_is_in_the_link_and_in_the_picture(open_page):
    at = opened(open_page, frame="1", opened="2")
    sound(at.button(key="next_token:head off").click().run())
    assert at.session_state["next_token_silenced"] == ((1, 2),)
    assert at.button(key="next_token:head off").disabled, "it says nothing any more"
    assert not at.button(key="next_token:MLP off").disabled
    assert address(at)["next_token_silenced"] == "1_2"
    found = dissected(AnatomySetup(prompt=PROMPT, silenced=((1, 2),)))
    assert number(at, "Probability") == pytest.approx(found.chances[1], rel=0.01)
    crosses = np.asarray(layer(drawn(at)[1], "silenced")["xy"])
    assert np.isfinite(crosses[1, 4:6]).all()
    assert np.isnan(crosses[1, :4]).all()
    assert np.isnan(crosses[0]).all()
    (mark,) = np.asarray(layer(drawn(at)[0], "silenced")["xy"])
    assert mark[1] == pytest.approx(31 / 4 * 2.5, abs=0.01)  # the third of four rows
    moved = np.asarray(layer(drawn(at)[0], "moved by")["values"])
    np.testing.assert_allclose(moved[:, 0], found.changed, atol=0.01)
    sound(at.button(key="next_token:MLP off").click().run())
    assert at.session_state["next_token_muted"] == (1,)
    sound(at.button(key="next_token:layer off").click().run())
    assert at.session_state["next_token_skipped"] == (1,)
    found = dissected(AnatomySetup(prompt=PROMPT, silenced=((1, 2),), muted=(1,), skipped=(1,)))
    assert number(at, "Probability") == pytest.approx(found.chances[1], rel=0.01)
    told = next(each.value for each in at.markdown if each.value.startswith("Without head 2 of"))
    assert f"from {100 * found.chances[0]:.0f} % to {100 * found.chances[1]:.0f} %" in told
    assert "the MLP of layer 1, layer 1" in told
    sound(at.button(key="next_token:all on").click().run())
    assert at.button(key="next_token:all on").disabled
    whole = dissected(AnatomySetup(prompt=PROMPT))
    assert number(at, "Probability") == pytest.approx(whole.chances[0], rel=0.01)
    assert address(at)["next_token_frame"] == "1"  # what was opened stays open


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(("head", "shown"), [("0", 0), ("3", 3), ("8", 3)])
def test_each_head_can_be_opened(open_page, head, shown):
    scene = drawn(opened(open_page, opened=head))[1]
    found = dissected(AnatomySetup(prompt=PROMPT))
    rings = layer(scene, "open a head")
    assert rings["off"] == [each != shown for each in range(4)]
    large = np.asarray(layer(scene, "weight")["values"])
    np.testing.assert_allclose(large[2, 0], found.weights[2, shown, -1], atol=0.01)


@pytest.mark.usefixtures("without")
def test_arcs_come_from_where_the_head_looks(open_page):
    scene = drawn(opened(open_page, prompt="ab", opened="1"))[0]
    found = dissected(AnatomySetup(prompt="ab", opened=1))
    bounds = {"looks": (0.05, 0.25), "looks more": (0.25, 0.6), "looks most": (0.6, 2)}
    for name, (least, most) in bounds.items():
        arcs = np.isfinite(np.asarray(layer(scene, name)["xy"])).all((-1, -2))  # (F, tokens)
        looked = found.weights[:, 1, -1]
        np.testing.assert_array_equal(arcs, (looked >= least) & (looked < most))


@pytest.mark.usefixtures("without")
def test_a_long_text_leaves_out_its_middle(open_page):
    scene = drawn(opened(open_page, prompt="a" * 60))[0]
    lengths = np.asarray(layer(scene, "length of the stream")["values"])
    assert lengths.shape[2] == 7
    assert np.isnan(lengths[2, :, 1]).all()
    assert np.isfinite(lengths[2][:, [0, 2, 6]]).all()
    assert "…" in layer(scene, "names")["texts"]


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(
    "knobs",
    [
        {"muted": "29", "silenced": "29_8", "frame": "99"},
        {"skipped": "0_1_2", "frame": "2"},
        {"prompt": "x"},
    ],
)
def test_extremes_are_drawn(open_page, knobs):
    assert len(drawn(opened(open_page, **knobs))) == 2


@pytest.mark.usefixtures("without")
@pytest.mark.parametrize(("name", "text"), [("muted", "30"), ("muted", "x"), ("opened", "9")])
def test_what_is_no_part_is_refused_by_name(open_page, name, text):
    at = opened(open_page, **{name: text})
    assert any("default" in each.value or "stands" in each.value for each in at.warning)
    assert drawn(at)


@pytest.mark.long
@pytest.mark.skipif(not SMOLLM2.here, reason="SMOLLM2 IS MISSING: run `make data`.")
def test_the_large_decoder_fetches_paris_from_france(open_page):
    at = opened(open_page, prompt="The capital of France is", frame="23", opened="4")
    assert not at.warning
    assert number(at, "Probability") == pytest.approx(0.806, abs=0.02)
    whole = drawn(at)[0]
    france = np.isfinite(np.asarray(layer(whole, "looks most")["xy"])[23]).all((-1, -2))
    assert france.tolist() == [False, False, False, False, True, False]
    sound(at.button(key="next_token:layer off").click().run())
    assert any("Now it says" in each.value and "New" in each.value for each in at.markdown)
    assert number(at, "Probability") < 0.1
