"""How often the picture of a run is looked at again."""

from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from playground.live.follow import IN_LINE_SECONDS, TICK_SECONDS, pace_of
from playground.runs import Run


@pytest.mark.parametrize(
    ("state", "place", "seconds"),
    [
        ("running", 0, TICK_SECONDS),
        ("queued", 1, TICK_SECONDS),  # next: the page opens with its first frame
        ("queued", 5, IN_LINE_SECONDS),
    ],
)
def test_a_run_that_waits_behind_others_is_looked_at_less_often(state, place, seconds):
    watched: Any = SimpleNamespace(latest=Mock(spec=Run, state=state, queue_position=place))
    assert pace_of(watched) == seconds
    assert IN_LINE_SECONDS > TICK_SECONDS
