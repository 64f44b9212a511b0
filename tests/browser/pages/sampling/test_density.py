"""Density estimation as a lecturer drives it: a bandwidth in the hand, half-steps, a link."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rest import changed, eventually, rested
from tests.browser.screen import turn_to

pytestmark = pytest.mark.browser


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    page.wait_for_timeout(500)
    return page


def numbers(page: Page) -> list[str]:
    return page.get_by_test_id("stMetricValue").all_text_contents()


def test_the_estimate_follows_the_bandwidth_while_it_is_held(app_url, new_page):
    page = opened(new_page(), f"{app_url}/density?density_view=kernel&density_points=2000")
    estimate = page.locator(".stage > canvas").first
    handle = page.get_by_role("button", name=re.compile("^h: drag"))
    expect(handle).to_be_visible()
    turn_to(page, "Numbers")
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    before, at_rest = numbers(page), rested(estimate)
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 80, steps=6)
    held = changed(page.locator(".stage > canvas").first, at_rest, held=True)
    assert held != at_rest
    along = handle.bounding_box()
    assert along
    assert abs(along["y"] - box["y"]) < 2, "it keeps to its axis"
    assert numbers(page) == before, "no server is asked while it is held"
    page.mouse.up()
    page.wait_for_url(re.compile(r"density_bandwidth=0\.\d+"))
    assert "density_rule=own" in page.url
    eventually(page, lambda: numbers(page) != before)


def test_half_steps_and_a_dragged_start_are_in_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/density?density_view=mixture&density_frame=0")
    picture = page.locator(".scene[data-frame]").first

    def at_the_start() -> bool:  # it plays when it is opened there, once its frames have come
        page.keyboard.press("Home")
        return picture.get_attribute("data-frame") == "0"

    eventually(page, at_the_start)
    expect(picture).to_have_attribute("data-playing", "false")
    page.get_by_role("button", name=re.compile("^E: responsibilities")).click()
    page.wait_for_url(re.compile("density_frame=1"))
    page.get_by_role("button", name=re.compile("^M: means")).click()
    page.wait_for_url(re.compile("density_frame=2"))
    handle = page.get_by_role("button", name="start 1: drag or arrow keys")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 30, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("density_own="))
