"""The depth in a link: kept, opened, and refused where there is no such depth."""

import pytest

from playground import catalog


@pytest.mark.parametrize(
    ("told", "shown", "opened"),
    [
        ("minimal", "minimal", False),
        ("standard", "standard", False),
        ("everything", "everything", True),
        ("nonsense", "standard", False),
    ],
)
def test_a_link_opens_its_depth(open_page, told, shown, opened):
    at = open_page(catalog.topic("scalar"), depth=told, scalar_levels="5")
    assert at.segmented_control(key="depth:switch").value == shown
    folded = {each.label: each.proto.expanded for each in at.expander}
    assert "The code that ran" in folded
    assert set(folded.values()) == {opened}
