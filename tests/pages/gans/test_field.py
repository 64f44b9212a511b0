"""The field of GANs: its counts are those of its frame, and a cell leads to its GANs."""

import numpy as np
import pytest

from playground import catalog
from tests.pages.conftest import (
    address,
    afresh,
    arrived,
    drawn,
    readouts,
    shown,
    sound,
    wait_for,
    wait_until_ended,
)
from tests.pages.told import layer, says, strip

TOPIC = catalog.topic("field")
FEW = {"field_each": "10", "field_seeds": "3", "field_across": "pack"}


@pytest.fixture
def ended(open_page):
    def opened(**parameters: str):
        return afresh(open_page, "field", **FEW | parameters)

    return opened


@pytest.mark.long
def test_the_count_is_that_of_the_last_frame(ended):
    at = ended()
    metrics = shown(at, TOPIC).recording.frame(-1).metrics
    told = next(each.value for each in at.caption if "GANs have lost modes" in each.value)
    assert told.startswith(f"{int(metrics['lost'])} of {int(metrics['done'])} GANs")
    assert f"{100 * metrics['low']:.0f} to {100 * metrics['high']:.0f} %" in told


@pytest.mark.long
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


@pytest.mark.long
@pytest.mark.parametrize("step", [0, None])
def test_the_map_and_its_numbers_are_those_of_the_moment(ended, step):
    at = ended(**({} if step is None else {"field_moment": str(step)}))
    run = shown(at, TOPIC)
    now = run.recording.frame(-1 if step is None else step)
    done, of = int(now.metrics["done"]), run.setup.cells * run.setup.seeds
    says(at, "GANs that have ended", done, reference=of)
    if done:
        says(at, "Lost modes (%)", 100 * now.metrics["share"], samples=done)
    else:
        assert np.isnan(readouts(at)["Lost modes (%)"])
    picture = drawn(at)[0]
    shares = layer(picture, "lost modes")
    np.testing.assert_allclose(
        shares["values"], run.recording.view("share"), atol=0.01, equal_nan=True
    )
    assert (shares["low"], shares["high"]) == (0, 1)
    share = strip(picture)["share"]["values"]
    np.testing.assert_allclose(share, run.recording.metric("share"), rtol=1e-5, equal_nan=True)


@pytest.mark.long
def test_the_gans_of_a_cell_are_drawn_with_their_own_modes(ended):
    at = ended(field_cell="1.5_0.5")
    modes = shown(at, TOPIC).recording.frame(-1).views["modes"][0, 1]
    beside = drawn(at)[1]
    assert [each["title"].split(" · ")[1] for each in beside["panels"]] == [
        f"{int(found)} modes" for found in modes
    ]
    np.testing.assert_allclose(layer(drawn(at)[0], "cell")["xy"], [[1.5, 0.5]], atol=1e-6)


@pytest.mark.long
def test_a_cell_that_a_smaller_field_lacks_gives_way_to_its_last_one_in_the_link_too(ended):
    at = ended(field_across="rate_ratio", field_cell="4.5_0.5")
    at.session_state["field_across"] = "pack"
    sound(at.run())
    sound(at.button(key="field:train").click().run())
    wait_until_ended(shown(arrived(at, TOPIC), TOPIC))
    assert "Packed samples 4" in [each.value for each in sound(at.run()).subheader]
    other = ended(**address(at))
    assert "Packed samples 4" in [each.value for each in other.subheader]
    assert not other.warning
