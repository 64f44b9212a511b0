"""One visit of every page, for all that holds on every page: opening it costs most of all.

It is one screen in every window, on a phone and at 400 %, and where somebody presents; no word of
it is cut, nothing is out of reach; and axe-core finds nothing serious, in both themes and in all
views. Some views more are measured too.
"""

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, ViewportSize

from playground import catalog
from tests.brief import brief
from tests.browser.axe import DRAWN, grave
from tests.browser.layout import (
    WINDOWS,
    beyond,
    in_a_window,
    magnified,
    on_a_phone,
    opened,
    presenting,
    turn,
    unseen,
)
from tests.browser.rest import eventually
from tests.browser.screen import arrived, lasting, views
from tests.browser.words import cut

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

PRESENTING = re.compile("present=1")
AT_HOME = re.compile("^((?!present=1).)*$")
GROUND = "node => getComputedStyle(node).backgroundColor"

# The views, beside the first ones, whose pictures are of a shape of their own.
FURTHER = {"next_token": ("The whole machine", "It learns to write")}


def at_a_desk(page: Page) -> None:
    """Back to a large window, to the first tab of the panel."""
    page.set_viewport_size(ViewportSize(width=1440, height=900))
    turn(page, "Knobs")


def in_the_dark(page: Page) -> None:
    """The system goes over to its dark theme, and the page follows."""
    light = page.locator(".stApp").evaluate(GROUND)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    eventually(page, lambda: page.locator(".stApp").evaluate(GROUND) != light)
    arrived(page)


@pytest.mark.parametrize("topic", catalog.TOPICS, ids=lambda topic: topic.slug)
def test_a_page_is_one_screen_and_keeps_nobody_out(app_url, new_page, topic) -> None:
    page = new_page(reduced_motion=True)  # nothing is measured while it slides
    parameters = brief(topic) | {"depth": "everything"}  # which leaves the picture as it is
    opened(page, f"{app_url}/{topic.slug}?{urlencode(parameters)}")
    arrived(page)
    found: dict[str, list[str]] = {}

    def look(where: str, faults: Callable[[], list[str]]) -> None:
        found[where] = lasting(page, faults)

    look("light", lambda: grave(page))
    for width, height in WINDOWS:
        look(f"{width}", partial(in_a_window, page, width, height))
    look("phone", lambda: on_a_phone(page))
    look("400 %", lambda: magnified(page))
    at_a_desk(page)
    page.get_by_role("button", name="Present").click()
    page.wait_for_url(PRESENTING)
    look("presenting", lambda: presenting(page))
    page.keyboard.press("Escape")
    page.wait_for_url(AT_HOME)
    in_the_dark(page)
    look("dark", lambda: grave(page))
    for view in views(page):
        look(view, lambda: grave(page, DRAWN) + unseen(page) + cut(page) + beyond(page))
        if view in FURTHER.get(topic.slug, ()):
            look(f"{view}, 1440", lambda: in_a_window(page, 1440, 900))
            look(f"{view}, phone", lambda: on_a_phone(page))
            at_a_desk(page)
    assert set(FURTHER.get(topic.slug, ())) <= found.keys(), "one of them has another name"
    assert {where: each for where, each in found.items() if each} == {}
