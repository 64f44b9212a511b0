"""Tasks with a theorem, and transformers as engines, as a browser shows them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rest import eventually

pytestmark = pytest.mark.browser

CHAINS = "theorems?theorems_steps=10&theorems_width=16&theorems_length=16&theorems_batch=4"
ADDITION = "theorems?theorems_view=addition&theorems_modulus=7&theorems_steps=10&theorems_width=16"
ENGINES = "engines?engines_steps=10&engines_layers=1&engines_bits=2&engines_batch=4"
LARGEST = (
    "scene => [...scene.querySelectorAll('canvas')]"
    ".reduce((a, b) => b.width * b.height > a.width * a.height ? b : a)"
)
# What is due is drawn in the next frame.
DRAWN = (
    "async (scene) => { const next = () => new Promise((done) => requestAnimationFrame(done));"
    f" await next(); await next(); return ({LARGEST})(scene).toDataURL() }}"
)
FRAMED = ".scene[data-ready][data-frames]"


def trained(page: Page, url: str) -> Page:
    """The page, once its short training has come to its end."""
    page.goto(url)
    expect(page.get_by_text("Trained · step 10 of 10")).to_be_visible(timeout=90_000)
    expect(page.locator(FRAMED).first).to_be_visible()
    page.locator("[data-test-script-state=notRunning]").wait_for()
    return page


def pixels(page: Page) -> str:
    """What the largest canvas of the picture shows, as a text: the plane, and no swatch."""
    found: str = page.locator(FRAMED).first.evaluate(DRAWN)
    return found


def counted(page: Page) -> int:
    """How many frames the picture has once no more come: the last ones may be on their way."""
    known, now = -1, 0
    while now > known:
        known = now
        page.wait_for_timeout(1500)
        now = int(page.locator(FRAMED).first.get_attribute("data-frames") or 0)
    return now


def turned(page: Page, key: str, frame: int) -> str:
    """The picture after a key on the time axis that leads to a frame."""
    page.keyboard.press(key)
    expect(page.locator(FRAMED).first).to_have_attribute("data-frame", str(frame))
    return pixels(page)


def changes_over_its_training(page: Page) -> None:
    """The first frame is not the last one, nor the second, and is found again."""
    last = counted(page) - 1
    assert last > 3
    begin, end = turned(page, "Home", 0), turned(page, "End", last)
    assert begin != end
    assert turned(page, "Home", 0) == begin
    assert turned(page, "ArrowRight", 1) != begin


def test_views_switch_and_each_brings_its_own_picture(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = trained(new_page(), f"{app_url}/{CHAINS}")
    changes_over_its_training(page)
    expect(page.locator(FRAMED).first).not_to_contain_text("P(right sum)")
    page.get_by_role("tab", name="Modular addition").or_(
        page.get_by_text("Modular addition", exact=True)
    ).first.click()
    page.wait_for_url(re.compile("theorems_view=addition"))
    expect(page.locator(FRAMED).first).to_contain_text("P(right sum)", timeout=90_000)


def test_the_looks_of_the_engines_are_three_pictures_of_one_training(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = trained(new_page(), f"{app_url}/{ENGINES}")
    changes_over_its_training(page)
    told = page.locator(FRAMED).first
    expect(told).to_contain_text("an even guess")
    page.get_by_text("Answer by answer", exact=True).click()
    expect(told).to_contain_text("probability of the right answer")
    page.get_by_text("What changed", exact=True).click()
    expect(told).to_contain_text("norms")
    expect(page.get_by_text("Trained · step 10 of 10")).to_be_visible()


def test_a_sum_tells_its_probability_and_on_a_phone_its_planes_stand_below_each_other(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = trained(new_page(), f"{app_url}/{ADDITION}")
    changes_over_its_training(page)
    picture = page.locator(FRAMED).first
    box = picture.evaluate(f"scene => ({LARGEST})(scene).getBoundingClientRect().toJSON()")
    page.mouse.move(box["x"] + 0.25 * box["width"], box["y"] + 0.5 * box["height"])
    tip = picture.locator(".tooltip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(re.compile(r"P\(right sum\)\s*0?\.?\d"))
    across = picture.bounding_box()
    page.set_viewport_size({"width": 390, "height": 844})
    assert across
    assert across["height"] < across["width"]

    def stacked() -> bool:
        narrow = picture.bounding_box()
        if narrow is None:
            return False
        return 1.5 * narrow["width"] < narrow["height"] and narrow["width"] <= 390

    eventually(page, stacked)
