"""What a rule of a style sheet may ask: where little changes, a browser styles little anew."""

import re
from pathlib import Path

import pytest

from tests.playground.test_architecture import ROOT

# At the depth of the picture alone the panel stays as long as the page waits for something.
EXEMPT = {"minimal.css"}
SHEETS = sorted(path for path in (ROOT / "playground").rglob("*.css") if path.name not in EXEMPT)
WHOLE = re.compile(r"(html|body|:root|\.stApp|\.stMain|\.stMainBlockContainer)[^\s,{>+~]*:has\(")
ASKED = re.compile(r":has\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def costly(rules: str) -> list[str]:
    """The selectors for which a browser styles the whole page anew when any part of it changes."""
    rules = COMMENT.sub("", rules)
    parts_of_a_class = [asked for asked in ASKED.findall(rules) if "[class" in asked]
    return [match.group() for match in WHOLE.finditer(rules)] + parts_of_a_class


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_rule_asks_the_whole_page_what_it_has(sheet: Path) -> None:
    assert costly(sheet.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("rules", "faults"),
    [
        (".stApp:has(.panel) .stMain { width: 50% }", 1),
        (".stApp:not(:has(.panel)) { gap: 0 }", 1),
        ('.picture > div:has(> .block:not([class*="key-"])) { width: 100% }', 1),
        (".stApp .stMain { gap: 0 } .picture div:has(> .block) { width: 100% }", 0),
        ("/* .stApp:has(.panel) */ .bar > :has(> .title) { flex: none }", 0),
    ],
)
def test_such_a_rule_is_found(rules: str, faults: int) -> None:
    assert len(costly(rules)) == faults
