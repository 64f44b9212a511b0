"""What a person waits for, measured in a browser: the first page, a slider, and playback."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, expect, sync_playwright

from benchmarks.table import Row
from tests.browser import chromium
from tests.browser.conftest import ROOT, free_port, wait_until_served

STARTS = 3
SLIDES = 20
RESTED = 400  # milliseconds after which a slider has said where it rests, and been answered
FLOWS = "flows?flows_steps=10&flows_layers=2&flows_view=Layers%2C+noise+to+data"
TRIVIAL = "import streamlit as st, torch\nst.title('Trivial')\n"

# Resolves with the milliseconds from now until the middle of the picture has other pixels. Of a
# large picture as many are looked at as of a small one: to look takes time from what is measured.
UNTIL_OTHER_PIXELS = """() => new Promise((done) => {
  const all = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const canvas = all.map((r) => r.querySelector('.stage > canvas')).filter(Boolean)[0]
  const seen = () => {
    const { width, height } = canvas
    const [left, top] = [width / 2 - 40, height / 2 - 40].map(Math.round)
    const { data } = canvas.getContext('2d').getImageData(left, top, 80, 80)
    return data.reduce((sum, value, i) => (sum * 31 + value * i) | 0, 7)
  }
  const before = seen(), begin = performance.now()
  const look = () => {
    if (seen() === before) requestAnimationFrame(look)
    else done(performance.now() - begin)
  }
  requestAnimationFrame(look)
})"""

FRAMES_PER_SECOND = """() => new Promise((done) => {
  let count = 0
  const begin = performance.now()
  const next = (now) => {
    count += 1
    if (now - begin < 4000) requestAnimationFrame(next)
    else done(count / 4)
  }
  requestAnimationFrame(next)
})"""


class Server(NamedTuple):
    """Where it answers, and its process."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def served(*command: str) -> Iterator[Server]:
    """A server started by ``python -m command`` on a port of its own."""
    port = free_port()
    flag = "--port" if command[0] == "playground" else "--server.port"
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        [sys.executable, "-m", *command, flag, str(port)],
        cwd=ROOT,
        text=True,
        stdout=quiet,
        stderr=quiet,
    )
    try:
        yield Server(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _start(browser: Browser, *command: str) -> float:
    """Seconds from the start of the server to the first title in the browser."""
    page = browser.new_page()
    begin = time.perf_counter()
    with served(*command) as server:
        wait_until_served(server.url, server.process)
        page.goto(server.url)
        page.locator("h1").first.wait_for(timeout=60_000)
        seconds = time.perf_counter() - begin
        page.close()
    return seconds


def _slide(page: Page) -> float:
    """Median milliseconds from a key on the continuous slider to changed pixels."""
    slider = page.locator("[data-testid=stBidiComponentIsolated] input[type=range]").first
    slider.focus()
    times = []
    for _ in range(SLIDES + 3):
        waiting = page.evaluate_handle(f"() => ({{ time: ({UNTIL_OTHER_PIXELS})() }})")
        page.keyboard.press("ArrowLeft")
        times.append(float(page.evaluate("async (w) => await w.time", waiting)))
        page.wait_for_timeout(RESTED)
    return statistics.median(times[3:])


def _opened(browser: Browser, url: str) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.locator("[data-ready]").first.wait_for(timeout=60_000)
    return page


def measure() -> list[Row]:
    """The rows of the browser; about a minute."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        trivial = Path(folder) / "trivial.py"
        trivial.write_text(TRIVIAL)
        os.environ["SCRIPT"] = str(ROOT / "benchmarks" / "bare_page.py")
        bare = ROOT / "tests" / "browser" / "served.py"
        rival = ("streamlit", "run", str(trivial))
        starts = [(_start(browser, "playground"), _start(browser, *rival)) for _ in range(STARTS)]
        ours, theirs = (statistics.median(times) for times in zip(*starts, strict=True))
        with served("playground") as app, served("streamlit", "run", str(bare)) as plain:
            for server in (app, plain):
                wait_until_served(server.url, server.process)
            flows, page = _opened(browser, f"{app.url}/{FLOWS}"), _opened(browser, plain.url)
            expect(flows.get_by_text("Trained ·")).to_be_visible(timeout=60_000)
            flows.wait_for_timeout(2000)
            rounds = [(_slide(flows), _slide(page)) for _ in range(2)]
            slide, bare_slide = (min(times) for times in zip(*rounds, strict=True))
            moving = _opened(browser, f"{plain.url}/?frames=200")
            moving.get_by_role("button", name="Loop").click()
            moving.get_by_role("button", name="Play").click()
            moving.wait_for_timeout(1000)
            rate = float(moving.evaluate(FRAMES_PER_SECOND))
        browser.close()
    return [
        Row(
            "start to first page, to a trivial app that imports torch",
            ours / theirs,
            "at most",
            1.5,
        ),
        Row(
            "slider to pixels on the flows page, to a bare page",
            slide / bare_slide,
            "at most",
            1.25,
        ),
        Row("playback of 200x200 + 2,000 points, frames per second", rate, "at least", 55),
    ]
