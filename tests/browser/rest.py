"""Pictures are compared at rest: a canvas that still moves differs from itself."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page

_SHOWN = """async (canvas) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  await frame() // what is due is drawn in the next frame
  await frame()
  return canvas.toDataURL()
}"""
_AWAY = (2, 2)  # where nothing lies under the pointer


def eventually(page: Page, true: Callable[[], bool]) -> None:
    """Wait until something is so; fail when it never is."""
    for _ in range(1200):  # a minute: a machine may be busy
        if true():
            return
        page.wait_for_timeout(50)
    raise AssertionError("It never became true.")


def shown(canvas: Locator) -> str:
    """What a canvas shows now, all that was due drawn; it may move on."""
    picture: str = canvas.evaluate(_SHOWN)
    return picture


def rested(canvas: Locator, *, held: bool = False) -> str:
    """What a canvas shows once it rests, with the pointer away from it.

    Args:
        canvas: The canvas, which must not be playing.
        held: The pointer holds something, and so stays where it is.
    """
    return _rested(canvas, None, held)


def changed(canvas: Locator, before: str, *, held: bool = False) -> str:
    """What a canvas shows once it rests as another picture than before."""
    return _rested(canvas, before, held)


def _rested(canvas: Locator, other: str | None, held: bool) -> str:
    if not held:
        canvas.page.mouse.move(*_AWAY)
    last = None
    for _ in range(200):
        now = shown(canvas)
        if now == last and now != other:
            return now
        last = now
        canvas.page.wait_for_timeout(100)
    raise AssertionError("The picture stayed as it was." if last == other else "It never rested.")
