"""The views of a page, one after the other, each when what it trains has ended."""

from collections.abc import Iterator

from streamlit.testing.v1 import AppTest

from playground import catalog
from tests.pages.conftest import arrived, shown, sound, wait_until_ended


def settled(at: AppTest, topic: catalog.Topic) -> bool:
    """Whether all that the page's view trains has ended: where that takes long, nobody waits."""
    arrived(at, topic)
    if f"{topic.slug}:train" in {button.key for button in at.button}:
        if not topic.trains:
            return False
        wait_until_ended(shown(at, topic))
        sound(at.run())
    return True


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
