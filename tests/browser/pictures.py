"""Takes the pictures of the gallery and the README from the running app: ``make pictures``.

``make pictures TOPIC="flows field"`` takes those of some pages only.
"""

import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from playground import catalog
from tests.browser import chromium
from tests.browser.conftest import free_port, wait_until_served

ROOT = Path(__file__).resolve().parents[2]
CARDS = ROOT / "playground" / "static" / "cards"
README_PICTURE = ROOT / "playground" / "static" / "readme.webp"
TRAINED = "Trained ·"


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
    if topic.trains:
        page.get_by_text(TRAINED).wait_for(timeout=180_000)
    page.wait_for_timeout(2000)
    return page


def shrink(path: Path, target: Path, width: int) -> None:
    """Keep the repository small: no more pixels than are shown."""
    with Image.open(path) as full:
        picture = full.convert("RGB")
    picture = picture.resize((width, round(picture.height * width / picture.width)))
    picture.save(target, quality=88, method=6)


def take(url: str, slugs: Collection[str]) -> None:
    """The pictures of some pages from the app at ``url``; the README's with the first one's."""
    path = chromium.find()
    assert path, chromium.MISSING
    CARDS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for topic in (each for each in catalog.TOPICS if each.slug in slugs):
            for theme in ("light", "dark"):
                page = open_page(browser, url, topic, theme, (1440, 1000))
                page.locator(".stage > canvas, .links .board").first.screenshot(path=shot)
                shrink(shot, topic.card(theme), 720)
                page.context.close()
        if catalog.TOPICS[0].slug in slugs:
            page = open_page(browser, url, catalog.TOPICS[0], "light", (1440, 900))
            page.screenshot(path=shot)
            shrink(shot, README_PICTURE, 1440)
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
