"""The latent map: pictures decoded in a second while a code is dragged, and when a map is useful.

The decoder is evaluated in the browser.
"""

import math
import time

import numpy as np
from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.browser import served
from benchmarks.dragging import pictures_a_second
from benchmarks.table import Row
from models.autoencoders import VaeSetup, train
from models.autoencoders.model import source
from models.frame import Frame
from tests.browser import chromium
from tests.browser.conftest import wait_until_served

AMONG_THEIR_OWN = 0.6  # share of codes next to one of their class; 0.1 by chance


def decodes(browser: Browser, url: str) -> float:
    """Pictures decoded in a second on the page as it opens, while z is held and moved."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{url}/vae")
    expect(page.get_by_text("Trained ·")).to_be_visible(timeout=180_000)
    page.wait_for_timeout(2000)
    rate = pictures_a_second(page, "z", 1)  # the decoded picture is the second canvas
    page.close()
    return rate


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
