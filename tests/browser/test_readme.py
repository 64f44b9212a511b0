"""The topic of the README's recipe gets the picture for its card."""

import pytest
from PIL import Image

from tests import recipe

pytestmark = pytest.mark.browser


def test_make_pictures_takes_the_card_of_the_recipes_topic(tmp_path):
    recipe.follow(tmp_path)
    recipe.passes(tmp_path, "tests.browser.pictures", "walk")
    for theme in ("light", "dark"):
        card = tmp_path / "playground" / "static" / "cards" / f"walk-{theme}.webp"
        with Image.open(card) as picture:
            assert len(picture.getcolors(picture.width * picture.height) or ()) > 100, "it is empty"
