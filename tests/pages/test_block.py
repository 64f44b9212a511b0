"""What only the block page has: a shuffle that is not noticed, and what makes it noticed."""

import pytest
from streamlit.testing.v1 import AppTest

from models.attention import BlockSetup
from models.attention.equivariance import shuffle, shuffles
from playground import catalog
from playground.lesson import numeral
from tests.pages.conftest import sound

BLOCK = catalog.topic("block")


def printed(at: AppTest) -> list[str]:
    return [metric.value for metric in at.metric]


def test_each_shuffle_is_another_one_and_stays_unnoticed(open_page):
    at = open_page(BLOCK)
    for count in range(2):
        seen = shuffle(BlockSetup(shuffle=count))
        assert seen.exact_gap < 1e-10
        assert printed(at) == [numeral(seen.gap, 3), numeral(seen.exact_gap, 3)]
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
    assert printed(at) == [numeral(seen.gap, 3), numeral(seen.exact_gap, 3)]


def test_the_script_computes_what_the_page_prints():
    (frame,) = shuffles(BlockSetup())
    seen = shuffle(BlockSetup())
    assert frame.metrics == {"gap": seen.gap, "exact_gap": seen.exact_gap}
