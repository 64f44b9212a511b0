"""What is drawn on a paper is in the setup, and so in the link, until it is wiped off."""

import numpy as np
import pytest

from playground import catalog
from tests.brief import brief
from tests.pages.hand import Hand

LINE = [(-2.0, 0.5), (-1.0, 0.8), (0.0, 0.9), (1.0, 0.4)]
PAPERS = {
    "flows": {"target": "drawn"},
    "vae": {"data": "drawn"},
    "gans": {"data": "drawn"},
    "scalar": {"source": "drawn"},
    "vector": {"source": "drawn"},
    "chains": {"target": "drawn"},
    "density": {"view": "mixture", "source": "drawn"},
}


@pytest.mark.long
@pytest.mark.parametrize(("slug", "link"), PAPERS.items(), ids=PAPERS)
def test_what_is_drawn_is_there_until_it_is_wiped_off(slug, link, open_page, monkeypatch):
    topic, hand = catalog.topic(slug), Hand(monkeypatch)
    at = open_page(topic, **brief(topic), **{f"{slug}_{name}": at for name, at in link.items()})
    (paper,) = (
        key
        for key, picture in hand.pictures.items()
        if any(each["kind"] == "drawing" for each in picture["layers"])
    )
    assert not at.session_state[f"{slug}:setup"].drawing
    hand.draw(at, paper, [LINE])
    drawn = at.session_state[f"{slug}:setup"].drawing
    if slug == "scalar":  # the heights of an outline
        assert np.max(drawn) > 0
    else:
        (stroke,) = drawn
        np.testing.assert_allclose([stroke[0], stroke[-1]], [LINE[0], LINE[-1]], atol=0.05)
    assert f"{slug}_drawing" in at.query_params
    hand.draw(at, paper, [])
    assert not at.session_state[f"{slug}:setup"].drawing
    assert f"{slug}_drawing" not in at.query_params
