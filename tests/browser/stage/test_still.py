"""Numbers change and nothing moves: a control stays under the finger that holds it."""

import pytest
from playwright.sync_api import Page, expect

from playground import catalog
from tests.browser.rest import eventually
from tests.browser.screen import arrived, press

pytestmark = pytest.mark.browser

# Where the planes and all parts of the time axes lie, in pixels.
_LIES = """() => {
  const inside = function* (node) {
    for (const each of node.querySelectorAll("*")) {
      yield each
      if (each.shadowRoot) yield* inside(each.shadowRoot)
    }
  }
  const PARTS = ".timeline, .timeline *, canvas"
  const lies = (node) => {
    const { left, top, width, height } = node.getBoundingClientRect()
    return [left, top, width, height].map((length) => Math.round(length))
  }
  const place = document.querySelector(".st-key-picture")
  const meant = (node) => node.matches(PARTS) && !node.matches(".zeros") && node.checkVisibility()
  const all = [...inside(place)].filter(meant)
  return all.map((node) => `${node.localName}.${node.classList[0] ?? ""} ${lies(node)}`)
}"""


# The picture's own node, while what was asked for waits, comes and replaces it.
_KEPT = """() => {
  const hosts = document.querySelectorAll(".st-key-picture [data-testid=stBidiComponentIsolated]")
  if (hosts.length) window.picture ??= hosts[0]
  return hosts[0] === window.picture && hosts[0].clientHeight > 0
}"""


def test_the_picture_keeps_its_place_while_another_training_is_awaited(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/vae?vae_steps=20")
    page.locator(".st-key-picture .scene[data-ready=true]").first.wait_for()
    arrived(page)
    assert page.evaluate(_KEPT)
    page.evaluate(
        f"""() => {{ const kept = {_KEPT}
        window.lost = 0
        const look = () => {{ window.lost += !kept(); requestAnimationFrame(look) }}
        look() }}"""
    )
    press(page, 4)
    expect(page.get_by_text("Training · step").first).to_be_visible()
    page.locator(".st-key-panel").get_by_role("button", name="Stop").click()
    arrived(page)
    assert page.evaluate("window.lost") == 0


def lies(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_LIES)
    return found


# Steps that grow, steps that are there, bandwidths, levels, poles: every kind of time there is.
@pytest.mark.parametrize("slug", ["autoregressive", "gans", "chains", "density", "prediction"])
def test_the_time_axis_and_the_picture_stand_still_while_time_goes_on(
    app_url, new_page, slug
) -> None:
    page = new_page(reduced_motion=True)
    page.goto(f"{app_url}/{slug}")
    page.locator(".st-key-picture .scene[data-ready=true]").first.wait_for()
    if catalog.topic(slug).trains:
        expect(page.get_by_text("Trained ·")).to_be_visible(timeout=120_000)
    arrived(page)
    strip = page.locator(".st-key-picture .strip:visible").first
    seen: dict[str, list[str]] = {}

    def rests() -> bool:
        before, seen["Home"] = seen.get("Home"), lies(page)
        page.wait_for_timeout(1000)
        return seen["Home"] == before

    strip.press("Home")
    eventually(page, rests)
    for key in ("ArrowRight", "PageUp", "End"):
        strip.press(key)
        page.wait_for_timeout(300)
        seen[key] = lies(page)
    first = seen["Home"]
    for key, now in seen.items():
        assert [f"{a} -> {b}" for a, b in zip(first, now, strict=True) if a != b] == [], key
