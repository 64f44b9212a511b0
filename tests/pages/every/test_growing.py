"""In each view of a training: its pictures can be read; sent in parts they are as sent at once."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from playground import catalog, live
from playground.recording import Recording
from tests.brief import brief
from tests.pages import charted
from tests.pages.conftest import drawn, sound
from tests.pages.pictured import faults
from tests.pages.told import disagreements, hyphens
from tests.pages.viewed import forget, settled, views

PARTS = (1, 2)  # frames that there are, when one looks: one more is what a slow training brings
ALL = 6  # of a training that has more
NEAR = 0.02  # of all values of a layer: each part is rounded in its own range

Sent = dict[str, Any]


@pytest.fixture
def frames_there(monkeypatch: pytest.MonkeyPatch) -> Callable[[int | None], None]:
    """Sets how many frames a page finds in each recording of a training that goes on; None gives
    back what there is."""
    there: list[int | None] = [None]

    def so_far(self: Recording, name: str = "") -> Recording:
        if there[0] is None:
            return whole(self, name)
        called = name or self.identity
        part = Recording(self.topic, self.setup, origin=self.origin, identity=called)
        for moment in self.moments()[: there[0]]:
            part.append(moment)
        return part

    def growing(*given: Any) -> live.Screen[Any]:
        found: live.Screen[Any] = live.Screen(*given)
        return found if there[0] is None else replace(found, active=True)

    whole = Recording.snapshot
    monkeypatch.setattr(Recording, "snapshot", so_far)
    monkeypatch.setattr(sys.modules["playground.live.follow"], "Screen", growing)

    def find(count: int | None) -> None:
        there[0] = count

    return find


def arrays(picture: Sent) -> Iterator[tuple[str, np.ndarray]]:
    """Where each array of a picture stands in it, and the array."""

    def walk(node: Any, place: str) -> Iterator[tuple[str, np.ndarray]]:
        if isinstance(node, np.ndarray):
            yield place, node
        elif isinstance(node, dict) and not {"bumps", "filter", "network"} & set(node):
            for name, item in node.items():
                yield from walk(item, f"{place}/{name}")
        elif isinstance(node, list):
            for number, item in enumerate(node):
                yield from walk(item, f"{place}/{number}")

    for each in (*picture["layers"], *picture["curves"]):
        yield from walk(each, f"{each.get('panel')} {each['name']}")


def wrong(at: AppTest) -> list[str]:
    """What cannot be read in a view."""
    pictures = [fault for each in drawn(at) for fault in faults(each)]
    return pictures + charted.faults(at) + disagreements(at) + hyphens(at)


def apart(whole: Sent, parts: list[Sent], come: int | None) -> Iterator[str]:
    """What is not as it would be, had it all been sent at once; ``come`` are the moments of the
    whole training, where that is known."""
    firsts, counts = [part["first"] for part in parts], [len(part["times"]) for part in parts]
    if not any(firsts):  # it is no recording that grows, and is sent as a whole each time
        return
    if firsts != list(np.cumsum([0, *counts[:-1]])):
        yield f"its parts begin at {firsts}"
        return
    there = zip(parts, np.cumsum(counts), strict=True)
    said = {part["total"] for part, count in there if part["total"] > count}
    if come and said - {come}:
        yield f"{come} frames come where it was said {said}"
    pieces = [dict(arrays(part)) for part in parts]
    for place, all_of_it in arrays(whole):
        moves = len(all_of_it) == len(whole["times"]) and any(
            len(piece[place]) != len(all_of_it) for piece in pieces if place in piece
        )
        if not all(place in piece for piece in pieces):
            yield f"{place} is not in every part"
        elif any(piece[place].ndim != all_of_it.ndim for piece in pieces):
            yield f"{place} moves in one part and stands still in another"
        elif moves:
            together = np.concatenate([piece[place] for piece in pieces])
            room = NEAR * (np.nanmax(np.abs(all_of_it), initial=0) + 1e-9)
            if together.shape != all_of_it.shape or not np.allclose(
                together, all_of_it, rtol=0, atol=room, equal_nan=True
            ):
                yield f"{place} is another"


@pytest.mark.long
@pytest.mark.parametrize(
    "topic", [each for each in catalog.TOPICS if each.trains], ids=lambda topic: topic.slug
)
def test_a_picture_that_grows_is_the_one_that_is_sent_at_once(topic, open_page, frames_there):
    at = open_page(topic, **brief(topic))
    found, grown = {}, 0
    for view in views(at, topic):
        frames_there(None)
        come = settled(at, topic, ALL)
        said = [] if come is None else wrong(at)
        sent: list[dict[str, Sent]] = []
        for count in (ALL, *PARTS, ALL):
            if len(sent) < 2:
                forget(at)
            frames_there(count)
            pictures = [*drawn(sound(at.run())), *drawn(at, "links")]
            sent.append({each["identity"]: each for each in pictures if each["identity"]})
        # Another moment may show other pictures: of its own layers, or of a network opened by then.
        whole, *parts = sent
        grown += sum(each["first"] > 0 for each in parts[-1].values())
        found[view] = said + [
            fault
            for identity in set.intersection(*map(set, sent))
            for fault in apart(whole[identity], [part[identity] for part in parts], come)
        ]
    assert found == {view: [] for view in found}
    assert grown, "nothing was sent in parts"
