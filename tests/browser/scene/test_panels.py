"""Panels side by side and captions, acted out on the gallery of scenes."""

import pytest
from playwright.sync_api import expect

from tests.browser.rest import changed, rested
from tests.browser.scene.gallery import Open, canvas, scene

pytestmark = pytest.mark.browser


def test_panels_show_one_window_at_one_time_and_share_the_legend(visit: Open) -> None:
    page = visit("panels")
    one = scene(page)
    assert page.locator(".legend button").count() == 2, "a word for each name, not for each layer"
    start = rested(canvas(one))
    page.get_by_role("button", name="Step forward").click()
    expect(one).to_have_attribute("data-frame", "1")
    changed(canvas(one), start)
    box = canvas(one).bounding_box()
    assert box
    # The walkers of A and B start at opposite sides: the probe reads each panel's own.
    page.mouse.move(box["x"] + 0.06 * box["width"], box["y"] + 0.5 * box["height"])
    assert "x" in page.locator(".tooltip").inner_text()
    page.get_by_role("button", name="walkers").click()
    expect(page.get_by_role("button", name="walkers")).to_have_attribute("aria-pressed", "false")
    hidden = rested(canvas(one))
    page.get_by_role("button", name="Step forward").click()
    expect(one).to_have_attribute("data-frame", "2")
    assert rested(canvas(one)) == hidden, "the word hides the walkers in all panels"


def test_captions_follow_the_frames_and_end_with_the_last(visit: Open) -> None:
    page = visit("captions")
    expect(page.locator(".caption")).to_have_text("That was all.")
    expect(scene(page)).to_have_attribute("data-playing", "false")
    page.keyboard.press("Home")
    expect(page.locator(".caption")).to_have_text("First this.")
