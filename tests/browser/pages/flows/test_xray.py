"""The X-ray probe as a lecturer drags it: path, bars and sum follow."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.rest import changed, rested

pytestmark = pytest.mark.browser

QUICK = "xray_steps=100&xray_layers=3&xray_family=planar"


def test_dragging_the_probe_moves_its_path_and_the_bars_still_add_up(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/xray?{QUICK}")
    expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible()
    sentence = page.get_by_text(re.compile("^The probe stands at"))
    expect(sentence).to_be_visible()
    before = sentence.inner_text()
    canvas = page.locator("[data-frames]").first.locator(".stage > canvas")
    picture = rested(canvas)
    handle = page.get_by_role("button", name=re.compile("^probe 1")).first
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 50, y - 30, steps=6)
    expect(sentence).not_to_have_text(before)  # while it is being dragged
    page.mouse.up()
    changed(canvas, picture)
    said = page.get_by_text(re.compile("The bars add up to")).inner_text()
    total, field = (float(text) for text in re.findall(r"-?\d+\.\d{4}", said))
    assert total == pytest.approx(field, abs=2e-4)
