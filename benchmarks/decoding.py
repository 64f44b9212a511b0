"""The latent map: pictures decoded in a second while a code is dragged, and when a map is useful.

A picture counts when the browser shows it: from the pointer through the decoder, which the browser
evaluates, and onto the canvas.
"""

import math
import time

import numpy as np
from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.browser import served
from benchmarks.table import Row
from models.autoencoders import VaeSetup, train
from models.autoencoders.model import source
from models.frame import Frame
from tests.browser import chromium
from tests.browser.conftest import wait_until_served

SECONDS = 5.0
AMONG_THEIR_OWN = 0.6  # share of codes next to one of their class; 0.1 by chance

# Counts, from now on, the changes of the decoded picture: the second canvas of the page.
COUNT_PICTURES = """() => {
  const all = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const canvas = all.map((r) => r.querySelector('.stage > canvas')).filter(Boolean)[1]
  const seen = () => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    let sum = 7
    for (let i = 0; i < data.length; i += 16) sum = (sum * 31 + data[i]) | 0
    return sum
  }
  let last = seen()
  window.pictures = 0
  const look = () => {
    const now = seen()
    if (now !== last) window.pictures += 1
    last = now
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}"""


# Moves the held handle along a spiral, once in each animation frame, as a hand's events come: a
# driver's own moves wait for one another, some ten in a second. Resolves with the pictures seen.
MOVE = """([x, y, seconds]) => new Promise((done) => {
  const all = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const handle = all.map((r) => r.querySelector('[aria-label^="z: drag"]')).filter(Boolean)[0]
  const begin = performance.now()
  window.pictures = 0
  const move = (now) => {
    const passed = (now - begin) / 1000
    const reach = 30 + 10 * passed, turn = 3 * passed
    handle.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, bubbles: true,
      clientX: x + reach * Math.cos(turn), clientY: y + reach * Math.sin(turn) }))
    if (passed < seconds) requestAnimationFrame(move)
    else done(window.pictures)
  }
  requestAnimationFrame(move)
})"""


def decodes(browser: Browser, url: str) -> float:
    """Pictures decoded in a second on the page as it opens, while z is held and moved."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{url}/vae")
    expect(page.get_by_text("Trained ·")).to_be_visible(timeout=180_000)
    page.wait_for_timeout(2000)
    rate = dragged(page)
    page.close()
    return rate


def dragged(page: Page) -> float:
    """Pictures in a second while the handle z is moved along a spiral."""
    box = page.get_by_role("button", name="z: drag or arrow keys").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.wait_for_timeout(500)
    page.evaluate(COUNT_PICTURES)
    pictures = float(page.evaluate(MOVE, [x, y, SECONDS]))
    page.mouse.up()
    return pictures / SECONDS


def seconds_to_a_map() -> tuple[float, float]:
    """Seconds of the default training until there is a frame to look at, and until it is useful."""
    setup = VaeSetup()
    labels = source(setup).labels[:600].numpy()
    begin, first = time.perf_counter(), math.inf
    for frame in train(setup):
        first = min(first, time.perf_counter() - begin)
        if own_neighbours(frame, labels) > AMONG_THEIR_OWN:
            return first, time.perf_counter() - begin
    return first, math.inf


def own_neighbours(frame: Frame, labels: np.ndarray) -> float:
    """How often the nearest code on the map is of the same class."""
    codes = np.asarray(frame.views["latents"], dtype=np.float64)  # (600, 2)
    distance = ((codes[:, None] - codes) ** 2).sum(axis=2)
    np.fill_diagonal(distance, np.inf)
    return float((labels[distance.argmin(axis=1)] == labels).mean())


def measure() -> list[Row]:
    """The rows of the latent map; about a minute."""
    path = chromium.find()
    assert path, chromium.MISSING
    first, useful = seconds_to_a_map()
    with sync_playwright() as playwright, served("playground") as app:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        wait_until_served(app.url, app.process)
        rate = decodes(browser, app.url)
        browser.close()
    return [
        Row("digits decoded and shown in a second while a code is dragged", rate, "at least", 15),
        Row("seconds until the default training shows its first map", first, "at most", 1),
        Row("seconds until that map is useful", useful, "at most", 5),
    ]
