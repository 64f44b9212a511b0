"""What only the block page has: a shuffle that is not noticed, and what makes it noticed."""

import pytest

from models.attention import BlockSetup
from models.attention.block import shuffle, shuffles
from playground import catalog
from tests.pages.conftest import readouts, sound

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


def test_the_script_computes_what_the_page_prints():
    (frame,) = shuffles(BlockSetup())
    seen = shuffle(BlockSetup())
    assert frame.metrics == {"gap": seen.gap, "exact_gap": seen.exact_gap}
