"""The views of a page, one after the other."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from playground import catalog
from tests.pages.conftest import arrived, shown, sound, wait_until_ended


def settled(at: AppTest, topic: catalog.Topic) -> AppTest:
    """The page, once what its view trains has ended."""
    arrived(at, topic)
    if f"{topic.slug}:train" in {button.key for button in at.button}:
        wait_until_ended(shown(at, topic))
    return sound(at.run())


def views(at: AppTest, topic: catalog.Topic) -> Iterator[str]:
    """Turns the page to each view that its switches offer; the first one is there already."""
    yield "the first"
    keys = [each.key for each in at.button_group if "view" in (each.key or "")]
    for key in keys:
        switches = {each.key: each for each in at.button_group}
        for name in switches[key].options[1:] if key in switches else ():
            (switch,) = (each for each in at.button_group if each.key == key)
            sound(switch.set_value(name).run())
            yield name
