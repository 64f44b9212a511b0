"""A picture that has all frames of a recording takes no more of them: what costs is what is new."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from playground import catalog
from playground.recording import Recording
from tests.brief import brief
from tests.pages.conftest import OpenPage, ended, sound

trained = pytest.mark.parametrize(
    "topic", [each for each in catalog.TOPICS if each.trains], ids=lambda topic: topic.slug
)


@pytest.fixture
def copied(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Every copy of frames that is made from now on: of which view, and how many bytes."""
    made: list[tuple[str, int]] = []
    view = Recording.view

    def noted(recording: Recording, name: str, first: int = 0) -> object:
        array = view(recording, name, first)
        if array.nbytes:
            made.append((name, array.nbytes))
        return array

    monkeypatch.setattr(Recording, "view", noted)
    return made


def views(open_page: OpenPage, topic: catalog.Topic) -> Iterator[AppTest]:
    """The page in each of its views, with all frames in its pictures."""
    at = ended(open_page, topic.slug, **brief(topic))
    switches = {each.key: each for each in at.button_group}
    word = next((w for w in (f"{topic.slug}_view", f"{topic.slug}_look") if w in switches), None)
    if word is None:
        yield sound(at.run())
        return
    for option in switches[word].options:
        at = ended(open_page, topic.slug, **brief(topic) | {word: option})
        yield sound(at.run())


@pytest.mark.long
@trained
def test_what_the_browser_has_is_not_copied_again(topic, open_page, copied):
    taken = 0
    for at in views(open_page, topic):
        taken += sum(size for _, size in copied)
        copied.clear()
        sound(at.run())
        assert copied == [], "frames that the browser has are stacked once more"
    assert taken, "no picture of the training took its frames"
