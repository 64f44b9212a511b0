"""What only the block page has: a shuffle that is not noticed, and what makes it noticed."""

import numpy as np
import pytest

from models.attention import BlockSetup
from models.attention.block import shuffle, shuffles
from playground import catalog
from tests.pages.conftest import drawn, readouts, sound
from tests.pages.told import layer, says

BLOCK = catalog.topic("block")


def test_each_shuffle_is_another_one_and_stays_unnoticed(open_page):
    at = open_page(BLOCK)
    for count in range(2):
        seen = shuffle(BlockSetup(shuffle=count))
        assert seen.exact_gap < 1e-10
        assert max(readouts(at).values()) < 1e-5, "float32 rounds, and nothing else"
        assert "Equal up to rounding" in at.success[0].value
        sound(at.button(key="block:again").click().run())
    assert at.session_state["block:setup"].shuffle == 2


@pytest.mark.parametrize(
    ("switch", "named"), [("positions", "positions E"), ("causal", "causal mask")]
)
def test_order_breaks_it(open_page, switch, named):
    at = open_page(BLOCK, **{f"block_{switch}": "true"})
    assert not at.success
    assert any(named in warning.value for warning in at.warning)
    seen = shuffle(BlockSetup.model_validate({switch: True}))
    assert seen.exact_gap > 0.01
    assert [*readouts(at).values()] == pytest.approx([seen.gap, seen.exact_gap], rel=0.01)


def test_the_tables_are_both_outputs_and_their_difference(open_page):
    seen = shuffle(BlockSetup(positions=True))
    (picture,) = drawn(open_page(BLOCK, block_positions="true"))
    assert [each["title"] for each in picture["panels"]] == [
        "f(X) P: block first", "f(X P): shuffle first", "Their difference",
    ]  # fmt: skip
    tables = {each["panel"]: each for each in picture["layers"] if each["kind"] == "field"}
    after, before = seen.shuffled_after, seen.shuffled_before
    for panel, values in enumerate((after, before, before - after)):
        step = np.ptp([tables[panel]["low"], tables[panel]["high"]]) / 254
        np.testing.assert_allclose(tables[panel]["values"][::-1], values, atol=step)
    columns = layer(picture, "tokens")["texts"]
    assert [int(each) - 1 for each in columns] == seen.permutation.tolist()


def test_the_script_computes_what_the_page_prints():
    (frame,) = shuffles(BlockSetup())
    seen = shuffle(BlockSetup())
    assert frame.metrics == {"gap": seen.gap, "exact_gap": seen.exact_gap}


@pytest.mark.parametrize(("causal", "tokens"), [("false", 6), ("true", 4)])
def test_the_maps_are_those_of_the_block_from_the_token_that_looks(open_page, causal, tokens):
    link = {"block_causal": causal, "block_tokens": str(tokens), "block_view": "heads"}
    at = open_page(BLOCK, **link)
    seen = shuffle(BlockSetup(causal=causal == "true", tokens=tokens))
    (picture,) = drawn(at, "links")
    maps = np.asarray(picture["layers"][0]["values"])[0]
    for head, columns in enumerate(seen.attention):
        there = np.isfinite(maps[head])
        np.testing.assert_allclose(maps[head][there], columns.T[there], atol=1e-4)
        np.testing.assert_allclose(np.nansum(maps[head], axis=1), 1, atol=1e-3)
        ahead = np.triu(np.ones_like(there), 1)
        assert (there == ~ahead).all() if causal == "true" else there.all()
    assert picture["sources"] == [f"x{place}" for place in range(1, tokens + 1)]
    order = next(each.value for each in at.markdown if "X P has the columns" in each.value)
    assert [int(each) - 1 for each in order.split("`")[1::2]] == seen.permutation.tolist()
    says(at, "‖f(XP) − f(X)P‖ in float32", seen.gap, reference=2.0**-23)
    says(at, "‖f(XP) − f(X)P‖ in float64", seen.exact_gap, reference=2.0**-52)
