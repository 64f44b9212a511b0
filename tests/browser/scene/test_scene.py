"""The scene in a real browser: every promise of the picture is acted out on the gallery."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.rest import changed, eventually, rested
from tests.browser.scene.gallery import Open, canvas, scene

pytestmark = pytest.mark.browser


def pixel(found: Locator, x: float, y: float) -> list[int]:
    """The colour at a part of the canvas's width and height."""
    colour: list[int] = found.locator(".stage > canvas").evaluate(
        "(c, [x, y]) => [...c.getContext('2d').getImageData(x*c.width, y*c.height, 1, 1).data]",
        [x, y],
    )
    return colour


def centre(found: Locator) -> tuple[float, float]:
    box = found.locator(".stage > canvas").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.45


def test_every_kind_of_layer_has_ink_that_its_word_takes_away(visit: Open) -> None:
    picture = scene(visit("kinds"))
    words = picture.locator(".legend button")
    expect(words).to_have_count(7)
    seen = {rested(canvas(picture))}
    for i in range(7):
        words.nth(i).click()
        expect(words.nth(i)).to_have_attribute("aria-pressed", "false")
        now = rested(canvas(picture))
        assert now not in seen
        seen.add(now)
        box = words.nth(i).bounding_box()
        assert box
        assert box["height"] >= 44


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_stand_out_from_a_field_of_their_own_colour(visit: Open, theme: str) -> None:
    """Along a line through a dot: the field, the dot's halo, the dot."""
    page = visit("crowded", color_scheme=theme)
    line: list[int] = (
        scene(page)
        .locator(".stage > canvas")
        .evaluate(
            """canvas => {
              const paper = canvas.cloneNode().getContext("2d")
              const style = getComputedStyle(canvas.closest(".scene"))
              paper.fillStyle = style.getPropertyValue("--st-background-color")
              paper.fillRect(0, 0, canvas.width, canvas.height)
              paper.drawImage(canvas, 0, 0)
              const y = Math.round(canvas.height / 3)
              const { data } = paper.getImageData(0, y, canvas.width, 1)
              return Array.from({ length: canvas.width }, (_, i) =>
                data[4 * i] + data[4 * i + 1] + data[4 * i + 2])
            }"""
        )
    )
    field = line[40]
    edge = next(i for i in range(40, len(line)) if abs(line[i] - field) > 100)
    dot = line[edge + 8]
    assert max(abs(dot - each) for each in line[edge - 1 : edge + 3]) > 150  # the halo
    assert abs(dot - field) > 100


def test_points_outside_the_frame_are_counted_at_its_edge(visit: Open) -> None:
    page = visit("crowded")
    named = "Marks on their own colour. 4 generated outside the frame"
    expect(page.get_by_role("img", name=named, exact=True)).to_be_visible()
    picture = scene(page)
    before = rested(canvas(picture))
    picture.get_by_role("button", name="generated").click()
    expect(page.get_by_role("img", name="Marks on their own colour.", exact=True)).to_be_visible()
    changed(canvas(picture), before)


def test_degenerate_scenes_are_drawn_without_an_error(visit: Open) -> None:
    page = visit("empty")
    expect(page.locator(".scene[data-ready]")).to_have_count(3)
    expect(scene(page, 0).locator(".timeline")).to_be_hidden()
    expect(scene(page, 2).locator(".timeline")).to_be_visible()
    expect(scene(page, 2).locator(".counter")).to_contain_text("–")


def test_a_dragged_handle_reports_on_the_way_and_at_the_end(visit: Open) -> None:
    page = visit("handles")
    picture = scene(page)
    handle = picture.get_by_role("button", name="a: drag")
    box = handle.bounding_box()
    assert box
    assert box["width"] == box["height"] == 44
    page.mouse.move(box["x"] + 22, box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 72, box["y"] - 8, steps=5)
    expect(page.get_by_text("dragging: True")).to_be_visible()
    expect(page.get_by_text("first: [-1.0, -1.0]")).to_be_hidden()
    page.mouse.up()
    expect(page.get_by_text("dragging: False")).to_be_visible()
    after = handle.bounding_box()
    assert after
    assert abs(after["x"] - box["x"] - 50) < 2
    assert abs(after["y"] - box["y"] + 30) < 2
    page.get_by_role("button", name="Back").click()  # what Python sends wins
    expect(page.get_by_text("first: [-1.0, -1.0]")).to_be_visible()
    eventually(page, lambda: handle.bounding_box() == box)
    handle.focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("first: [-0.94, -1.0]")).to_be_visible()


def test_strokes_come_back_and_can_be_undone(visit: Open) -> None:
    page = visit("drawing")
    picture = scene(page)
    x, y = centre(picture)
    blank = rested(canvas(picture))
    page.mouse.move(x - 60, y)
    expect(page.get_by_text("probe: True")).to_be_visible()
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=12)
    page.mouse.up()
    expect(page.get_by_text("strokes: [13]")).to_be_visible()
    changed(canvas(picture), blank)
    page.mouse.move(x - 60, y + 60)
    page.mouse.down()
    page.mouse.move(x + 100, y + 100, steps=60)
    page.mouse.up()
    expect(page.get_by_text("strokes: [13, 27]")).to_be_visible()  # the limit is 40 points
    picture.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("strokes: [13]")).to_be_visible()
    picture.get_by_role("button", name="Clear").click()
    expect(page.get_by_text("strokes: []")).to_be_visible()
    page.mouse.click(x, y)
    page.mouse.click(x + 50, y)
    expect(page.get_by_text("strokes: [1, 1]")).to_be_visible()


def test_zoom_pan_and_double_click(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    home = rested(canvas(picture))
    x, y = centre(picture)
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(picture).to_have_attribute("data-moved", "true")
    zoomed = changed(canvas(picture), home, held=True)
    page.mouse.down()
    page.mouse.move(x + 60, y + 20, steps=3)
    page.mouse.up()
    assert changed(canvas(picture), zoomed, held=True) != home
    page.mouse.dblclick(x, y)
    expect(picture).to_have_attribute("data-moved", "false")
    assert rested(canvas(picture), held=True) == home
    page.mouse.wheel(0, 200)  # the canvas has the focus after a click
    expect(picture).to_have_attribute("data-moved", "true")
    picture.get_by_role("button", name="Reset the view").click()
    expect(picture).to_have_attribute("data-moved", "false")


def test_the_probe_names_values(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    page.mouse.move(*centre(picture))
    tooltip = picture.locator(".tooltip")
    expect(tooltip).to_contain_text("density")
    expect(tooltip).to_contain_text("samples")
    page.mouse.move(5, 5)
    expect(tooltip).to_be_hidden()


def test_a_pointer_at_rest_reads_the_frame_that_is_shown(visit: Open) -> None:
    page = visit("animated")
    picture = scene(page)
    tooltip = picture.locator(".tooltip")
    x, y = centre(picture)
    page.mouse.move(x, y)
    expect(tooltip).to_contain_text("density")
    first = tooltip.inner_text()
    page.keyboard.press("End")
    expect(picture).to_have_attribute("data-frame", "59")
    read = tooltip.inner_text()
    assert read != first
    page.mouse.move(x + 40, y)
    page.mouse.move(x, y)
    assert tooltip.inner_text() == read, "as one that comes there now"


def test_the_picture_is_saved_as_it_is_seen(visit: Open, tmp_path: Path) -> None:
    page = visit("animated", device_scale_factor=2)
    width = canvas(scene(page)).evaluate("canvas => canvas.width")
    with page.expect_download() as download:
        scene(page).get_by_role("button", name="Save as PNG").click()
    assert download.value.suggested_filename == "playground-step-0.png"
    download.value.save_as(tmp_path / "scene.png")
    header = (tmp_path / "scene.png").read_bytes()[:24]
    assert header[1:4] == b"PNG"
    assert int.from_bytes(header[16:20], "big") == 2 * (width + 2 * 16 * 2), "twice the size"
    rested(canvas(scene(page)))
    assert canvas(scene(page)).evaluate("canvas => canvas.width") == width, "and here as before"


def test_a_change_of_theme_needs_nothing_from_the_server(visit: Open) -> None:
    page = visit("animated", color_scheme="light")
    picture = scene(page)
    light = pixel(picture, 0.5, 0.25)
    page.emulate_media(color_scheme="dark")
    eventually(page, lambda: sum(light[:3]) > sum(pixel(picture, 0.5, 0.25)[:3]) + 300)
    host = page.locator("[data-testid=stBidiComponentIsolated]").first
    host.evaluate(
        "host => host.style.setProperty('--st-chart-sequential-colors', '#00ff00,#00ff00')"
    )
    # The variables alone are enough.
    eventually(page, lambda: pixel(picture, 0.5, 0.25)[:3] == [0, 255, 0])
    expect(page.get_by_text("runs: 1", exact=True)).to_be_visible()


def test_a_phone_has_room_for_everything(visit: Open) -> None:
    page = visit("animated", viewport={"width": 390, "height": 844}, has_touch=True)
    picture = scene(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for name in ("Play", "Step back", "Step forward", "Loop", "Save as PNG"):
        box = picture.get_by_role("button", name=name).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, name
        assert box["x"] + box["width"] <= 390
    picture.get_by_role("button", name="Step forward").tap()
    expect(picture).to_have_attribute("data-frame", "1")


def test_reduced_motion_and_words_for_those_who_cannot_see(visit: Open) -> None:
    page = visit("kinds", reduced_motion="reduce")
    canvas = page.get_by_role("img", name="All kinds of layers.")
    expect(canvas).to_be_visible()
    expect(scene(page)).to_have_attribute("data-playing", "false")


def test_fingers_probe_and_pinch(visit: Open) -> None:
    page = visit("animated", viewport={"width": 390, "height": 844}, has_touch=True)
    picture = scene(page)
    x, y = centre(picture)
    devtools = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        fingers = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        devtools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    touch("touchStart", (x, y))
    expect(picture.locator(".tooltip")).to_contain_text("density")
    touch("touchEnd")
    expect(picture.locator(".tooltip")).to_be_hidden()
    touch("touchStart", (x - 20, y))
    touch("touchStart", (x - 20, y), (x + 20, y))
    touch("touchMove", (x - 60, y), (x + 60, y))
    touch("touchEnd")
    expect(picture).to_have_attribute("data-moved", "true")


def test_an_axis_however_short_has_two_ticks(visit: Open) -> None:
    page = visit("animated")
    for low, high in ((-4.6, 4.6), (-1.2, 4.9), (0.0, 0.47), (3.1, 8.2)):
        values = page.evaluate(
            """async (ends) => {
              const view = new URL('modules/any/scene/plane/view.js', document.baseURI)
              const { ticks } = await import(view)
              return ticks(...ends, 2).map(({ value }) => value)
            }""",
            [low, high],
        )
        assert 2 <= len(values) <= 3, (low, high)
        assert low <= values[0] < values[-1] <= high, (low, high)


def test_data_that_overtakes_the_loading_of_the_modules_leaves_a_picture(visit: Open) -> None:
    """Streamlit runs the cleanup of every call that newer data has overtaken, as it ends."""
    page = visit("animated")
    left = page.evaluate(
        """async () => {
          const main = new URL('modules/any/scene/main.js', document.baseURI)
          const { default: scene } = await import(main)
          const host = document.body.appendChild(document.createElement("div"))
          const parentElement = host.attachShadow({ mode: "open" })
          const call = () => scene({ data: null, parentElement, setStateValue: () => {} })
          const there = () => parentElement.querySelectorAll(".scene").length
          const rest = () => new Promise((done) => setTimeout(done, 500))
          const early = call() // its cleanup comes before the newer call gets here
          const first = parentElement.querySelector(".scene")
          early()
          const [overtaken, last] = [call(), call()]
          overtaken()
          await rest()
          const kept = () => parentElement.querySelector(".scene") === first && there() === 1
          const seen = [kept()]
          last() // and the newer call is late
          await rest()
          seen.push(kept())
          host.remove()
          await rest()
          return [...seen, there()]
        }"""
    )
    assert left == [True, True, 0]


# A browser without a screen tells nobody of another scale: here somebody does.
OTHER_SCREEN = """
const ask = window.matchMedia, asked = []
window.matchMedia = (query) => {
  const answer = ask.call(window, query)
  if (query.includes("resolution")) asked.push(answer)
  return answer
}
window.move = (scale) => {
  Object.defineProperty(window, "devicePixelRatio", { value: scale, configurable: true })
  for (const one of asked.splice(0)) one.dispatchEvent(new Event("change"))
}
"""


@pytest.mark.parametrize("scale", [2, 3])
def test_a_window_dragged_to_a_sharper_screen_is_drawn_anew(visit: Open, scale: int) -> None:
    page = visit("animated")
    page.add_init_script(OTHER_SCREEN)
    page.reload()
    drawn, swatch = canvas(scene(page)), scene(page).locator(".legend canvas").first
    expect(scene(page)).to_have_attribute("data-ready", "true")
    rested(drawn)
    width = "canvas => canvas.width"
    before = drawn.evaluate(width), swatch.evaluate(width)
    page.evaluate("move(1.5)")  # it listens again after each move
    page.evaluate("scale => move(scale)", scale)
    eventually(page, lambda: drawn.evaluate(width) == scale * before[0])
    eventually(page, lambda: swatch.evaluate(width) == scale * before[1])
