"""The gallery: a card for every topic, a map of the whole notes, and suggestions that are true."""

import re
from typing import Any

import pytest
import streamlit as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from playground import catalog, client, notes
from playground.search import declared
from playground.search.entries import entries
from tests.pages.conftest import sound
from tests.sources import warmed

LIGHT = 60_000  # bytes


@pytest.fixture(scope="module")
def home() -> AppTest:
    at = AppTest.from_file(str(catalog.ROOT / "playground" / "app.py"), default_timeout=180).run()
    warmed()  # it starts the workers, and so needs the pool
    return sound(at)


def links(at: AppTest) -> list[Any]:
    return [each.proto for each in at.get("page_link")]


def test_the_files_of_the_topics_are_looked_for_once_in_a_session(home, monkeypatch):
    made = []
    page = st.Page

    def noted(what: Any, **options: Any) -> Any:
        made.append(options["title"])
        return page(what, **options)

    monkeypatch.setattr(st, "Page", noted)
    sound(home.run())
    assert made == ["Gallery"]


def test_every_topic_has_a_card_under_its_lecture(home):
    assert [each.value for each in home.subheader if each.value in catalog.CHAPTERS.values()] == [
        *catalog.CHAPTERS.values()
    ]
    titles = [link.label for link in links(home)]
    for topic in catalog.TOPICS:
        assert f"**{topic.title}**" in titles
        assert topic.promise in [each.value for each in home.markdown]


def test_a_card_is_shown_by_the_address_of_its_file(home):
    """A picture that is handed over is decoded and packed anew for everybody who comes."""
    shown = {url for each in home.get("image") for url in each.value}
    cards = {topic.card("light").relative_to(client.STATIC).as_posix() for topic in catalog.TOPICS}
    assert shown == {f"/app/static/{card}" for card in cards}


def test_under_the_pointer_a_card_shows_its_frames(home):
    rules = "".join(each.proto.body for each in home.get("html"))
    for topic in catalog.TOPICS:
        (shown,) = re.findall(
            rf"-card-{topic.slug}:is[^{{]*{{ background-image: url\('([^']*)'", rules
        )
        frames = topic.card("light", moving=True).relative_to(client.STATIC)
        assert shown == f"app/static/{frames.as_posix()}"


def test_the_map_has_every_section_its_pages_and_what_has_none(home):
    shown = [each.value for each in home.markdown]
    titles = [link.label for link in links(home)]
    for section in notes.SECTIONS:
        assert section.name in shown
    for topic in catalog.TOPICS:  # each once more in the bar's menu
        assert titles.count(topic.title) == len(topic.sections) + 1
    treated = {key for topic in catalog.TOPICS for key in topic.sections}
    missing = [section for section in notes.SECTIONS if section.key not in treated]
    assert [each.value for each in home.caption].count("no page yet") == len(missing)


@pytest.mark.parametrize("suggestion", catalog.SUGGESTED, ids=lambda each: each.slug)
def test_a_suggestion_says_what_the_link_of_its_preset_says(suggestion, home):
    topic = catalog.topic(suggestion.slug)
    (preset,) = [
        entry
        for entry in entries([topic])
        if entry.kind == "preset" and entry.title == suggestion.preset
    ]
    assert dict(suggestion.link) == preset.parameters
    assert suggestion.link, "a page that is entered without a word is found as it was left"
    assert suggestion.preset in [each.name for each in declared.stations(topic)]
    assert any(suggestion.preset in link.label for link in links(home))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_a_card_has_a_light_picture_and_a_few_light_frames_of_one_shape(topic, theme):
    still, moving = topic.card(theme), topic.card(theme, moving=True)
    for file in (still, moving):
        assert file.stat().st_size <= LIGHT, file.name
    with Image.open(still) as one, Image.open(moving) as many:
        assert 3 <= getattr(many, "n_frames", 1) <= 12
        assert abs(one.width / one.height - many.width / many.height) < 0.01
        many.seek(getattr(many, "n_frames", 1) - 1)
        last, picture = many.convert("L").resize((24, 16)), one.convert("L").resize((24, 16))
        apart = [abs(a - b) for a, b in zip(last.tobytes(), picture.tobytes(), strict=True)]
        assert sum(apart) / len(apart) < 6, "the frames do not end in the picture"
        assert len(set(picture.tobytes())) > 3, "the picture is empty"
