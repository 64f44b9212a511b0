"""Takes the pictures of the gallery and the README from the running app: ``make pictures``.

A card has a picture, and the frames that move over it: the training from its first step to its
last, or, where a picture has no time axis, the presets in the order of the story.

``make pictures TOPIC="flows field"`` takes those of some pages only.
"""

import io
import subprocess
import sys
from collections.abc import Collection, Iterator
from typing import Any

from PIL import Image, ImageChops, ImageOps
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from playground import catalog
from tests.browser import chromium
from tests.browser.conftest import ROOT, free_port, wait_until_served
from tests.browser.rest import eventually

README_PICTURE = ROOT / "playground" / "static" / "readme.webp"
TRAINED = "Trained ·"
STILL = (640, 427)  # twice what is shown, and half again for what moves
MOVING = (480, 320)
FRAMES = 12
HEAVIEST = 60_000  # bytes of the picture of a card, and of its frames
PATIENT = 120_000  # milliseconds: a busy machine draws slowly
LONG, SHORT = 1600, 160  # milliseconds: the last frame, and every other


def open_page(
    browser: Browser, url: str, topic: catalog.Topic, theme: str, size: tuple[int, int]
) -> Page:
    """A topic's page; if it trains, when its training has ended."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if theme == "dark" else "light",
        device_scale_factor=2,
    )
    page = context.new_page()
    page.goto(f"{url}/{topic.slug}")
    page.locator("[data-ready]").first.wait_for(timeout=60_000)
    settle(page, topic)
    return page


def settle(page: Page, topic: catalog.Topic) -> None:
    """Wait until what trains has trained, and what draws has drawn."""
    if topic.trains:
        expect(page.get_by_text(TRAINED)).to_be_visible(timeout=300_000)
    page.wait_for_timeout(2000)
    page.locator("[data-test-script-state=notRunning]").wait_for(timeout=60_000)


def frames(page: Page, topic: catalog.Topic) -> Iterator[Image.Image]:
    """What moves on a card, in order; the last one is its picture."""
    time = page.locator("[data-frames]").first
    count = int(time.get_attribute("data-frames") or 0)
    if count > 2:
        # One that plays by itself comes to its end first.
        expect(time).to_have_attribute("data-playing", "false", timeout=60_000)
        eventually(page, lambda: pressed(page, "Home") == "0")
        at = 0
        for goal in sorted({round(n * (count - 1) / (FRAMES - 1)) for n in range(FRAMES)}):
            for _ in range(goal - at):
                page.keyboard.press("ArrowRight")
            at = goal
            expect(time).to_have_attribute("data-frame", str(goal))
            yield shot(page)
    else:
        presets = page.locator(f"[class*='st-key-{topic.slug}-preset-'] button")
        for number in [*range(2, presets.count() + 1), 1]:
            page.keyboard.press(str(number))
            lit = page.locator(f".st-key-{topic.slug}-preset-{number} button")
            expect(lit).to_have_attribute("data-testid", "stBaseButton-primary", timeout=60_000)
            settle(page, topic)
            if picture(page).is_visible():  # a preset may open a view that has charts alone
                yield shot(page)


def pressed(page: Page, key: str) -> str | None:
    """The step on screen after a key, which a page that still arrives does not hear."""
    page.keyboard.press(key)
    page.wait_for_timeout(500)
    return page.locator("[data-frames]").first.get_attribute("data-frame")


def picture(page: Page) -> Locator:
    """What a page shows first: a picture without its legend and its time axis."""
    return page.locator(".scene .plot, .links .board").first


def shot(page: Page) -> Image.Image:
    """The picture as it is now."""
    page.mouse.move(2, 2)
    page.wait_for_timeout(150)
    with Image.open(io.BytesIO(picture(page).screenshot(timeout=PATIENT))) as full:
        return full.convert("RGB")


def trimmed(pictures: list[Image.Image]) -> list[Image.Image]:
    """Without the margin that all of them have; each alone where they are of several sizes."""
    if len({picture.size for picture in pictures}) > 1:
        return [trimmed([picture])[0] for picture in pictures]
    boxes = []
    for picture in pictures:
        empty = Image.new("RGB", picture.size, ground(picture))
        boxes.append(ImageChops.difference(picture, empty).getbbox() or (0, 0, *picture.size))
    left, top, right, bottom = zip(*boxes, strict=True)
    return [picture.crop((min(left), min(top), max(right), max(bottom))) for picture in pictures]


def ground(picture: Image.Image) -> tuple[int, int, int]:
    """The colour of the page, which every picture has in its corner."""
    red, green, blue = picture.crop((0, 0, 1, 1)).tobytes()
    return red, green, blue


def fitted(
    picture: Image.Image, size: tuple[int, int], around: tuple[int, int, int]
) -> Image.Image:
    """The picture as large as it fits on a card with a small margin, on the page's own ground."""
    inner = ImageOps.contain(picture, (size[0] - 16, size[1] - 16), Image.Resampling.LANCZOS)
    return ImageOps.pad(ImageOps.expand(inner, 8, around), size, color=around)


def save_card(topic: catalog.Topic, theme: str, taken: list[Image.Image]) -> None:
    """Keep the repository and the first page small: no more pixels and bytes than are seen."""
    around = ground(taken[-1])
    bare = trimmed(taken)
    still = topic.card(theme)
    still.parent.mkdir(parents=True, exist_ok=True)
    still.write_bytes(light([fitted(bare[-1], STILL, around)]))
    moving = [fitted(picture, MOVING, around) for picture in bare]
    topic.card(theme, moving=True).write_bytes(light(moving))


def light(pictures: list[Image.Image]) -> bytes:
    """One picture, or the frames of several, as fine as so few bytes allow."""
    first, *others = pictures
    how: dict[str, Any] = {"method": 6}
    if others:
        times = [pace(len(pictures))] * len(others) + [LONG]
        how |= {"save_all": True, "append_images": others, "duration": times, "loop": 0}
    written = io.BytesIO()
    for quality in (84, 65, 50, 35, 20, 5):
        written = io.BytesIO()
        first.save(written, "WEBP", quality=quality, **how)
        if written.tell() <= HEAVIEST:
            break
    return written.getvalue()


def pace(count: int) -> int:
    """Milliseconds of a frame: few of them are presets, and each is to be looked at."""
    return SHORT if count >= FRAMES else 900


def take(url: str, slugs: Collection[str]) -> None:
    """The pictures of some pages from the app at ``url``; the README's with that of the flows."""
    path = chromium.find()
    assert path, chromium.MISSING
    expect.set_options(timeout=60_000)  # a machine that does other things too is slow
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for topic in (each for each in catalog.TOPICS if each.slug in slugs):
            for theme in ("light", "dark"):
                page = open_page(browser, url, topic, theme, (1440, 1000))
                save_card(topic, theme, list(frames(page, topic)))
                page.context.close()
        if "flows" in slugs:
            page = open_page(browser, url, catalog.topic("flows"), "light", (1440, 900))
            with Image.open(io.BytesIO(page.screenshot(timeout=PATIENT))) as full:
                full.convert("RGB").resize((1440, 900)).save(README_PICTURE, quality=88, method=6)
        browser.close()


def main(slugs: Collection[str]) -> None:
    """Start the app, take the pictures, stop it."""
    port = free_port()
    command = [sys.executable, "-m", "playground", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, text=True)
    try:
        url = f"http://localhost:{port}"
        wait_until_served(url, process)
        take(url, slugs or [topic.slug for topic in catalog.TOPICS])
    finally:
        process.terminate()
        process.wait(timeout=20)


if __name__ == "__main__":
    main(sys.argv[1:])
