"""Pictures that a page shows in a second while one of its handles is held and moved.

A picture counts when the browser shows it: from the pointer, through all that is computed from
where the handle stands, and onto the canvas.
"""

import re

from playwright.sync_api import Page, expect

SECONDS = 5.0

# Counts, from now on, the changes of a canvas of the page, told by its place among all.
COUNT_PICTURES = """(place) => {
  const all = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const canvas = all.map((r) => r.querySelector('.stage > canvas')).filter(Boolean)[place]
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
MOVE = """([name, x, y, seconds]) => new Promise((done) => {
  const all = [...document.querySelectorAll('*')].map((e) => e.shadowRoot).filter(Boolean)
  const handle = all.map((r) => r.querySelector(`[aria-label^="${name}: drag"]`)).filter(Boolean)[0]
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


def pictures_a_second(page: Page, handle: str, canvas: int) -> float:
    """How often a canvas changes while a handle is moved along a spiral.

    Args:
        page: With both on it.
        handle: The handle's word.
        canvas: The place of the canvas among all that show scenes.
    """
    button = page.get_by_role("button", name=re.compile(f"^{handle}: drag"))
    expect(button).to_be_visible(timeout=60_000)
    box = button.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 5, y)
    page.wait_for_timeout(500)
    page.evaluate(COUNT_PICTURES, canvas)
    pictures = float(page.evaluate(MOVE, [handle, x, y, SECONDS]))
    page.mouse.up()
    return pictures / SECONDS
