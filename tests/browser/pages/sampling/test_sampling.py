"""The sampling pages as a lecturer drives them: play, drag, and turn the step size."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually
from tests.browser.screen import opened, scene

pytestmark = pytest.mark.browser


def at_its_end(page: Page) -> None:
    """Its draws have fallen: nobody waits for the last of them."""
    expect(scene(page)).to_have_attribute("data-frames", "220")
    page.keyboard.press("End")
    expect(scene(page)).to_have_attribute("data-frame", "219")
    expect(scene(page)).to_have_attribute("data-playing", "false")


def drag(page: Page, handle: Locator, dx: float, dy: float) -> None:
    expect(handle).to_be_visible()
    box = handle.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2 + dx, box["y"] + box["height"] / 2 + dy, steps=8)
    page.mouse.up()


def test_draws_fall_by_themselves_and_u_is_dragged_into_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/sampling")
    expect(scene(page)).to_have_attribute("data-playing", "true")
    at_its_end(page)
    drag(page, page.get_by_role("button", name=re.compile("^u: drag")), 0, -60)
    page.wait_for_url(re.compile("sampling_u=0"))
    expect(scene(page)).to_have_attribute("data-frame", "219")
    expect(scene(page)).to_have_attribute("data-playing", "false")


def test_a_curve_dragged_downwards_is_refused_and_nothing_is_lost(app_url, new_page):
    page = opened(new_page(), f"{app_url}/sampling?sampling_law=curve")
    at_its_end(page)
    curve = page.get_by_role("button", name=re.compile("^curve 4:"))
    start = curve.bounding_box()
    drag(page, curve, 0, 140)
    expect(page.get_by_text(re.compile("rises from 0 to 1"))).to_be_visible()
    assert "sampling_points" not in page.url
    expect(scene(page)).to_have_attribute("data-frames", "220")
    eventually(page, lambda: curve.bounding_box() == start)  # put back where it was
    at_its_end(page)
    drag(page, curve, 0, -30)
    page.wait_for_url(re.compile("sampling_points="))
    expect(page.get_by_text(re.compile("rises from 0 to 1"))).to_be_hidden()


def test_the_step_size_acts_while_it_is_dragged(app_url, new_page):
    page = opened(new_page(), f"{app_url}/chains")
    before = page.get_by_test_id("stMetricValue").first.inner_text()
    slider = page.get_by_role("slider", name=re.compile("Step size"))
    box = slider.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.1 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.6 * box["width"], box["y"] + box["height"] / 2, steps=6)
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before)
    assert "chains_step" not in page.url, "the address waits until it is let go"
    page.mouse.up()
    page.wait_for_url(re.compile("chains_step="))


def test_the_step_size_is_dragged_under_its_curve_and_space_plays_the_chains(app_url, new_page):
    page = opened(new_page(), f"{app_url}/chains")
    before = page.get_by_test_id("stMetricValue").first.inner_text()
    drag(page, page.get_by_role("button", name=re.compile("^step: drag")), 60, 0)
    page.wait_for_url(re.compile(r"chains_step=\d"))
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before)
    expect(scene(page)).to_have_attribute("data-playing", "false")
    page.keyboard.press("Space")  # the handle has the keyboard, and its picture does not move
    expect(scene(page)).to_have_attribute("data-playing", "true")
