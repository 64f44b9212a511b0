"""Controls, links and charts as a person uses them, on the gallery."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import ROOT, link_of, served, taken_home
from tests.browser.rest import eventually
from tests.playground.demo import DemoSetup

pytestmark = pytest.mark.browser

AFFINE = DemoSetup(family="affine", layers=3, rate=0.0035, noise=0.25, cosine=False, drawn="a|b&é")


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the gallery, served."""
    with served(ROOT / "tests" / "browser" / "stage" / "controls_gallery.py") as address:
        yield f"{address}/"


def visit(page: Page, address: str) -> Page:
    """Open the gallery and wait for its last element and its modules."""
    page.goto(address)
    expect(page.get_by_role("button", name="Take home")).to_be_visible()
    page.wait_for_load_state("networkidle")  # what listens to the keys has arrived
    return page


def again(page: Page) -> None:
    """Reload it, and wait for its widgets."""
    page.reload()
    expect(page.get_by_role("button", name="Take home")).to_be_visible()


def said(page: Page) -> Locator:
    """Where the page prints its setup."""
    return page.get_by_test_id("stCode").first


def is_said(page: Page, setup: DemoSetup) -> None:
    expect(said(page)).to_contain_text(setup.model_dump_json())


def squared(page: Page) -> Locator:
    """What follows the continuous slider."""
    return page.get_by_test_id("stMetricValue").last


def parameter(page: Page, name: str) -> str | None:
    text: str | None = page.evaluate("n => new URLSearchParams(location.search).get(n)", name)
    return text


def turn(page: Page, key: str, setup: DemoSetup) -> None:
    """Press a preset's key until the page has turned: a button is seen before its key is heard."""

    def turned() -> bool:
        page.keyboard.press(key)
        page.wait_for_timeout(500)
        return setup.model_dump_json() in said(page).inner_text()

    eventually(page, turned)


def test_a_hot_key_turns_the_knobs_and_the_link_survives_a_reload_and_a_new_session(
    gallery, new_page
):
    page = visit(new_page(), gallery)
    is_said(page, DemoSetup())
    turn(page, "2", AFFINE)
    expect(page).to_have_url(re.compile("demo_drawn="))
    again(page)
    is_said(page, AFFINE)
    other = visit(new_page(), page.url)
    is_said(other, AFFINE)
    expect(other.get_by_test_id("stAlert").filter(has_text="The link asks")).to_have_count(0)
    written = link_of(other).get_by_test_id("stCode").first.inner_text()
    third = visit(new_page(), written)
    is_said(third, AFFINE)


def test_a_bad_link_is_told_as_plain_text(gallery, new_page):
    bad = "**x** <b>y</b> https://evil.example `z`"
    page = visit(new_page(), f"{gallery}?demo_rate={bad}&demo_seed=5")
    notice = page.get_by_test_id("stAlert").filter(has_text="The link asks")
    expect(notice).to_contain_text(bad)
    expect(notice).to_contain_text("demo_rate")
    expect(notice.locator("a, b, strong")).to_have_count(0)
    is_said(page, DemoSetup(seed=5))
    assert parameter(page, "demo_rate") is None


def test_pages_keep_their_knobs_apart_and_in_mind(gallery, new_page):
    page = visit(new_page(), gallery)
    turn(page, "2", AFFINE)
    page.get_by_role("link", name="other").click()
    is_said(page, DemoSetup())
    assert "demo_" not in page.url
    page.get_by_text("Affine", exact=True).click()
    is_said(page, DemoSetup(family="affine"))
    page.get_by_role("link", name="gallery").click()
    is_said(page, AFFINE)
    expect(page).to_have_url(re.compile("demo_drawn="))
    assert "other_" not in page.url
    again(page)
    is_said(page, AFFINE)


def test_the_continuous_slider_acts_while_it_is_dragged(gallery, new_page):
    page = visit(new_page(), gallery)
    slider = page.get_by_role("slider", name="Time t")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    row = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 0.1 * box["width"], row)
    page.mouse.down()
    for part in (0.2, 0.3, 0.4, 0.6):
        page.mouse.move(box["x"] + part * box["width"], row, steps=4)
    expect(squared(page)).not_to_have_text("0.0000")  # though the button is still held
    time = slider.input_value
    eventually(page, lambda: squared(page).inner_text() == f"{float(time()) ** 2:.4f}")
    assert parameter(page, "demo_time") is None
    page.mouse.up()
    page.wait_for_function("location.search.includes('demo_time')")
    assert parameter(page, "demo_time") == slider.input_value()

    page.get_by_role("button", name="Halfway").click()
    expect(slider).to_have_value("0.5")
    expect(squared(page)).to_have_text("0.2500")
    page.wait_for_function("location.search.includes('demo_time=0.5')")
    slider.press("ArrowRight")
    expect(squared(page)).to_have_text(f"{0.51**2:.4f}")
    expect(slider).to_have_attribute("aria-valuetext", "0.51")
    page.wait_for_function("location.search.includes('demo_time=0.51')")
    page.go_back()
    expect(slider).to_have_value("0.5")
    expect(squared(page)).to_have_text("0.2500")
    again(page)
    expect(page.get_by_role("slider", name="Time t")).to_have_value("0.5")
    expect(squared(page)).to_have_text("0.2500")


@pytest.mark.parametrize(("theme", "green"), [("light", "#1b7837"), ("dark", "#5fc27e")])
def test_charts_wear_the_theme_s_colours_of_the_concepts(gallery, new_page, theme, green):
    page = visit(new_page(theme=theme), gallery)
    lines = page.get_by_test_id("stVegaLiteChart").first.locator(".mark-line path")
    expect(lines).to_have_count(3)
    assert green in lines.evaluate_all("paths => paths.map(path => path.getAttribute('stroke'))")
    dashes = lines.evaluate_all("paths => paths.map(p => p.getAttribute('stroke-dasharray'))")
    assert sorted(map(str, dashes)) == ["1,0", "1,0", "6,4"]


def test_a_word_of_the_legend_hides_its_curve_and_new_numbers_keep_the_chart(gallery, new_page):
    page = visit(new_page(), gallery)
    chart = page.get_by_test_id("stVegaLiteChart").first
    chart.locator("svg").evaluate("svg => svg.dataset.mark = 'mine'")
    shown = chart.locator(".mark-line path").filter(visible=True)
    chart.get_by_text("held out", exact=True).click()
    hidden = chart.locator(".mark-line path[opacity='0'], .mark-line path[stroke-opacity='0']")
    expect(hidden).to_have_count(1)
    before = shown.first.get_attribute("d")
    page.keyboard.press("1")
    is_said(page, DemoSetup(layers=1))
    page.wait_for_function(
        "old => document.querySelector('.mark-line path').getAttribute('d') !== old", arg=before
    )
    expect(chart.locator("svg")).to_have_attribute("data-mark", "mine")
    expect(hidden).to_have_count(1)
    chart.get_by_text("held out", exact=True).click()
    expect(hidden).to_have_count(0)


def test_the_downloaded_script_runs(gallery, new_page, tmp_path):
    page = visit(new_page(), gallery)
    turn(page, "2", AFFINE)
    script = taken_home(page, "Python script")
    file = tmp_path / script.suggested_filename
    script.save_as(file)
    done = subprocess.run(
        [sys.executable, file],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "after 1,000 steps" in done.stdout
    tables = taken_home(page, "CSV tables").suggested_filename
    assert tables.startswith("demo-family=affine")
    assert tables.endswith(".zip")
