"""What holds for pictures, charts and numbers holds in every view of every page, not only the
first."""

import pytest

from playground import catalog
from tests.brief import brief
from tests.pages import charted
from tests.pages.conftest import drawn
from tests.pages.pictured import empty, faults
from tests.pages.told import compared, disagreements, hyphens
from tests.pages.viewed import settled, views


@pytest.mark.long
@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_what_holds_for_the_first_view_holds_for_all(topic, open_page):
    at = open_page(topic, **brief(topic))
    found = {}
    for view in views(at, topic):
        if not settled(at, topic):
            continue
        pictures = drawn(at)
        said = [fault for each in pictures for fault in faults(each)]
        said += charted.faults(at) + disagreements(at) + hyphens(at)
        if not topic.trains:
            said += [fault for each in pictures for fault in empty(each)]
        said += [label for label, name in compared(at).items() if not name or len(name) > 48]
        found[view] = said
    assert found == {view: [] for view in found}
