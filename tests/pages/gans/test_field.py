"""The field of GANs: its counts are those of its frame, and a cell leads to its GANs."""

import pytest

from playground import catalog
from tests.pages.conftest import shown, wait_for, wait_until_ended

TOPIC = catalog.topic("field")
FEW = {"field_each": "10", "field_seeds": "3", "field_across": "pack"}


@pytest.fixture
def ended(open_page):
    def opened(**parameters: str):
        at = open_page(TOPIC, **FEW | parameters)
        wait_until_ended(shown(at, TOPIC))
        return at.run()

    return opened


def test_the_count_is_that_of_the_last_frame(ended):
    at = ended()
    metrics = shown(at, TOPIC).recording.frame(-1).metrics
    told = next(each.value for each in at.caption if "GANs have lost modes" in each.value)
    assert told.startswith(f"{int(metrics['lost'])} of {int(metrics['done'])} GANs")
    assert f"{100 * metrics['low']:.0f} to {100 * metrics['high']:.0f} %" in told


def test_the_cell_under_the_handle_is_told_with_its_own_count(ended):
    at = ended(field_cell="2.5_0.5")
    assert "Packed samples 3" in [each.value for each in at.subheader]
    modes = shown(at, TOPIC).recording.frame(-1).views["modes"][0, 2]
    told = next(each.value for each in at.markdown if "share lies between" in each.value)
    assert told.startswith(f"**{(modes < 8).sum()} of 3**")


def test_a_cell_that_is_still_to_come_says_so(open_page):
    at = open_page(TOPIC, field_seeds="2", field_each="20000", field_cell="4.5_0.5")
    running = shown(at, TOPIC)
    wait_for(lambda: len(running.recording) > 0)
    at.run()
    running.cancel()
    assert any("have not ended yet" in each.value for each in at.caption)
