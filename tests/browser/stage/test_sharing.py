"""Two tabs on one link share a training, and neither can take it away from the other."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import scene

pytestmark = pytest.mark.browser

ENDED = 90_000


def frames(page: Page) -> int:
    return int(scene(page).get_attribute("data-frames") or 0)


def grown(page: Page, least: int) -> None:
    """Wait until the picture has more frames than so many."""
    page.wait_for_function(
        "least => [...document.querySelectorAll('*')].some(each => "
        "Number(each.shadowRoot?.querySelector('[data-frames]')?.dataset.frames) > least)",
        arg=least,
        timeout=ENDED,
    )


def rested(page: Page) -> int:
    """How many frames the picture has once no more come: the last may follow the word."""
    now, same = frames(page), 0
    while same < 4:  # seconds: on a busy machine it may follow late
        page.wait_for_timeout(1000)
        before, now = now, frames(page)
        same = same + 1 if before == now else 0
    return now


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{name}")).first.click()


def test_who_pauses_or_stops_does_so_for_himself(app_url, new_page):
    link = f"{app_url}/gans?gans_data=easy_ring&gans_steps=50000&gans_seed=71"
    one, other = new_page(), new_page()
    for page in (one, other):
        page.goto(link)
        expect(scene(page)).to_be_visible()
    grown(one, 2)
    press(one, "Pause")
    expect(one.get_by_text("goes on for somebody else")).to_be_visible()
    expect(one.get_by_text(re.compile(r"^Paused ·"))).to_be_visible()
    held = rested(one)
    grown(other, held + 2)
    assert frames(one) == held
    expect(other.get_by_text(re.compile(r"^Training ·"))).to_be_visible()
    press(one, "Resume")
    grown(one, held + 1)
    press(one, "Stop")
    expect(one.get_by_text("You have stopped watching")).to_be_visible()
    grown(other, frames(other) + 1)
    press(other, "Stop")
    expect(other.get_by_text("The training was stopped.")).to_be_visible()


def test_a_sweep_is_one_run_to_two_tabs(app_url, new_page):
    link = f"{app_url}/scaling?scaling_view=law&scaling_updates=5000&scaling_seed=72"
    one, other = new_page(), new_page()
    for page in (one, other):
        page.goto(link)
        expect(page.get_by_text(re.compile(r"^Training · \d+ of 16 done"))).to_be_visible()
    grown(one, 2)
    press(one, "Stop")
    expect(one.get_by_text(re.compile(r"You have stopped watching.*of 16 done"))).to_be_visible()
    left = rested(one)
    grown(other, left + 2)
    assert frames(one) == left
    press(one, "Train")
    grown(one, left + 2)
    press(one, "Stop")
    expect(one.get_by_text("You have stopped watching")).to_be_visible()
    press(other, "Stop")
    expect(other.get_by_text("The training was stopped.")).to_be_visible()
