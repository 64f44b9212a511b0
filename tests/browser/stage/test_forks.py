"""A fork as a student makes one is found again after a reload."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import scene

pytestmark = pytest.mark.browser

TRAINED = re.compile(r"^Trained ·.*60 of 60")


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(scene(page)).to_be_visible()
    expect(page.get_by_text(TRAINED)).to_be_visible()
    return page


def at_a_middle_step(page: Page) -> None:
    """Go to the third moment, and wait until the page knows."""
    expect(scene(page)).to_have_attribute("data-frame", re.compile("[1-9]"))  # its last has come
    page.keyboard.press("Home")
    expect(scene(page)).to_have_attribute("data-frame", "0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(scene(page)).to_have_attribute("data-frame", "2")
    step = int(re.sub(r"\D", "", page.locator(".counter").first.inner_text()))
    expect(page).to_have_url(re.compile(rf"gans_moment={step}(&|$)"))
    told = page.get_by_role("button", name=re.compile(rf"Fork at step {step}\b"))
    expect(told).to_be_visible()


def turn_the_seed(page: Page) -> None:
    page.get_by_label("Seed", exact=True).fill("93")
    page.get_by_label("Seed", exact=True).press("Enter")
    expect(page.get_by_text("The knobs have changed")).to_be_visible()


def fork(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(call_split )?Fork at step")).click()


def test_a_fork_its_moment_and_its_layers_survive_a_reload(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?gans_data=easy_ring&gans_steps=60&gans_seed=91")
    at_a_middle_step(page)
    turn_the_seed(page)
    fork(page)
    expect(page).to_have_url(re.compile(r"gans_fork1=\d+"))
    expect(page.get_by_text(TRAINED)).to_be_visible()
    page.get_by_role("button", name="real", exact=True).click()
    expect(page).to_have_url(re.compile("gans_switched=real"))
    at_a_middle_step(page)
    label = page.get_by_role("button", name=re.compile("Fork at step")).inner_text()
    address, frames = page.url, scene(page).get_attribute("data-frames")
    moment = scene(page).get_attribute("data-frame")
    page.reload()
    expect(scene(page)).to_have_attribute("data-frames", str(frames))
    expect(page.get_by_text(TRAINED)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Fork at step"))).to_have_text(
        label, use_inner_text=True
    )
    expect(page).to_have_url(address)
    expect(scene(page)).to_have_attribute("data-frame", str(moment))
    expect(page.get_by_role("button", name="real", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )
