"""What the catalog says of each topic has the form of its place."""

import pytest

from playground import catalog

every = pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)


@every
def test_a_title_a_promise_and_a_place_in_the_notes(topic: catalog.Topic) -> None:
    assert topic.title[0].isupper()
    assert len(topic.title) <= 40
    assert topic.promise.endswith(".")
    assert 60 < len(topic.promise) < 180
    assert not topic.notes.endswith(".")
    assert 5 < len(topic.notes) <= 45
    assert topic.icon.startswith(":material/")


@every
def test_a_topic_that_trains_has_a_page_that_follows_trainings(topic: catalog.Topic) -> None:
    shows = ".trained(" if topic.trains else ".computed("
    assert shows in topic.page.read_text(encoding="utf-8")
