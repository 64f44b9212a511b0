"""The page of change of variables."""

import pytest

from playground import catalog


@pytest.mark.parametrize("view", ["curve", "linear", "nonlinear", "fold", "discrete", "lotus"])
def test_each_view_says_what_the_notes_print_otherwise(view, open_page):
    at = open_page(catalog.topic("change"), change_view=view)
    assert any("Beside the notes" in caption.value for caption in at.caption)
