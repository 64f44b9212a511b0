"""A picture fills the height that the page gives it, with its time axis docked under it."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.browser.rest import changed, rested
from tests.browser.scene.gallery import Open, canvas, scene

pytestmark = pytest.mark.browser

TOP = 44  # CSS pixels of the line of the legend
AROUND = 70  # at most, of what stands around the plane above and below


def given(page: Page, height: str, size: int = 16) -> None:
    """Say as a page's frame does how high pictures are, and how large their words."""
    page.add_style_tag(
        content=f".stApp {{ --scene-height: {height}; --scene-font-size: {size}px }}"
    )


def box(found: Locator) -> FloatRect:
    where = found.bounding_box()
    assert where
    return where


def bottom(found: Locator) -> float:
    return box(found)["y"] + box(found)["height"]


def fills(picture: Locator, height: float) -> None:
    picture.page.wait_for_function(
        "([node, height]) => Math.abs(node.getBoundingClientRect().height - height) < 1",
        arg=[picture.element_handle(), height],
    )
    rested(canvas(picture))


def test_the_plane_takes_what_the_docked_time_axis_leaves(visit: Open) -> None:
    page = visit("animated", viewport={"width": 1440, "height": 1000})
    for height, size in ((560, 16), (760, 16), (900, 24)):
        given(page, f"{height}px", size)
        fills(scene(page), height)
        leaves(scene(page), height, size)


def leaves(picture: Locator, height: int, size: int) -> None:
    """The time axis is docked below, and the plane has all the rest of a height."""
    axis = picture.locator(".timeline")
    assert 72 <= box(axis)["height"] <= 88
    assert bottom(axis) == pytest.approx(bottom(picture), abs=1)
    for part in (".transport", ".counter", ".strip", ".pace"):
        inside = box(picture.locator(part))
        assert inside["y"] >= box(axis)["y"] - 1
        assert bottom(picture.locator(part)) <= bottom(axis) + 1
    assert box(picture.locator(".top"))["height"] == TOP
    width, high = map(float, (picture.get_attribute("data-plot") or "").split())
    assert width == high
    assert high >= height - TOP - 88 - AROUND * size / 16
    assert box(canvas(picture))["y"] >= bottom(picture.locator(".top")) - 1
    assert bottom(canvas(picture)) <= box(axis)["y"] + 1


def test_a_small_picture_takes_its_share(visit: Open) -> None:
    page = visit("linked", viewport={"width": 1600, "height": 1000})
    given(page, "700px")
    fills(scene(page, 0), 700)
    fills(scene(page, 1), 342)  # two of them and the gap between them are a whole


def test_a_narrow_picture_is_no_higher_than_its_plane_needs(visit: Open) -> None:
    page = visit("animated", viewport={"width": 390, "height": 844}, has_touch=True)
    given(page, "720px")
    picture = scene(page)
    rested(canvas(picture))
    assert box(picture)["height"] < 640
    assert bottom(picture.locator(".strip")) == pytest.approx(bottom(picture), abs=1)
    given(page, "460px")
    fills(picture, 460)


def test_a_window_however_low_leaves_a_picture(visit: Open) -> None:
    page = visit("animated", viewport={"width": 700, "height": 225})
    given(page, "calc(100vh - 200px)")
    fills(scene(page), 22 * 16)


def test_words_without_room_in_the_line_stand_in_a_menu(visit: Open) -> None:
    page = visit("kinds", viewport={"width": 620, "height": 900})
    picture = scene(page)
    more = picture.get_by_role("button", name="+")
    expect(more).to_be_visible()
    assert box(picture.locator(".top"))["height"] == TOP
    shown = picture.locator(".legend button")
    hidden = picture.locator(".rest button")
    assert shown.count() + hidden.count() == 7
    assert box(shown.last)["x"] + box(shown.last)["width"] <= box(more)["x"] + 1
    before = rested(canvas(picture))
    more.click()
    word = hidden.filter(has_text="codewords")
    word.click()
    expect(word).to_have_attribute("aria-pressed", "false")
    changed(canvas(picture), before)
    page.keyboard.press("Escape")
    expect(word).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(more).to_be_hidden()
    expect(shown).to_have_count(7)


# The edges of a canvas that have ink.
_CUT = """canvas => {
  const { width, height } = canvas
  const ink = (...area) => canvas.getContext("2d").getImageData(...area).data
    .some((value, i) => i % 4 === 3 && value > 0)
  const edges = { left: ink(0, 0, 1, height), right: ink(width - 1, 0, 1, height),
    top: ink(0, 0, width, 1), bottom: ink(0, height - 1, width, 1) }
  return Object.keys(edges).filter((edge) => edges[edge])
}"""


def test_no_number_or_name_is_cut_at_the_edge_of_the_canvas(visit: Open) -> None:
    page = visit("numbers", viewport={"width": 1280, "height": 900})
    drawn = canvas(scene(page))
    for size in (16, 24):
        given(page, "600px", size)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            rested(drawn)
            box = drawn.bounding_box()
            assert box
            assert box["width"] <= width
            assert drawn.evaluate(_CUT) == [], (size, width)


def test_matrices_fill_the_height_and_all_their_thumbnails_are_seen(app_url, new_page) -> None:
    page = new_page(1440, 900)
    page.goto(f"{app_url}/attention?present=1")
    picture = page.locator(".links[data-ready]").first
    expect(picture).to_be_visible()
    page.wait_for_function(
        "node => node.getBoundingClientRect().height > 880", arg=picture.element_handle()
    )
    board = picture.locator(".board")
    assert board.evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    assert bottom(picture.locator(".thumb").last) <= bottom(picture) + 1
    assert box(picture.locator(".heat").first)["height"] > 0.5 * 900
