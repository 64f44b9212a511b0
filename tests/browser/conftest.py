"""One served app and one Chromium for all browser tests; every page must keep a clean console."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Download,
    Locator,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser import chromium
from tests.browser.scene.gallery import Open

ROOT = Path(__file__).resolve().parents[2]

PATIENT = 60_000  # milliseconds: a busy machine brings what is waited for late
expect.set_options(timeout=PATIENT)

# On a deep link Streamlit's own front end looks for its server below the page's address first;
# the browser logs the two misses, and nobody can catch them.
STREAMLIT_PROBES = re.compile(r"/_stcore/(health|host-config)$")

NewPage = Callable[..., Page]
NewContext = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without a Chromium these tests are skipped with a loud reason, and fail under CI=true."""
    if os.environ.get("CI") == "true" or chromium.find():
        return
    skip = pytest.mark.skip(reason=chromium.MISSING)
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(skip)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(url: str, process: subprocess.Popen[str], seconds: float = 60) -> None:
    """Wait for the server behind ``url``; fail with its output if it ends before."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"The server ended with {process.returncode}.")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"No server at {url} after {seconds} s.")


@pytest.fixture(scope="session")
def app_url() -> Iterator[str]:
    """The address of a freshly started playground."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "playground", "--port", str(port)], cwd=ROOT, text=True
    )
    url = f"http://localhost:{port}"
    try:
        wait_until_served(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> NewContext:
    """Makes browser profiles: one for each kind of screen, so that Streamlit's five megabytes of
    JavaScript are fetched and compiled once. To the playground every page is a session anyway."""

    @lru_cache
    def patient(**kind: Any) -> BrowserContext:
        context = browser.new_context(**kind)
        context.set_default_timeout(PATIENT)
        return context

    return patient


@pytest.fixture
def new_page(profiles: NewContext) -> Iterator[NewPage]:
    """Opens pages that remember nothing; afterwards none may have logged errors."""
    errors: list[str] = []
    pages: list[Page] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not STREAMLIT_PROBES.search(message.location["url"]):
            errors.append(f"{message.text} ({message.location['url']})")

    def open_page(
        width: int = 1440,
        height: int = 900,
        *,
        theme: str = "light",
        reduced_motion: bool = False,
        touch: bool = False,
        panel: str = "knobs",
    ) -> Page:
        context = profiles(
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce" if reduced_motion else "no-preference",
            accept_downloads=True,
            has_touch=touch,
            is_mobile=touch,
        )
        page = context.new_page()
        page.set_viewport_size(ViewportSize(width=width, height=height))
        page.add_init_script(f"localStorage.panel ??= '{panel}'")
        page.on("console", note)
        page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        if not page.is_closed():
            page.evaluate("localStorage.clear()")
            page.close()
    assert not errors, errors


@contextmanager
def served(script: Path) -> Iterator[str]:
    """The address of a page of the tests' own, beside the playground's modules."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "tests/browser/served.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    settings = {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "SCRIPT": str(script)}
    with subprocess.Popen(
        command + options,
        cwd=ROOT,
        env=os.environ | settings,
        stdout=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            wait_until_served(address, server)
            yield address
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The address of the gallery of scenes."""
    with served(ROOT / "tests" / "browser" / "scene" / "scene_gallery.py") as address:
        yield address


@pytest.fixture
def visit(profiles: NewContext, gallery: str) -> Iterator[Open]:
    """Opens a part of the gallery; an error in the browser's console fails the test."""
    errors: list[str] = []
    pages: list[Page] = []

    def open_part(part: str, viewport: ViewportSize | None = None, **profile: Any) -> Page:
        page = profiles(**profile).new_page()
        pages.append(page)
        page.set_viewport_size(viewport or ViewportSize(width=1280, height=1000))
        page.on("pageerror", lambda error: errors.append(error.stack or str(error)))
        page.on(
            "console",
            lambda message: errors.append(message.text) if message.type == "error" else None,
        )
        page.goto(f"{gallery}/?part={part}")
        page.locator(".scene[data-ready]").first.wait_for()
        return page

    yield open_part
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
    assert errors == []


def menu_of(page: Page) -> Locator:
    """All that a person may take home, opened."""
    menu = page.get_by_test_id("stPopoverBody")
    if not menu.is_visible():
        page.get_by_role("button", name="Take home").click()
    expect(menu).to_be_visible()
    return menu


def taken_home(page: Page, name: str) -> Download:
    """The file that a word of the menu brings."""
    with page.expect_download(timeout=120_000) as download:
        menu_of(page).get_by_role("button", name=name).click()
    return download.value


def link_of(page: Page) -> Locator:
    """Where the link to the page's state is written."""
    menu_of(page).get_by_role("button", name="Link to this state").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_test_id("stCode").first).to_be_visible()
    return dialog


def output_of_script(page: Page, folder: Path) -> str:
    """What the page's Python script prints when somebody downloads and runs it elsewhere."""
    script = folder / "again.py"
    taken_home(page, "Python script").save_as(script)
    ran = subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return ran.stdout
