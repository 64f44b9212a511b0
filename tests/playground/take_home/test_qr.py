"""The code says the link: read again by a reader of somebody else's."""

import re
from urllib.parse import unquote

import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from playground.take_home.qr import MOST_MODULES, code, shortened

SHORT = "https://playground.example.edu/flows?flows_family=spline&flows_seed=3"


def pixels(address: str, scale: int = 4) -> NDArray[np.uint8]:
    """The image of a code as a camera would see it, drawn from the lines of the SVG."""
    svg = unquote(address.split(",", 1)[1])
    _, lines = re.findall(r"<path[^>]* d='([^']+)'", svg)
    (side,) = re.findall(r"viewBox='0 0 (\d+) \d+'", svg)
    image = np.full((int(side), int(side)), 255, np.uint8)
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([-\d. ]+)", lines):
        right, *down = [float(each) for each in numbers.split()]
        if command == "h":
            image[int(y), int(x) : int(x + right)] = 0
        if command == "M":
            x = y = 0.0
        x, y = x + right, y + sum(down)
    return np.kron(image, np.ones((scale, scale), np.uint8))


@pytest.mark.parametrize("link", [SHORT, SHORT + "&flows_drawn=" + "0123456789" * 35])
def test_the_code_says_the_link(link):
    drawn = code(link)
    assert drawn
    (read,) = zxingcpp.read_barcodes(pixels(drawn))
    assert read.text == link


def test_the_code_has_the_quiet_zone_of_the_standard():
    drawn = code(SHORT)
    assert drawn
    rows, columns = np.nonzero(pixels(drawn, scale=1) == 0)
    side = pixels(drawn, scale=1).shape[0]
    edges = (rows.min(), columns.min(), side - 1 - rows.max(), side - 1 - columns.max())
    assert edges == (4, 4, 4, 4)  # ISO/IEC 18004, 5.3.8


def test_a_code_that_a_phone_does_not_read_from_the_back_row_is_not_drawn():
    assert code(SHORT + "x" * 500) is None
    assert code(SHORT + "x" * 5000) is None, "and none that no code can hold"


def test_a_short_link_is_left_as_it_is():
    assert shortened(SHORT) == (SHORT, ())


def test_a_long_link_loses_its_longest_parts_and_says_which():
    link, left_out = shortened(SHORT + "&flows_drawn=" + "x" * 1000 + "&flows_text=" + "y" * 900)
    assert link == SHORT
    assert left_out == ("flows_drawn", "flows_text")


def test_the_limit_is_the_one_that_is_told():
    assert code("h" * 458)
    assert code("h" * 459) is None
    assert MOST_MODULES == 17 + 4 * 14
