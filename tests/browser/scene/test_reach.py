"""The time axis of a picture reaches under what stands beside it, if that has none of its own."""

from typing import TypedDict

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import eventually
from tests.browser.screen import arrived

pytestmark = pytest.mark.browser


class Box(TypedDict):
    x: float
    y: float
    width: float
    height: float


def box(part: Locator) -> Box:
    found = part.bounding_box()
    assert found
    return Box(x=found["x"], y=found["y"], width=found["width"], height=found["height"])


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    arrived(page)
    return page


def test_the_axis_spans_the_row_and_is_pressed_there(app_url, new_page):
    page = opened(new_page(), f"{app_url}/chains")
    scenes = page.locator(".st-key-picture .scene")
    axis, strip = scenes.first.locator(".timeline"), scenes.first.locator(".strip")

    def spans() -> bool:
        own, other = box(axis), box(scenes.nth(1))
        ends = other["x"] + other["width"] - own["x"] - own["width"]
        return abs(ends) < 4 and other["y"] + other["height"] <= own["y"] + 1

    eventually(page, spans)
    place = box(strip)
    under_the_other = place["width"] * 0.75
    assert place["x"] + under_the_other > box(scenes.nth(1))["x"]
    strip.click(position={"x": under_the_other, "y": place["height"] / 2})
    count = int(scenes.first.get_attribute("data-frames") or 0)
    eventually(
        page,
        lambda: abs(int(scenes.first.get_attribute("data-frame") or 0) / count - 0.75) < 0.02,
    )


def test_on_a_phone_it_is_as_wide_as_its_picture_and_takes_no_room_below_others(app_url, new_page):
    page = opened(new_page(), f"{app_url}/chains")
    scenes = page.locator(".st-key-picture .scene")
    column = page.locator(".st-key-picture .stColumn").nth(1)
    eventually(page, lambda: box(scenes.first.locator(".timeline"))["width"] > 900)
    page.set_viewport_size({"width": 390, "height": 844})

    def as_wide() -> bool:
        own = box(scenes.first)
        return abs(box(scenes.first.locator(".timeline"))["width"] - own["width"]) < 2

    eventually(page, as_wide)
    expect(column).to_have_css("padding-bottom", "0px")


def test_two_axes_in_a_row_stay_under_their_own_pictures(visit):
    scenes = visit("linked").locator(".scene[data-ready]")
    expect(scenes).to_have_count(2)
    for each in (scenes.nth(0), scenes.nth(1)):
        assert box(each.locator(".timeline"))["width"] == pytest.approx(box(each)["width"], abs=2)
