"""What holds on every page: the gallery's cards, the system's colours, contrast, paper."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.layout import PRESENTING, STANDARD
from tests.browser.rest import eventually
from tests.browser.screen import lasting, opened

pytestmark = pytest.mark.browser


def test_a_picture_of_the_gallery_has_words_and_opens_its_page(app_url, new_page):
    page = new_page()
    page.goto(app_url)
    picture = page.get_by_role("img", name="A picture of the page Scalar quantization")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("heading", name="Scalar quantization")).to_be_visible()
    expect(page).to_have_title(re.compile("^Scalar quantization"))


def held(page: Page, module: str) -> Callable[[], None]:
    """Keeps a module of ours from the page until what is returned is called."""
    waiting: list[Route] | None = []

    def asked(route: Route) -> None:
        if waiting is None:
            route.continue_()
        else:
            waiting.append(route)

    def release() -> None:
        nonlocal waiting
        routes, waiting = waiting or [], None
        for route in routes:
            route.continue_()

    page.route(re.compile(rf"/{module}$"), asked)
    return release


def test_no_chart_stands_where_the_picture_is_still_to_come(app_url, new_page):
    page = new_page()
    release = held(page, r"scene/picture\.js")
    page.goto(f"{app_url}/vector")
    chart = page.locator(".st-key-picture .stVegaLiteChart").first
    expect(chart.locator("svg")).to_be_attached()
    expect(chart).to_be_hidden()
    release()
    expect(page.locator(".scene[data-ready=true]").first).to_be_visible()
    expect(chart).to_be_visible()


def test_what_stands_under_the_screen_is_out_of_view_before_the_picture_has_come(app_url, new_page):
    page = new_page()
    release = held(page, r"scene/picture\.js")
    page.goto(f"{app_url}/xray?xray_steps=50")
    below = page.get_by_role("heading", name="Side by side")
    expect(below).to_be_attached()
    eventually(page, lambda: (below.bounding_box() or {"y": 0.0})["y"] > 850)
    release()
    expect(page.locator(".scene[data-ready=true]").first).to_be_visible()
    assert (below.bounding_box() or {"y": 0.0})["y"] > 850


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_letters_of_a_chart_are_as_dark_as_the_words_of_the_page(app_url, new_page, theme):
    page = opened(new_page(theme=theme), f"{app_url}/vector")
    letter = page.locator(".stVegaLiteChart .role-axis-label text").first
    expect(letter).to_be_attached()
    words = page.locator(".stApp").evaluate("app => getComputedStyle(app).color")
    expect(letter).to_have_css("fill", words)


# Of the window's height, what the lowest of the charts' plotting areas takes.
PLOTTED = """() => {
  const frame = ".st-key-picture .stVegaLiteChart .role-frame > g > path.background"
  const areas = [...document.querySelectorAll(frame)]
  const heights = areas.map((area) => area.getBoundingClientRect().height)
  return Math.min(...heights) / innerHeight
}"""


def filled(page: Page, least: float) -> bool:
    """Whether all charts of the picture take so much of the height, and none more than there is."""
    return least <= float(page.evaluate(PLOTTED)) < 1


def test_charts_that_are_the_picture_of_a_view_fill_the_window(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/universal?universal_view=finer")
    expect(page.locator(".st-key-picture .stVegaLiteChart svg")).to_have_count(2, timeout=90_000)
    for wanted in (STANDARD, PRESENTING):
        eventually(page, partial(filled, page, wanted))
        page.keyboard.press("p")


# Takes the name from the first picture, or gives it one.
NAMED = """([here]) => [...document.querySelectorAll(".st-key-picture *")].map((host) =>
  host.shadowRoot?.querySelector("[data-frames]")).find(Boolean).classList.toggle("scene", here)"""
# Sizes can be kept from whoever watches them.
MUTED = """window.ResizeObserver = class extends ResizeObserver {
  constructor(tell) { super((...sizes) => window.muted || tell(...sizes)) }
}"""


def test_a_chart_is_seen_once_its_picture_is_there_in_the_room_that_it_had_already(
    app_url, new_page
):
    page = new_page()
    page.add_init_script(MUTED)
    opened(page, f"{app_url}/vector")
    chart = page.locator(".st-key-picture .stVegaLiteChart").first
    expect(chart).to_be_visible()
    page.evaluate(NAMED, [False])
    page.set_viewport_size({"width": 1400, "height": 880})  # it is measured again
    expect(chart).to_be_hidden()
    page.evaluate("window.muted = true")
    page.evaluate(NAMED, [True])
    expect(chart).to_be_visible()


def test_before_the_first_module_no_part_of_the_panel_stands_over_another(app_url, new_page):
    page = new_page()
    release = held(page, r"screen/main\.js")
    page.goto(f"{app_url}/scalar")
    expect(page.locator(".st-key-panel_story").get_by_text("Notice")).to_be_visible()
    knobs, numbers = (page.locator(f".st-key-panel_{name}") for name in ("knobs", "numbers"))
    for part in (knobs, numbers, page.locator(".st-key-picture")):
        expect(part).to_be_attached()
        expect(part).to_be_hidden()
    release()
    page.get_by_role("tab", name="Numbers").click()
    expect(numbers).to_be_visible()
    expect(page.locator(".scene[data-ready=true]").first).to_be_visible()


CONTRAST = """(node) => {
  const light = (css) => {
    const [r, g, b] = css.match(/[0-9.]+/g).map(Number).map((v) => v / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const { color, backgroundColor } = getComputedStyle(node)
  const [low, high] = [light(color), light(backgroundColor)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}"""


def test_the_words_of_a_lit_button_can_be_read(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    page.keyboard.press("1")
    lit = page.get_by_test_id("stBaseButton-primary").first
    expect(lit).to_be_visible()
    ground = "node => getComputedStyle(node).backgroundColor"
    light = page.locator(".stApp").evaluate(ground)
    assert lit.evaluate(CONTRAST) >= 4.5
    page.emulate_media(color_scheme="dark")
    eventually(page, lambda: page.locator(".stApp").evaluate(ground) != light)
    assert lasting(page, lambda: [] if lit.evaluate(CONTRAST) >= 4.5 else ["too faint"]) == []


def test_what_is_chosen_is_told_where_the_system_has_the_colours(app_url, new_page):
    page = new_page()
    page.emulate_media(forced_colors="active")
    opened(page, f"{app_url}/vector")
    page.keyboard.press("1")
    lit = page.get_by_test_id("stBaseButton-primary").first
    expect(lit).to_be_visible()
    colour = "node => getComputedStyle(node).backgroundColor"
    plain = page.get_by_test_id("stBaseButton-secondary").first
    assert lit.evaluate(colour) != plain.evaluate(colour)
    switch = page.get_by_role("switch").first
    groove = page.locator(".stCheckbox label:has([role=switch]) > div").first
    off = groove.evaluate(colour)
    assert groove.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_be_checked()
    page.wait_for_function(
        "([node, off]) => getComputedStyle(node).backgroundColor !== off",
        arg=[groove.element_handle(), off],
    )
    page.get_by_role("button", name="Topics").click()
    page.get_by_role("link", name="Games").first.click()
    radio = page.get_by_role("radio", checked=True).first
    expect(radio).to_be_visible()
    other = page.get_by_role("radio", checked=False).first
    assert radio.evaluate(colour) != other.evaluate(colour)
    knob = page.locator(".stSlider [style*='translate(-50%']").first
    assert knob.evaluate(colour) != plain.evaluate(colour)


def test_on_paper_nothing_is_cut_and_nothing_is_black(app_url, new_page):
    page = new_page(theme="dark")
    page.goto(f"{app_url}/autoregressive?autoregressive_view=table")
    expect(page.locator(".stTable").first).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert "invert" in page.locator(".stApp").evaluate("app => getComputedStyle(app).filter")
    expect(page.locator(".st-key-bar")).to_be_hidden()
    expect(page.get_by_role("button", name="Present")).to_be_hidden()
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".stTable, .stTable *")].filter((node) =>
          getComputedStyle(node).overflowX !== "visible" && node.scrollWidth > node.clientWidth + 1)
          .map((node) => node.outerHTML.slice(0, 80))"""
    )
    assert cut == []
