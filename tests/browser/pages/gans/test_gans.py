"""The GAN pages as a lecturer drives them: a duel that streams, a hand on the data and the cut."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.rest import changed, rested, shown
from tests.browser.screen import go, scene, turn_to

pytestmark = pytest.mark.browser

QUICK = "gans_data=easy_ring&gans_steps=100"


def opened(page: Page, url: str, *, trained: bool = True) -> Page:
    page.goto(url)
    expect(scene(page)).to_be_visible()
    if trained:
        expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible()
    return page


def frames(page: Page) -> int:
    return int(scene(page).get_attribute("data-frames") or 0)


def grip(handle: Locator) -> tuple[float, float]:
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_a_duel_streams_under_one_slider(app_url, new_page):
    page = opened(new_page(), f"{app_url}/duel?duel_steps=20000&duel_seed=3", trained=False)
    assert page.get_by_role("slider", name="Time").count() == 1
    canvas = scene(page).locator(".stage > canvas")
    before, count = shown(canvas), frames(page)
    page.wait_for_function(
        "before => [...document.querySelectorAll('*')].some(e => e.shadowRoot?.querySelector("
        "'[data-frames]')?.dataset.frames > before + 2)",
        arg=count,
    )
    assert shown(canvas) != before
    page.locator(".st-key-panel_actions").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("The training was stopped.")).to_be_visible()
    last = rested(canvas)
    page.keyboard.press("Home")
    expect(scene(page)).to_have_attribute("data-frame", "0")
    changed(canvas, last)


def test_dragging_a_mode_changes_the_data_and_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?gans_data=custom&gans_steps=20")
    x, y = grip(page.get_by_role("button", name="mean 1: drag"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y + 20, steps=6)
    page.mouse.up()
    page.wait_for_url(re.compile("gans_mixture="))
    expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible()
    first = re.search(r"gans_mixture=([-\d.]+)_", page.url)
    assert first, page.url
    assert float(first[1]) < 0.9, "the mode at (1, 0) was dragged to the left"


def test_the_curves_follow_the_cut_line_while_it_is_held(app_url, new_page):
    page = opened(
        new_page(panel="numbers"), f"{app_url}/gans?{QUICK}&gans_view=Exact+beside+learned"
    )
    error = page.get_by_test_id("stMetricValue").first
    expect(error).to_be_visible()
    before = error.inner_text()
    x, y = grip(page.get_by_role("button", name=re.compile("^from: drag")))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 50, steps=8)
    expect(error).not_to_have_text(before)  # while it is being dragged
    page.mouse.up()
    expect(page.get_by_text("The terms add up")).to_be_visible()


def test_slow_motion_tells_one_step_in_order(app_url, new_page):
    page = opened(
        new_page(reduced_motion=True), f"{app_url}/gans?{QUICK}&gans_view=One+step%2C+slowly"
    )
    caption = page.locator(".caption").first
    for words in ("1. Draw", "2. Generate", "3. Slope of D", "4. Move D", "5. Slope of G"):
        expect(caption).to_contain_text(words)
        page.get_by_role("button", name="Step forward").first.click()
    expect(caption).to_contain_text("6. Move G")


def test_stepping_one_player_by_hand(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?{QUICK}&gans_view=By+hand")
    expect(scene(page)).to_have_attribute("data-frames", "1")
    page.get_by_role("button", name=re.compile("^D only")).click()
    expect(scene(page)).to_have_attribute("data-frames", "2")
    expect(page.locator(".caption").first).to_contain_text("Step 110: only D moved, 10 steps")


def test_moves_of_a_link_are_made_while_their_progress_is_told(app_url, new_page):
    page, under_way = new_page(), re.compile("^Making the moves of the link")
    page.goto(f"{app_url}/gans?{QUICK}&gans_view=hand&gans_hand=30B100")
    expect(page.get_by_text(under_way)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^D only"))).to_be_disabled()
    expect(scene(page)).to_have_attribute("data-frames", "31")
    expect(page.get_by_text(under_way)).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("^D only"))).to_be_enabled()
    expect(page).to_have_url(re.compile("gans_hand=30B100"))


def test_a_page_left_in_the_middle_of_a_run_is_found_again(app_url, new_page):
    page = opened(new_page(), f"{app_url}/gans?{QUICK.replace('=100', '=2000')}", trained=False)
    go(page, "Games")
    expect(page.get_by_role("heading", name="Games", exact=True)).to_be_visible()
    go(page, "Generative adversarial")
    expect(page.get_by_text(re.compile(r"^Trained ·.*2,000 of 2,000"))).to_be_visible()
    expect(scene(page)).to_be_visible()
    expect(page).to_have_url(re.compile("gans_steps=2000"))


def test_a_forked_duel_goes_on_with_all_its_contestants(app_url, new_page):
    page = opened(new_page(), f"{app_url}/duel?duel_steps=40&duel_data=two_modes")
    # Whoever goes to the first frame while it is the only one goes on with those that come.
    expect(scene(page)).to_have_attribute("data-frames", re.compile(r"^\d\d$"))
    page.keyboard.press("Home")
    expect(scene(page)).to_have_attribute("data-frame", "0")
    page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Roll").click()  # a fork is for a changed control
    expect(page.get_by_text(re.compile("The knobs have changed"))).to_be_visible()
    page.get_by_role("button", name=re.compile("Fork at step 1 ")).click()
    expect(page.get_by_text(re.compile("The knobs have changed"))).to_be_hidden()
    expect(page.get_by_text(re.compile(r"^Trained ·.*40 of 40"))).to_be_visible()
    # The picture of another run asks for its frames first.
    expect(scene(page)).to_have_attribute("data-frames", re.compile(r"^([3-9]|\d\d)$"))
    turn_to(page, "Numbers")
    for letter in "AB":
        expect(page.get_by_text(f"{letter}: reverse KL")).to_be_visible()
