"""What can be found: one entry for each topic, preset, section, number, knob and formula."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from playground import catalog, notes
from playground.controls.knobs import query
from playground.lesson import Preset
from playground.search import declared
from playground.search.readable import readable

Kind = Literal["topic", "preset", "section", "number", "formula", "knob"]


@dataclass(frozen=True)
class Entry:
    """One line of the list of what was found.

    Attributes:
        kind: What it is.
        title: What a person reads, and what counts most.
        note: What stands beneath it, in small.
        words: What else it is found by; it is not shown.
        page: Slug of the page it leads to; empty where there is none yet.
        parameters: What its link says, of a preset; None leads to the page as it was left.
    """

    kind: Kind
    title: str
    note: str = ""
    words: str = ""
    page: str = ""
    parameters: Mapping[str, str] | None = None


def entries(topics: Iterable[catalog.Topic] = catalog.TOPICS) -> tuple[Entry, ...]:
    """Everything that can be found; the first call imports what the presets' setups need."""
    listed = tuple(topics)
    return (*_of_the_notes(listed), *(entry for topic in listed for entry in _of(topic)))


def pages_of(
    section: notes.Section, topics: Iterable[catalog.Topic] = catalog.TOPICS
) -> list[catalog.Topic]:
    """The topics that treat a section; those that are most about it come first."""
    treat = [topic for topic in topics if section.key in topic.sections]
    return sorted(treat, key=lambda topic: topic.sections.index(section.key))


def _of_the_notes(topics: tuple[catalog.Topic, ...]) -> Iterator[Entry]:
    for section in notes.SECTIONS:
        treat = pages_of(section, topics)
        pages = ", ".join(topic.title for topic in treat) or "no page yet"
        note = f"Lecture notes · {pages}"
        page = treat[0].slug if treat else ""
        yield Entry("section", section.name, note, f"{section.lecture} {section.words}", page)


def _of(topic: catalog.Topic) -> Iterator[Entry]:
    sections = [notes.section(key) for key in topic.sections]
    treats = " ".join(f"{each.name} {each.words}" for each in sections)
    words = " ".join((topic.promise, topic.notes, treats, topic.words))
    yield Entry("topic", topic.title, f"{topic.section} · {topic.notes}", words, topic.slug)
    presets = declared.stations(topic)
    yield from (_preset(topic, each) for each in presets)
    for label, help in declared.numbers(topic):
        yield Entry("number", label, f"Number of {topic.title}", help, topic.slug)
    for latex in declared.formulas(topic):
        yield Entry("formula", readable(latex), f"Formula of {topic.title}", "", topic.slug)
    for knob in declared.knobs(presets):
        options = " ".join(name for _, name in knob.names)
        note = f"Knob of {topic.title}"
        yield Entry("knob", knob.label, note, f"{options} {knob.help}", topic.slug)


def _preset(topic: catalog.Topic, preset: Preset) -> Entry:
    link = query(preset.setup, topic.slug)
    link |= {f"{topic.slug}_{name}": option for name, option in preset.opens.items()}
    return Entry("preset", preset.name, f"Preset of {topic.title}", preset.notice, topic.slug, link)
