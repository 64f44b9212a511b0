"""The views of a page, one after the other."""

import time
from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from playground import catalog
from playground.live import ACTIVE
from tests.pages.conftest import arrived, end_all, shown, sound, wait_for, wait_until_ended

PATIENCE = 12  # seconds for the end of a training
BRIEF = 20  # steps; with more than these, a view with knobs of its own is given the fewest


def settled(
    at: AppTest, topic: catalog.Topic, enough: int, patience: float = PATIENCE
) -> int | None:
    """How many moments what the view trains has in the end, 0 where it trains nothing; None where
    it took too long and was ended, with enough of them. What still trained could end, and the page
    be drawn twice, while one looks at it.
    """
    arrived(at, topic)
    if f"{topic.slug}:train" not in {button.key for button in at.button}:
        return 0
    run = shown(at, topic)
    late = time.monotonic() + patience
    wait_for(
        lambda: (
            run.state not in ACTIVE or (time.monotonic() > late and len(run.recording) >= enough)
        )
    )
    run.cancel()  # does nothing to one that has ended
    wait_until_ended(run)
    assert run.state in ("finished", "cancelled"), run.sentence
    forget(at)
    sound(at.run())
    return len(run.recording) if run.state == "finished" else None


def forget(at: AppTest) -> None:
    """As where nothing has been sent yet: all of a picture comes with the next run."""
    for key in list(at.session_state):
        if "frames sent" in key:
            del at.session_state[key]


def views(at: AppTest, topic: catalog.Topic) -> Iterator[str]:
    """Turns the page to each view that its switches offer; the first one is there already."""
    yield "the first"
    keys = [each.key for each in at.button_group if "view" in (each.key or "")]
    for key in keys:
        switches = {each.key: each for each in at.button_group}
        for name in switches[key].options[1:] if key in switches else ():
            (switch,) = (each for each in at.button_group if each.key == key)
            sound(switch.set_value(name).run())
            shorten(at, topic)
            yield name


def shorten(at: AppTest, topic: catalog.Topic) -> None:
    """Train few steps, where a view has begun to train as many as its own knobs say."""
    train = next((each for each in at.button if each.key == f"{topic.slug}:train"), None)
    if train is None or f"{topic.slug}_steps" not in {each.key for each in at.select_slider}:
        return
    steps = at.select_slider(key=f"{topic.slug}_steps")
    fewest = int(steps.options[0])
    if int(str(steps.value)) > max(BRIEF, fewest):
        end_all()
        sound(steps.set_value(fewest).run())
        train = at.button(key=f"{topic.slug}:train")
        if not train.disabled:  # else it waits for what a person brings
            sound(train.click().run())
