"""The change-of-variables page: drag, look at the numbers, share the link, take it home."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import output_of_script
from tests.browser.pages.hand import drag, handle, metric
from tests.browser.rest import eventually

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.browser


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator("[data-frames]").first).to_be_visible()
    expect(page.get_by_role("button", name="Take home")).to_be_visible()
    return page


def place_of(handle: Locator) -> float:
    """How far to the right it is."""
    box = handle.bounding_box()
    assert box
    return box["x"]


def test_dragging_the_curve_moves_the_area_without_the_factor_only(app_url, new_page):
    page = opened(new_page(), f"{app_url}/change")
    without = metric(page, "Area without factor")
    expect(without).to_have_text("1.234")
    drag(page, handle(page, "points 2"), 0, 40)
    expect(without).not_to_have_text("1.234")
    expect(metric(page, "Area with factor")).to_have_text("1.000")
    expect(page.get_by_text("The terms add up")).to_be_visible()
    page.wait_for_url(re.compile("change_control="))
    page.wait_for_timeout(1000)  # the last rerun of the drag
    told = without.inner_text()
    page.reload()
    expect(metric(page, "Area without factor")).to_have_text(told)


def test_a_point_cannot_pass_its_neighbour_and_the_page_says_so(app_url, new_page):
    page = opened(new_page(), f"{app_url}/change")
    point, said = handle(page, "points 2"), page.get_by_text(re.compile("held back by its neighb"))
    expect(point).to_be_visible()
    before = place_of(point)
    drag(page, point, 350, 0)
    expect(said).to_be_visible()
    eventually(page, lambda: 0 < place_of(point) - before < 300)  # it is put back to its neighbour
    expect(metric(page, "Area with factor")).to_have_text("1.000")
    drag(page, point, -30, 5)
    expect(said).to_be_hidden()


def test_the_strip_moves_by_keyboard_and_keeps_its_mass(app_url, new_page):
    page = opened(new_page(panel="numbers"), f"{app_url}/change")
    mass = metric(page, "Mass of the strip")
    before = mass.inner_text()
    strip = handle(page, "strip")
    strip.focus()
    for _ in range(5):
        strip.press("Shift+ArrowLeft")
    expect(mass).not_to_have_text(before)
    page.wait_for_url(re.compile("change_probe="))
    page.wait_for_timeout(1000)
    expect(page.get_by_text(f"∫ q₁(x) dx {mass.inner_text()}")).to_be_visible()


def test_a_flat_matrix_is_a_sentence_and_one_drag_brings_everything_back(app_url, new_page):
    page = opened(
        new_page(panel="numbers"), f"{app_url}/change?change_view=linear&change_matrix=1,0.5,2,1"
    )
    sentence = page.get_by_text(re.compile("^det A = 0: both"))
    expect(sentence).to_be_visible()
    expect(metric(page, "Mass with factor")).to_have_text("—")
    drag(page, handle(page, "A e₂"), -40, -50)
    expect(sentence).to_be_hidden()
    expect(metric(page, "Mass with factor")).to_have_text("1.000")
    area = metric(page, "Image area")
    eventually(page, lambda: page.get_by_text(f"|det A| {area.inner_text()}").is_visible())


def test_a_smaller_cell_has_the_area_that_the_determinant_says(app_url, new_page):
    page = opened(new_page(), f"{app_url}/change?change_view=nonlinear&change_warp=square")
    ratio = metric(page, "Ratio")
    assert float(ratio.inner_text()) > 1.5
    slider = page.get_by_role("slider", name="Side of the cell")
    slider.focus()
    slider.press("Home")
    expect(ratio).to_have_text(re.compile(r"^1\.0[01]"))
    page.wait_for_url(re.compile("change_cell=0.01"))


def test_dragging_a_mass_makes_the_law_ones_own(app_url, new_page):
    page = opened(new_page(), f"{app_url}/change?change_view=discrete")
    drag(page, handle(page, "5.16"), 0, 60)
    page.wait_for_url(re.compile("change_weights="))
    page.wait_for_url(re.compile("change_pmf="))
    expect(metric(page, "Sum over y")).to_have_text("1.000")


def test_the_tabs_and_the_hot_keys_choose_the_view_and_the_link_follows(app_url, new_page):
    page = opened(new_page(panel="numbers"), f"{app_url}/change")
    page.get_by_role("radio", name="Discrete").or_(page.get_by_text("Discrete")).first.click()
    page.wait_for_url(re.compile("change_view=discrete"))
    expect(metric(page, "Sum over y")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("5")
    page.wait_for_url(re.compile("change_view=fold"))
    expect(metric(page, "Their sum")).to_be_visible()
    page.reload()
    expect(metric(page, "Their sum")).to_be_visible()


def test_a_hand_edited_link_is_told_and_harmless(app_url, new_page):
    bad = "change_view=nowhere&change_control=1,1,0,0&change_matrix=%3Cb%3Ex%3C%2Fb%3E"
    page = opened(new_page(), f"{app_url}/change?{bad}")
    expect(page.get_by_text(re.compile("which is not possible")).first).to_be_visible()
    assert page.locator("[data-testid=stAlert] b").count() == 0
    expect(metric(page, "Area with factor")).to_have_text("1.000")


def test_the_downloaded_script_runs_and_says_the_same(app_url, new_page, tmp_path):
    page = opened(new_page(), f"{app_url}/change?change_map=exp")
    said = output_of_script(page, tmp_path)
    printed = re.search(r"^Area without factor = ([\d.]+)$", said, re.MULTILINE)
    assert printed, said
    shown = float(metric(page, "Area without factor").inner_text())
    assert float(printed[1]) == pytest.approx(shown, abs=6e-4)
