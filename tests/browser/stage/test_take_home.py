"""Take home: what the menu's words bring are files that open elsewhere, and say what was seen."""

import base64
import gzip
import io
import json
import re
import zipfile
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from playground.recording import Recording
from playground.scene.pack import unpack
from tests.browser.conftest import link_of, menu_of, taken_home
from tests.browser.rest import eventually

pytestmark = pytest.mark.browser

NAMESPACE = "http://www.w3.org/2000/svg"
SVG = f"{{{NAMESPACE}}}"
GANS = "gans?gans_steps=60&gans_seed=5"


def opened(page: Page, url: str) -> Page:
    """A page whose training has ended, at its last step."""
    page.goto(url)
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    expect(page.get_by_text(re.compile("^Trained · step"))).to_be_visible()
    time = page.get_by_role("slider", name="Time", exact=True).first

    def at_its_last_step() -> bool:
        """The last frames may come a little later than the word that it is trained."""
        time.press("End")
        return (time.get_attribute("aria-valuetext") or "").startswith("step 60,")

    eventually(page, at_its_last_step)
    return page


def says_what_it_is(name: str) -> None:
    """Topic, setup and step are in a file's name."""
    assert re.fullmatch("gans-.*-step-60", name)
    assert {"steps=60", "seed=5"} <= set(name.split("-"))


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.DOTALL)
    assert match, pattern
    return match[1]


def words_of(svg: ElementTree.Element) -> set[str]:
    return {node.text or "" for node in svg.iter(f"{SVG}text")}


def brought(page: Page, name: str, folder: Path) -> Path:
    download = taken_home(page, name)
    file = folder / download.suggested_filename
    download.save_as(file)
    return file


def test_the_picture_is_brought_as_pixels_as_vectors_and_as_an_animation(
    app_url, new_page, tmp_path
):
    page = opened(new_page(), f"{app_url}/{GANS}")
    picture = page.locator(".scene").first
    width, size = picture.locator(".stage canvas").evaluate("node => [node.width, node.height]")
    names = picture.locator(".legend").get_by_role("button", pressed=True).all_inner_texts()

    png = brought(page, "Picture as PNG", tmp_path)
    says_what_it_is(png.stem)
    with Image.open(png) as image:
        assert image.width == 2 * (width + 2 * 16)
        assert image.height > 2 * size

    svg = ElementTree.parse(brought(page, "Picture as SVG", tmp_path)).getroot()
    words = words_of(svg)
    assert set(names) <= words
    assert "step 60" in words
    assert len(list(svg.iter(f"{SVG}use"))) > 500, "each point is a mark"
    assert len(list(svg.iter(f"{SVG}path"))) > 5
    for field in svg.iter(f"{SVG}image"):
        assert field.attrib["href"].startswith("data:image/png")
    assert float(svg.attrib["width"]) == width + 2 * 16

    told = menu_of(page).get_by_role("button", name="Animation as WebP").inner_text()
    frames = int(found(r"(\d+) frames", told))
    assert picture.get_attribute("data-frames") == str(frames)
    with Image.open(brought(page, "Animation as WebP", tmp_path)) as film:
        assert getattr(film, "n_frames", 1) == frames
        first = film.convert("RGB").tobytes()
        film.seek(frames - 1)
        film.load()
        assert film.info["duration"] > 1000, "the end stays a while"
        assert film.convert("RGB").tobytes() != first
    assert picture.get_attribute("data-frame") == str(frames - 1), "on the screen it stayed"


def parts(text: str) -> list[dict[str, Any]]:
    """The pictures inside a player, each with the headers of its chunks."""
    state = found('<script type="application/json">(.*?)</script>', text)
    return [
        {"chunks": [unpack(gzip.decompress(base64.b64decode(each))) for each in part["chunks"]]}
        for part in json.loads(state)["parts"]
    ]


def test_one_file_plays_the_recording_without_a_server_and_without_a_network(
    app_url, new_page, browser: Browser, tmp_path
):
    page = opened(new_page(), f"{app_url}/{GANS}")
    page.get_by_role("slider", name="Time", exact=True).first.press("ArrowLeft")
    file = brought(page, "Player as one HTML file", tmp_path)
    kept = Recording.load(brought(page, "Recording", tmp_path))
    text = file.read_text(encoding="utf-8")
    assert not re.search("https?:", text)
    modules = json.loads(found('<script type="importmap">(.*?)</script>', text))["imports"]
    for name, address in modules.items():
        source = base64.b64decode(address.split(",")[1]).decode()
        assert set(re.findall(r"https?://[^\"'\s)]+", source)) <= {NAMESPACE}, name

    (part,) = parts(text)
    steps = [step for chunk in part["chunks"] for step in chunk["times"]]
    assert steps == kept.steps.tolist()
    shown = [
        layer["xy"]
        for chunk in part["chunks"]
        for layer in chunk["layers"]
        if layer["name"] == "generated"
    ]
    np.testing.assert_allclose(np.concatenate(shown), kept.view("samples"), atol=2e-3)

    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    player = context.new_page()
    problems: list[str] = []
    asked: list[str] = []
    player.on("console", lambda message: problems.append(message.text))
    player.on("pageerror", lambda error: problems.append(str(error)))
    player.on("request", lambda request: asked.append(request.url))
    player.goto(file.as_uri())
    scene = player.locator(".scene[data-ready]")
    expect(scene).to_have_attribute("data-frames", str(len(steps)))
    expect(scene).to_have_attribute("data-frame", str(len(steps) - 2))
    expect(player.get_by_role("heading")).to_contain_text("adversarial")
    player.get_by_role("slider", name="Time", exact=True).press("Home")
    expect(scene).to_have_attribute("data-frame", "0")
    scene.get_by_role("button", name="Play").click()
    expect(scene).to_have_attribute("data-playing", "true")
    expect(scene).not_to_have_attribute("data-frame", "0")
    player.keyboard.press("Space")
    expect(scene).to_have_attribute("data-playing", "false")
    word = scene.get_by_role("button", name="generated", exact=True)
    word.click()
    expect(word).to_have_attribute("aria-pressed", "false")
    box = scene.locator(".stage canvas").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800, "all of it is on the screen"
    player.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(scene.locator(".tooltip")).to_be_visible()
    assert problems == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_the_numbers_open_elsewhere(app_url, new_page, tmp_path):
    page = opened(new_page(), f"{app_url}/{GANS}")
    numbers = brought(page, "NumPy data", tmp_path)
    says_what_it_is(numbers.stem)
    with np.load(numbers) as arrays:
        about = json.loads(str(arrays["about"]))
        assert about["knobs"]["seed"] == 5
        assert arrays["step"][-1] == 60
    assert brought(page, "CSV tables", tmp_path).name == f"{numbers.stem}.zip"
    assert brought(page, "Recording", tmp_path).name == f"{numbers.stem}-recording.npz"


def test_matrices_are_brought_and_played_too(app_url, new_page, browser: Browser, tmp_path):
    page = opened(new_page(), f"{app_url}/transformer?transformer_steps=60")
    with Image.open(io.BytesIO(brought(page, "Picture as PNG", tmp_path).read_bytes())) as image:
        assert min(image.size) > 100

    board = page.locator(".links[data-ready]").first
    panel = board.locator(".panel").first
    shown = panel.locator(".lines .word bdi").all_inner_texts()
    title = panel.locator("h3").inner_text()
    svg = ElementTree.parse(brought(page, "Picture as SVG", tmp_path)).getroot()
    words = words_of(svg)
    assert shown
    assert set(shown) <= words, "words stay words"
    assert "step 60" in words
    assert any(word.startswith(title) for word in words)
    words_each = len(shown) // 2
    assert len(list(svg.iter(f"{SVG}rect"))) > words_each**2 // 2, "cells stay squares"
    assert not list(svg.iter(f"{SVG}image"))

    frames = int(board.get_attribute("data-frames") or 0)
    with Image.open(brought(page, "Animation as WebP", tmp_path)) as film:
        assert getattr(film, "n_frames", 1) == frames
        first = film.convert("RGB").tobytes()
        film.seek(frames - 1)
        film.load()
        assert film.convert("RGB").tobytes() != first
    assert board.get_attribute("data-frame") == str(frames - 1), "on the screen it stayed"

    file = brought(page, "Player as one HTML file", tmp_path)
    context = browser.new_context(offline=True)
    player = context.new_page()
    problems: list[str] = []
    player.on("console", lambda message: problems.append(message.text))
    player.on("pageerror", lambda error: problems.append(str(error)))
    player.goto(file.as_uri())
    board = player.locator(".links[data-ready]")
    board.get_by_role("slider", name="Time", exact=True).press("Home")
    expect(board).to_have_attribute("data-frame", "0")
    assert problems == []
    context.close()


def test_charts_are_brought_as_vectors_and_their_numbers_as_tables(app_url, new_page, tmp_path):
    page = new_page()
    page.goto(f"{app_url}/scalar")
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    chart = page.locator("[data-testid=stVegaLiteChart] svg.marks").last
    chart.scroll_into_view_if_needed()
    expect(chart).to_be_visible()
    seen = set(chart.locator("text").all_text_contents())
    asked = menu_of(page).get_by_role("button", name="Chart as SVG").last
    told = asked.locator("small").inner_text()
    with page.expect_download() as coming:
        asked.click()
    svg = ElementTree.parse(coming.value.path()).getroot()
    assert seen <= words_of(svg)
    assert told
    assert next(node.text for node in svg.iter(f"{SVG}title")) == told
    assert not svg.findall(".//*[@opacity='0']"), "what only catches the pointer is left out"
    page.keyboard.press("Escape")
    with zipfile.ZipFile(brought(page, "CSV tables", tmp_path)) as archive:
        tables = [archive.read(name).decode() for name in archive.namelist() if "chart " in name]
    assert tables
    assert all(len(text.splitlines()) > 1 for text in tables)


def test_the_code_is_as_large_as_the_window_allows(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/scalar?scalar_levels=5")
    expect(page.locator("[data-ready=true]").first).to_be_visible()
    dialog = link_of(page)
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()
    code = dialog.get_by_role("img", name="QR code of the link")

    def is_large(width: int, height: int) -> bool:
        box = code.bounding_box()
        return (
            box is not None
            and box["width"] >= 0.6 * min(width, height)
            and abs(box["width"] - box["height"]) <= 1
            and min(box["x"], box["y"]) >= 0
            and box["x"] + box["width"] <= width
            and box["y"] + box["height"] <= height
        )

    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        eventually(page, partial(is_large, width, height))
    expect(dialog.get_by_test_id("stCode").first).to_contain_text("scalar_levels=5")
