"""Poles are dragged in the browser, and everything follows without the server."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.rest import eventually, rested, shown

pytestmark = pytest.mark.browser


def test_a_dragged_pole_moves_all_pictures_before_it_is_let_go(
    app_url: str, new_page: Callable[..., Page]
) -> None:
    page = new_page()
    page.goto(f"{app_url}/processes")
    expect(page.locator("[data-ready=true]")).to_have_count(6)
    canvases = [page.locator(".stage > canvas").nth(n) for n in range(6)]
    before = [rested(each) for each in canvases]
    handle = page.get_by_role("button", name="poles 1: drag")
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y + 25, steps=8)
    eventually(
        page,
        lambda: all(shown(canvas) != was for canvas, was in zip(canvases, before, strict=True)),
    )
    assert "processes_poles" not in page.url  # nothing is told before it is let go
    page.mouse.up()
    page.wait_for_url("**processes_poles=*")
