"""What can be found: every topic by its own words, and no link that leads nowhere."""

import json
from dataclasses import replace
from functools import cache

import pytest
from starlette.requests import Request

from playground import catalog, notes, search
from playground.controls.knobs import knobs_of, parse, query
from playground.search import declared, entries


@cache
def found() -> tuple[entries.Entry, ...]:
    return entries.entries()


def of(topic: catalog.Topic, kind: str) -> list[entries.Entry]:
    return [entry for entry in found() if entry.page == topic.slug and entry.kind == kind]


every = pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)


@pytest.mark.long
@every
def test_a_topic_is_there_with_its_sections_and_its_words(topic):
    (entry,) = of(topic, "topic")
    assert entry.title == topic.title
    assert topic.promise in entry.words
    assert topic.sections
    for key in topic.sections:
        section = notes.section(key)
        assert section.name in entry.words
        assert section.words in entry.words


@every
def test_the_presets_and_knobs_of_a_page_are_there(topic):
    presets = declared.stations(topic)
    assert [entry.title for entry in of(topic, "preset")] == [preset.name for preset in presets]
    for entry, preset in zip(of(topic, "preset"), presets, strict=True):
        opens = {f"{topic.slug}_{name}": option for name, option in preset.opens.items()}
        assert entry.parameters == query(preset.setup, topic.slug) | opens
    assert of(topic, "knob")


def test_a_preset_is_found_with_the_view_that_it_opens():
    (beside,) = [each for each in of(catalog.topic("gans"), "preset") if each.title == "Exact D*"]
    assert (beside.parameters or {})["gans_view"] == "beside"


def test_numbers_and_formulas_are_read_from_the_source_of_a_page():
    distances, flows = catalog.topic("distances"), catalog.topic("flows")
    assert {"KL", "JSD", "W₁"} <= {entry.title for entry in of(distances, "number")}
    ((nll, help), *_) = declared.numbers(flows)
    assert nll == "NLL"
    assert "held-out" in help
    assert "log q_K(x) = log q_0(z) - Σ_k=1^K log | det J_k |" in {
        entry.title for entry in of(flows, "formula")
    }
    assert any("ELBO" in entry.title for entry in of(catalog.topic("ledger"), "formula"))


def test_pictures_that_a_page_draws_are_read_too():
    assert dict(declared.numbers(catalog.topic("ledger"))).keys() >= {"ELBO", "Distortion"}


def test_every_section_of_the_notes_is_there_and_says_so_where_it_has_no_page():
    sections = [entry for entry in found() if entry.kind == "section"]
    assert [entry.title for entry in sections] == [each.name for each in notes.SECTIONS]
    for entry, section in zip(sections, notes.SECTIONS, strict=True):
        pages = [topic for topic in catalog.TOPICS if section.key in topic.sections]
        assert ("no page yet" in entry.note) == (not pages)
        assert entry.page in {topic.slug for topic in pages} or not (pages or entry.page)
        assert all(topic.title in entry.note for topic in pages)


def test_a_section_leads_to_the_page_that_is_most_about_it():
    assert entries.pages_of(notes.section("3.2"))[0].slug == "distances"
    assert entries.pages_of(notes.section("1.1"))[0].slug == "sampling"


def test_keys_of_sections_are_unique_and_known():
    keys = [section.key for section in notes.SECTIONS]
    assert len(keys) == len(set(keys))
    printed = [section.number for section in notes.SECTIONS]
    assert printed == sorted(printed), "in the order of the notes"
    assert {key for topic in catalog.TOPICS for key in topic.sections} == set(keys)
    with pytest.raises(KeyError):
        notes.section("no such section")


def test_a_new_topic_needs_no_more_than_its_line_in_the_catalog():
    topic = catalog.topic("games")
    alone = entries.entries([topic])
    assert {entry.page for entry in alone} == {"games", ""}
    assert {entry.kind for entry in alone} >= {"topic", "preset", "number", "knob", "section"}


def test_a_topic_without_a_story_is_found_all_the_same():
    topic = replace(catalog.topic("games"), slug="untold")
    assert not declared.stations(topic)


@every
def test_what_the_link_of_a_preset_says_is_understood_by_its_page(topic):
    for preset, entry in zip(declared.stations(topic), of(topic, "preset"), strict=True):
        knobs = {f"{topic.slug}_{knob.name}": knob for knob in knobs_of(type(preset.setup))}
        kept = {f"{topic.slug}_{name}" for name in topic.in_link}
        for name, text in (entry.parameters or {}).items():
            if name in knobs and knobs[name].in_link:
                knob = knobs[name]
                assert parse(type(preset.setup), knob, text) == getattr(preset.setup, knob.name)
            else:
                assert name in kept


def test_no_link_leads_nowhere():
    slugs = {topic.slug for topic in catalog.TOPICS}
    for entry in found():
        assert entry.page in slugs or (entry.kind == "section" and not entry.page)
        assert all(name.startswith(f"{entry.page}_") for name in entry.parameters or {})
        assert len(entry.title) > 0
        assert "\\" not in entry.title, "a formula is shown as text"


@pytest.mark.long
@pytest.mark.parametrize(("base", "path"), [("", "/search.json"), ("a/b", "/a/b/search.json")])
def test_the_server_has_the_list_below_its_base_path(base, path):
    route = search.route(base)
    assert route.path == path
    answer = route.endpoint(Request({"type": "http", "method": "GET", "headers": []}))
    assert answer.media_type == "application/json"
    assert [each["title"] for each in json.loads(answer.body)] == [each.title for each in found()]
