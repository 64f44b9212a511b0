"""Scaling laws under a real hand: an animal clicked away, and the claims' cuts dragged."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.pages.hand import drag, handle, metric, opened

pytestmark = pytest.mark.browser

OLS = "α by OLS"


def click(page: Page, animal: Locator) -> None:
    """Press and let go on the middle of an animal, as a hand that trembles a little."""
    expect(animal).to_be_visible()
    page.wait_for_timeout(500)
    box = animal.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 1, y + 1)
    page.mouse.up()


def test_a_click_leaves_a_dinosaur_out_and_another_brings_it_back(
    app_url: str, new_page: NewPage
) -> None:
    page = opened(new_page(), f"{app_url}/scaling?scaling_animals=dinosaurs")
    alpha = metric(page, OLS)
    expect(alpha).to_have_text("0.496")
    diplodocus = handle(page, "Diplodocus")
    click(page, diplodocus)
    expect(alpha).not_to_have_text("0.496")
    expect(diplodocus).to_have_attribute("aria-pressed", "true")
    for name in ("Triceratops", "Brachiosaurus"):
        click(page, handle(page, name))
    expect(alpha).to_have_text("0.752")
    page.wait_for_url(re.compile("scaling_left_out="))
    assert "scaling_moved" not in page.url, "a click drags nothing"
    page.reload()
    expect(metric(page, OLS)).to_have_text("0.752")
    diplodocus.focus()
    page.keyboard.press("Enter")
    expect(metric(page, OLS)).not_to_have_text("0.752")


def test_a_press_between_neighbours_takes_the_nearest(app_url: str, new_page: NewPage) -> None:
    page = opened(new_page(), f"{app_url}/scaling")
    click(page, handle(page, "Human"))
    page.wait_for_url(re.compile(r"scaling_left_out=31(&|$)"))
    drag(page, handle(page, "African elephant"), -60, -80)
    page.wait_for_url(re.compile(r"scaling_moved=\d+_"))


@pytest.mark.parametrize(
    ("view", "name", "way", "knob"),
    [
        ("curves", "known until", (60, 0), "claims_share="),
        ("samples", "loss", (0, 40), "claims_reach="),
        ("convergence", "budget", (-60, 0), "claims_compute="),
    ],
)
def test_what_cuts_the_curves_is_dragged_and_the_link_keeps_it(
    app_url: str, new_page: NewPage, view: str, name: str, way: tuple[int, int], knob: str
) -> None:
    page = opened(new_page(), f"{app_url}/claims?claims_view={view}&claims_source=shipped")
    shown = page.get_by_test_id("stMetricValue")
    before = shown.all_inner_texts()
    drag(page, handle(page, name), *way)
    page.wait_for_url(re.compile(knob))
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(500)
    told = shown.all_inner_texts()
    assert told != before
    page.reload()
    expect(page.locator("[data-ready]").first).to_be_visible()
    page.get_by_text("Numbers", exact=True).first.click()
    expect(shown.first).to_have_text(told[0])


def test_every_claim_opens_on_every_sweep_that_there_is(app_url: str, new_page: NewPage) -> None:
    page = new_page()
    for view in ("smooth", "overfitting", "curves", "transfer", "samples", "convergence"):
        for source in ("shipped", "kaplan"):
            page.goto(f"{app_url}/claims?claims_view={view}&claims_source={source}")
            if (view, source) == ("transfer", "kaplan"):
                expect(page.get_by_text("say nothing of another text")).to_be_visible()
            else:
                expect(page.locator("[data-ready]").first).to_be_visible()
            expect(page.get_by_test_id("stException")).to_have_count(0)
