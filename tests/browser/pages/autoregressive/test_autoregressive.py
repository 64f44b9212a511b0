"""What a hand chooses on the pages of autoregressive networks: an output, a pixel."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

APART = 1 / 20.4  # of two outputs, as a part of the window's width


def drag(page: Page, handle: Locator, dx: float, dy: float) -> None:
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=6)
    page.mouse.up()


def test_an_output_is_chosen_by_its_handle(app_url: str, new_page: Callable[..., Page]) -> None:
    page = new_page()
    knobs = "view=network&autoregressive_look=wiring&autoregressive_wiring_frame=9"
    page.goto(f"{app_url}/autoregressive?autoregressive_{knobs}&autoregressive_steps=10")
    handle = page.get_by_role("button", name="output d 1: drag")
    expect(handle).to_be_visible()
    drag(page, handle, 120, 0)
    page.wait_for_url(lambda url: "wiring_frame=1" in url)  # one of the outputs 11 to 20


def test_an_output_that_is_pointed_at_lights_up_and_a_click_chooses_it(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    knobs = "view=network&autoregressive_look=wiring&autoregressive_wiring_frame=9"
    page.goto(f"{app_url}/autoregressive?autoregressive_{knobs}&autoregressive_steps=10")
    handle = page.get_by_role("button", name="output d 1: drag")
    expect(handle).to_be_visible()
    picture = page.locator(".scene", has=handle)
    expect(picture).to_have_attribute("data-frame", "9")
    box = handle.bounding_box()
    assert box
    width = float((picture.get_attribute("data-plot") or "").split()[0])
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle - 4 * APART * width, height)
    expect(picture).to_have_attribute("data-frame", "5")
    page.mouse.move(middle - 4 * APART * width, height + 150)
    expect(picture).to_have_attribute("data-frame", "9")
    page.mouse.click(middle - 3 * APART * width, height)
    page.wait_for_url("**wiring_frame=6*")
    page.mouse.move(middle, height + 150)
    expect(picture).to_have_attribute("data-frame", "6")


def test_a_pixel_is_chosen_by_its_handle_and_its_field_is_told(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    knobs = "view=sight&pixels_family=pixelcnn&pixels_kernel=3&pixels_steps=10"
    page.goto(f"{app_url}/pixels?pixels_{knobs}")
    handle = page.get_by_role("button", name="pixel 1: drag")
    expect(handle).to_be_visible()
    told = page.get_by_test_id("stMetric").filter(has_text="It reads")
    expect(told).to_have_count(1)
    before = told.text_content() or ""
    drag(page, handle, 0, -90)
    page.wait_for_url("**pixels_sight_pixel=*")
    expect(told).not_to_have_text(before)
