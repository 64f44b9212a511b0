"""The VAE pages as a lecturer drives them: a code in the hand, a drawing, an x and its account."""

import io
import re

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from playwright.sync_api import FilePayload, Locator, Page, expect

from models.autoencoders import VaeSetup, restore, train
from models.autoencoders.codes import plain
from tests.browser.conftest import link_of
from tests.browser.rest import eventually
from tests.browser.screen import turn_to

pytestmark = pytest.mark.browser

QUICK = "vae_data=digits&vae_steps=300&vae_width=32"
ACCOUNT = "ledger_steps=300&ledger_width=16"


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.get_by_text(re.compile(r"^Trained ·"))).to_be_visible(timeout=90_000)
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    page.wait_for_timeout(500)
    return page


def canvas(page: Page, number: int) -> Locator:
    return page.locator(".stage > canvas").nth(number)


def changed(page: Page, number: int, before: bytes) -> bytes:
    """The picture, once it is another one."""
    for _ in range(100):
        if (now := canvas(page, number).screenshot()) != before:
            return now
        page.wait_for_timeout(100)
    raise AssertionError("the picture stayed as it was")


def hold(page: Page, name: str, dx: float, dy: float) -> None:
    """Take a handle and move it, without letting go."""
    handle = page.get_by_role("button", name=name)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=8)


def numbers(page: Page) -> list[str]:
    return page.get_by_test_id("stMetricValue").all_text_contents()


def test_a_held_code_is_decoded_before_it_is_let_go(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vae?{QUICK}")
    start = canvas(page, 1).screenshot()
    hold(page, "z: drag", 60, 40)
    first = changed(page, 1, start)
    page.mouse.move(200, 500, steps=8)
    second = changed(page, 1, first)
    page.mouse.up()
    page.wait_for_url(re.compile("vae_z="))
    again = opened(new_page(), page.url)
    handles = [each.get_by_role("button", name="z: drag").bounding_box() for each in (page, again)]
    assert handles[0]
    assert handles[1]
    assert handles[1]["x"] == pytest.approx(handles[0]["x"], abs=2)
    assert handles[1]["y"] == pytest.approx(handles[0]["y"], abs=2)
    assert second != start


# The ink of the 8 by 8 cells of the decoded picture, from 0 to 1; it fills a square in the middle.
INK = """(canvas) => {
  const { width, height } = canvas
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height)
  const side = Math.min(width, height)
  const light = (x, y) => data[4 * (Math.floor(y) * width + Math.floor(x)) + 1]
  return Array.from({ length: 64 }, (_, k) => light(
    (width - side) / 2 + (side * ((k % 8) + 0.5)) / 8,
    (height - side) / 2 + (side * (Math.floor(k / 8) + 0.5)) / 8))
}"""


def ink(page: Page, number: int) -> NDArray[np.float64]:
    """The decoded picture (64,) as it is on the screen, paper 0 and ink 1."""
    light = np.array(canvas(page, number).evaluate(INK), dtype=np.float64)
    paper, black = 255, 0x1B  # of the light theme
    return (paper - light) / (paper - black)


@pytest.mark.parametrize("network", ["mlp", "conv", "linear"])
def test_the_browser_decodes_what_the_model_decodes_without_asking(app_url, new_page, network):
    page = new_page()
    told: list[object] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda sent: told.append(sent)))
    opened(page, f"{app_url}/vae?{QUICK}&vae_network={network}")
    hold(page, "z: drag", 30, -20)
    page.wait_for_timeout(500)
    before, start = len(told), ink(page, 1)
    page.mouse.move(900, 500, steps=20)
    page.wait_for_timeout(500)
    assert len(told) == before, "a drag is no business of the server's"
    held = ink(page, 1)
    assert np.abs(held - start).max() > 0.1
    page.mouse.up()
    page.wait_for_url(re.compile("vae_z="))
    place = re.search(r"vae_z=([-\d.]+)_([-\d.]+)", page.url)
    assert place
    setup = VaeSetup.model_validate(
        {"data": "digits", "steps": 300, "width": 32, "network": network}
    )
    *_, last = train(setup)
    model, z = restore(setup, last.checkpoint), [[float(place[1]), float(place[2])]]
    expected = plain.decoded(model, plain.codes(model, z, last.views["axes"]))[0]
    np.testing.assert_allclose(held, expected.clip(0, 1), atol=0.02)


def test_another_moment_decodes_the_same_code_anew(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vae?{QUICK}")
    trained, bound = canvas(page, 1).screenshot(), numbers(page)
    page.locator("[data-frames]").first.locator(".stage > canvas").focus()
    page.keyboard.press("Home")
    changed(page, 1, trained)
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(bound[0])
    page.wait_for_timeout(1500)
    then = numbers(page)
    for view in ("Prior grid", "Walk"):
        page.get_by_text(view, exact=True).click()
        page.wait_for_timeout(2000)
        expect(page.locator("[data-frame]").first).to_have_attribute("data-frame", "0")
        assert numbers(page) == then, "another view, the same moment"


def test_the_line_between_two_codes_follows_its_end(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vae?{QUICK}&vae_view=Walk")
    before = canvas(page, 1).screenshot()
    hold(page, "B: drag", -40, 70)
    changed(page, 1, before)
    page.mouse.up()


def test_an_input_is_picked_or_drawn_and_encoded(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vae?{QUICK}&vae_view=Your+input")
    turn_to(page, "Numbers")
    expect(page.get_by_text("ELBO of this input")).to_be_visible()
    picked = page.get_by_test_id("stMetricValue").first.inner_text()
    page.get_by_role("slider", name="Held-out image").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(picked)
    page.get_by_text("Draw one").click()
    expect(page.get_by_text("Nothing is drawn yet")).to_be_visible()
    paper = canvas(page, 0)
    paper.scroll_into_view_if_needed()
    box = paper.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y - 50)
    page.mouse.down()
    page.mouse.move(x, y + 50, steps=12)
    page.mouse.up()
    expect(page.get_by_text("ELBO of this input")).to_be_visible()
    expect(page.get_by_text("Nothing is drawn yet")).to_be_hidden()


def png(width: int, height: int, *strokes: tuple[int, int, int, int]) -> FilePayload:
    """A white picture with black lines on it, as a file to upload."""
    picture = Image.new("RGB", (width, height), "white")
    for stroke in strokes:
        ImageDraw.Draw(picture).line(stroke, "black", 12)
    picture.save(content := io.BytesIO(), "png")
    return {"name": "mine.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_a_picture_of_any_size_is_encoded_and_an_empty_one_is_refused(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vae?{QUICK}&vae_view=Your+input")
    page.get_by_text("A file").click()
    expect(page.get_by_text("Choose a picture")).to_be_visible()
    upload = page.locator("[data-testid=stFileUploader] input[type=file]")
    upload.set_input_files(png(300, 120))
    expect(page.get_by_text("The picture is empty")).to_be_visible()
    upload.set_input_files(png(300, 120, (80, 20, 80, 100), (80, 20, 120, 20)))
    turn_to(page, "Numbers")
    expect(page.get_by_text("ELBO of this input")).to_be_visible()
    expect(page.get_by_text("The picture is empty")).to_be_hidden()
    eventually(page, lambda: bool(ink(page, 0).max() < 1.05))  # blank, a canvas reads as black
    seen = ink(page, 0).reshape(8, 8)
    assert seen[4, 2:4].max() > 0.5, "the upright stroke, centred and scaled"
    assert seen[:, 0].max() < 0.1
    assert seen[:, 7].max() < 0.1


def test_dragging_x_moves_the_account_which_still_adds_up(app_url, new_page):
    page = opened(new_page(panel="numbers"), f"{app_url}/ledger?{ACCOUNT}&ledger_latents=1")
    before = numbers(page)
    hold(page, "x: drag", 70, -50)
    expect(page.get_by_test_id("stMetricValue").first).not_to_have_text(before[0])
    page.mouse.up()
    page.wait_for_url(re.compile("ledger_x="))
    expect(page.get_by_text("The terms add up")).to_be_visible()
    page.wait_for_timeout(1000)
    after, link = numbers(page), page.url
    dialog = link_of(page)
    place = re.search(r"ledger_x=[-\d._]+", link)
    assert place
    expect(dialog.get_by_text(place[0]).first).to_be_visible()
    again = opened(new_page(), link)
    expect(again.get_by_text("The terms add up")).to_be_visible()
    assert numbers(again) == after


def test_a_preset_takes_x_where_its_story_wants_it(app_url, new_page):
    page = opened(new_page(), f"{app_url}/ledger?{ACCOUNT}&ledger_latents=1&ledger_x=-3_2")
    page.get_by_role("button", name="Two modes").click()
    expect(page.get_by_text("kinds of codes explain this x")).to_be_visible(timeout=90_000)
    assert "ledger_x" not in page.url


@pytest.mark.parametrize("latents", [1, 2])
def test_the_bars_that_add_up_are_seen_with_the_point_that_moves_them(app_url, new_page, latents):
    page = opened(new_page(), f"{app_url}/ledger?{ACCOUNT}&ledger_latents={latents}")
    page.set_viewport_size({"width": 1440, "height": 900})
    total = page.locator(".stVegaLiteChart text").filter(has_text="= log p(x)").first
    expect(total).to_be_visible()

    def seen() -> bool:
        box = total.bounding_box()
        return box is not None and box["y"] + box["height"] < 900

    eventually(page, seen)
