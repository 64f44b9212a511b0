"""What the words on pictures mean."""

import re

from playground import badges
from playground.catalog import ROOT

OF_A_PAGE = {"drag"}  # says what to do with the picture


def test_every_badge_that_pages_name_has_a_meaning():
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "pages").rglob("*.py"))
    named = {word for text in sources for word in re.findall(r'badge="([^"]+)"', text)}
    assert len(named) > 10
    assert named - OF_A_PAGE == set(badges.MEANINGS) - {"pretrained"}
    assert all(badges.meaning(word).endswith(".") for word in badges.MEANINGS)


def test_a_word_of_a_page_s_own_has_none():
    assert not badges.meaning("Kaplan's formulas")
    assert not badges.meaning("")
