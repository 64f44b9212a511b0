"""The moment on screen: that of the link, in every view, and of this recording alone."""

import numpy as np
import pytest

from playground import catalog
from tests.pages.conftest import address, arrived, ended, shown, sound, wait_until_ended
from tests.pages.told import says

LINE = catalog.topic("line")
SMALL = {"line_steps": "40", "line_hidden": "8", "line_batch": "32"}


def cost(at, frame: int) -> None:
    """The page shows the numbers of that frame."""
    metrics = shown(at, LINE).recording.frame(frame).metrics
    says(at, "J(D) (nats)", metrics["d_loss"], reference=metrics["d_best"], samples=1024)


@pytest.mark.parametrize("step", [0, 10, 40])
def test_a_link_shows_its_moment_and_keeps_it(open_page, step):
    at = ended(open_page, "line", **SMALL, line_moment=str(step))
    recording = shown(at, LINE).recording
    cost(at, int(np.searchsorted(recording.steps, step)))
    sound(at.run())
    assert address(at).get("line_moment") == (str(step) if step < 40 else None)


@pytest.mark.long
def test_another_recording_is_shown_at_its_own_newest_moment(open_page):
    at = ended(open_page, "line", **SMALL, line_moment="10")
    first = shown(at, LINE)
    sound(at.number_input(key="line_seed").set_value(7).run())
    sound(at.button(key="line:train").click().run())
    arrived(at, LINE)
    wait_until_ended(shown(at, LINE))
    sound(at.run())
    assert shown(at, LINE) is not first
    assert shown(at, LINE).setup.seed == 7
    cost(at, -1)
    assert "line_moment" not in address(at)
    told = [button.label for button in at.button if button.key == "line:fork"]
    assert all("step 10" not in label for label in told)
