"""How often the six pictures of a pole change while it is dragged: no server is asked for them.

Each frame moves the pole and draws all six, the path from 2,560 numbers of noise. A profile has
most of a frame's time outside of JavaScript, where a headless browser paints in software, and less
than a tenth in the filters.
"""

from playwright.sync_api import Page, sync_playwright

from benchmarks.browser import served
from benchmarks.table import Row
from tests.browser import chromium
from tests.browser.conftest import wait_until_served

PICTURES = 6
SECONDS = 4

# Moves the pointer at every frame of the browser, and counts in how many of them each canvas is
# drawn anew.
DRAG = """([x, y, seconds]) => new Promise((done) => {
  const roots = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const canvases = roots.flatMap((r) => [...r.querySelectorAll('.stage > canvas')])
  const drawn = canvases.map(() => 0)
  const dirty = canvases.map(() => false)
  for (const name of ['stroke', 'fill', 'clearRect', 'drawImage', 'fillRect']) {
    const before = CanvasRenderingContext2D.prototype[name]
    CanvasRenderingContext2D.prototype[name] = function (...args) {
      const n = canvases.indexOf(this.canvas)
      if (n >= 0) dirty[n] = true
      return before.apply(this, args)
    }
  }
  const handle = roots.flatMap((r) => [...r.querySelectorAll('[aria-label^="poles 1"]')])[0]
  const pointer = (type, at) => {
    const place = { clientX: at[0], clientY: at[1], pointerId: 1, pointerType: 'mouse',
      isPrimary: true, button: 0, buttons: 1, bubbles: true, composed: true, cancelable: true }
    handle.dispatchEvent(new PointerEvent(type, place))
  }
  handle.setPointerCapture = () => {}
  handle.hasPointerCapture = () => true
  pointer('pointerdown', [x, y])
  let frames = 0
  const begin = performance.now()
  const next = (now) => {
    dirty.forEach((was, n) => { drawn[n] += was; dirty[n] = false })
    const passed = (now - begin) / 1000
    if (passed >= seconds) {
      pointer('lostpointercapture', [x, y])
      done({ rates: drawn.map((count) => count / passed), frames: frames / passed })
      return
    }
    frames += 1
    pointer('pointermove', [x - 40 * Math.sin(3 * passed), y + 25 * Math.sin(5 * passed)])
    requestAnimationFrame(next)
  }
  requestAnimationFrame(next)
})"""


def rates(page: Page, url: str) -> tuple[list[float], float]:
    """Changes a second of each picture, and the frames a second that the browser has for it."""
    page.goto(f"{url}/processes")
    page.wait_for_function(
        "(count) => [...document.querySelectorAll('*')].filter((e) => e.shadowRoot?."
        "querySelector('[data-ready=true]')).length >= count",
        arg=PICTURES,
        timeout=60_000,
    )
    page.wait_for_timeout(1500)
    box = page.get_by_role("button", name="poles 1: drag").bounding_box()
    assert box
    middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
    seen = page.evaluate(DRAG, [*middle, SECONDS])
    return list(seen["rates"]), float(seen["frames"])


def measure() -> list[Row]:
    """One row: the slowest of the six pictures."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright, served("playground") as app:
        wait_until_served(app.url, app.process)
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        found, _ = rates(page, app.url)
        browser.close()
    slowest = min(found[:PICTURES], default=0.0)
    return [Row("a dragged pole, changes a second of the slowest picture", slowest, "at least", 30)]
