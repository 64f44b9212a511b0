"""The quantization pages as a lecturer drives them: drag, half-steps, play, share, take home."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import output_of_script
from tests.browser.rest import changed as redrawn
from tests.browser.rest import eventually, rested
from tests.browser.screen import opened, press, scene, turn_to

ROOT = Path(__file__).resolve().parents[4]
pytestmark = pytest.mark.browser


def numbers(page: Page) -> list[str]:
    expect(page.get_by_test_id("stMetricValue").first).to_be_attached()
    return page.get_by_test_id("stMetricValue").all_text_contents()


def distortion(page: Page) -> float:
    return float(page.get_by_test_id("stMetricValue").first.inner_text())


def drag(page: Page, handle: Locator, dx: float, dy: float, held: Callable[[], None]) -> None:
    """Drag a handle; ``held`` is called before it is let go."""
    box = handle.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=10)
    held()
    page.mouse.up()


def changed(page: Page, before: list[str]) -> None:
    page.wait_for_function(
        "before => document.querySelector('[data-testid=stMetricValue]')?.innerText !== before",
        arg=before[0],
    )


def test_a_dragged_level_moves_the_distortion_live_and_becomes_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    before = numbers(page)
    assert before[0] == "0.4323"
    level = page.get_by_role("button", name=re.compile("^a₂"))
    drag(page, level, 70, 0, lambda: changed(page, before))
    page.wait_for_url(re.compile("scalar_own="))
    assert "scalar_start=" in page.url
    page.wait_for_timeout(500)
    after, link = numbers(page), page.url
    assert after != before
    again = opened(new_page(), link)
    assert numbers(again) == after


def test_a_dragged_boundary_is_put_right_by_one_half_step(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    before = numbers(page)
    boundary = page.get_by_role("button", name=re.compile("^b₂"))
    drag(page, boundary, 60, 0, lambda: changed(page, before))
    page.wait_for_url(re.compile("scalar_own_boundaries="))
    page.wait_for_timeout(500)
    worse = distortion(page)
    assert worse > float(before[0])
    page.keyboard.press("m")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(before[0])
    page.keyboard.press("z")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text(f"{worse:.4f}")


def test_the_numbers_follow_a_picture_that_plays(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    before = numbers(page)
    page.get_by_label("Speed").select_option("0.25")
    page.get_by_role("button", name="Play").click()
    changed(page, before)
    assert scene(page).get_attribute("data-playing") == "true", "they waited for its end"
    page.get_by_role("button", name="Pause").click()


def test_half_steps_by_hand_lower_the_distortion_and_back(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    value = page.get_by_test_id("stMetricValue").first
    page.get_by_role("button", name=re.compile("Levels to centroids")).click()
    expect(value).to_have_text("0.2823")
    expect(scene(page)).to_have_attribute("data-frame", "2")
    page.get_by_role("button", name=re.compile("Boundaries to midpoints")).click()
    expect(value).to_have_text("0.2220")
    page.get_by_role("button", name=re.compile("^Back|Back")).last.click()
    expect(value).to_have_text("0.2823")


def test_play_to_convergence_ends_at_the_optimum(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    page.keyboard.press("Space")
    expect(scene(page)).to_have_attribute("data-playing", "true")
    page.keyboard.press("Space")
    page.keyboard.press("End")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("0.1175")


def test_as_printed_nothing_moves(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    press(page, 2)
    expect(scene(page)).to_have_attribute("data-frames", "13")
    before = numbers(page)
    page.keyboard.press("End")
    page.wait_for_url(re.compile("scalar_frame=12"))
    assert numbers(page) == before


def test_the_bad_optimum_stands_beside_the_better_one(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar")
    press(page, 6)
    expect(page.get_by_text("2 + 2 levels, D")).to_be_visible()
    eventually(page, lambda: {"0.03270", "0.05356"} <= set(numbers(page)))
    expect(page.get_by_text(re.compile("this is the best of these"))).to_be_visible()
    page.keyboard.press("End")
    expect(page.get_by_test_id("stMetricValue").first).to_have_text("0.05356")


def test_a_drawn_density_is_quantized_and_travels_in_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/scalar?scalar_source=drawn")
    paper = page.locator("canvas[role=img]").last
    box = paper.bounding_box()
    assert box
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.8 * box["height"])
    page.mouse.down()
    for n in range(12):
        high = 0.3 if 3 < n < 8 else 0.7
        at = box["x"] + (0.2 + 0.05 * n) * box["width"]
        page.mouse.move(at, box["y"] + high * box["height"])
    page.mouse.up()
    page.wait_for_url(re.compile("scalar_drawing="))
    turn_to(page, "Numbers")
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    other = opened(new_page(panel="numbers"), page.url)
    expect(other.get_by_test_id("stMetricValue").first).to_be_visible()
    assert numbers(other) == numbers(page)


def test_a_column_with_a_hole_is_told_and_a_good_one_is_quantized(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/scalar?scalar_source=column")
    expect(page.get_by_text("There is no column yet.")).to_be_visible()
    table = page.locator("input[type=file]")
    bad = b"x\n1\n2\nnan\n"
    table.set_input_files({"name": "bad.csv", "mimeType": "text/csv", "buffer": bad})
    expect(page.get_by_text("1 row left out")).to_be_visible()
    good = b"x\n" + b"\n".join(b"%d" % (n * n % 97) for n in range(200))
    table.set_input_files({"name": "good.csv", "mimeType": "text/csv", "buffer": good})
    turn_to(page, "Numbers")
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()


def test_a_dragged_codeword_takes_its_cell_along_and_becomes_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector")
    before, canvas = numbers(page), page.locator("canvas[role=img]").first
    picture = rested(canvas)

    def held() -> None:
        changed(page, before)
        redrawn(canvas, picture, held=True)
        assert "vector_own" not in page.url, "the address waits until it is let go"

    drag(page, page.get_by_role("button", name=re.compile("^drag 3:")), 80, -50, held)
    page.wait_for_url(re.compile("vector_own="))
    page.wait_for_timeout(500)
    again = opened(new_page(), page.url)
    assert numbers(again) == numbers(page)


def test_another_number_of_codewords_starts_anew(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector?vector_size=2&vector_own=-1,0,1,0.5")
    press(page, 1)
    expect(page).not_to_have_url(re.compile("vector_own"))
    turn_to(page, "Numbers")
    expect(page.get_by_text("codewords 16.0")).to_be_visible()


def test_empty_cells_are_shown_and_repaired(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector")
    press(page, 3)
    expect(page.get_by_text(re.compile("2 of 16 codewords have no points"))).to_be_visible()
    page.get_by_role("switch", name="Repair empty cells").focus()
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("vector_repair=true"))
    expect(scene(page)).to_have_attribute("data-frames", "35")
    page.locator("canvas[role=img]").first.press("End")
    expect(page.get_by_text(re.compile("codewords have no points"))).to_be_hidden()


def test_the_best_and_the_worst_share_their_time(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector")
    press(page, 4)
    turn_to(page, "Numbers")
    expect(page.get_by_text("Worst above best (%)")).to_be_visible()
    page.locator("h1").click()
    both = page.locator("[data-frames]")
    expect(both).to_have_count(2)
    page.keyboard.press("Home")
    for which in (0, 1):
        expect(both.nth(which)).to_have_attribute("data-frame", "0")


def test_the_three_advantages_add_up(app_url, new_page):
    page = opened(new_page(), f"{app_url}/vector?vector_view=Three+advantages&vector_size=5")
    expect(page.get_by_text(re.compile("The terms add up"))).to_be_visible()
    turn_to(page, "Numbers")
    expect(page.get_by_text("G of the hexagon")).to_be_visible()
    eventually(page, lambda: {"0.0833333", "0.0801875"} <= set(numbers(page)))
    turn_to(page, "Knobs")
    slider = page.get_by_role("slider", name=re.compile("Correlation of the pair"))
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile("vector_rho=0.85"))
    expect(page.get_by_text(re.compile("The terms add up"))).to_be_visible()


def test_a_picture_is_recoloured_and_a_bad_upload_is_told(app_url, new_page):
    page = opened_picture(
        new_page(), f"{app_url}/vector?vector_source=colours&vector_view=A+picture"
    )
    expect(page.get_by_text("16 colours")).to_be_visible()
    page.get_by_text("Your upload").click()
    upload = page.locator("input[type=file]")
    upload.set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.get_by_text(re.compile("This is no picture"))).to_be_visible()


def opened_picture(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.get_by_text("The original: 24 bits a pixel")).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("link", "name"),
    [("scalar?scalar_levels=8&scalar_source=laplacian", "scalar"), ("vector", "vector")],
)
def test_the_downloaded_script_says_the_same(app_url, new_page, tmp_path, link, name):
    page = opened(new_page(), f"{app_url}/{link}")
    page.keyboard.press("End")
    page.wait_for_url(re.compile(f"{name}_frame="))
    page.wait_for_timeout(500)
    said = output_of_script(page, tmp_path)
    printed = re.search(r"^distortion = ([\d.]+)$", said, re.MULTILINE)
    assert printed, said
    assert float(printed[1]) == pytest.approx(distortion(page), rel=1e-3)


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ("scalar?scalar_start=own&scalar_own=%3Cb%3E", "not possible here"),
        ("scalar?scalar_source=drawn&scalar_drawing=x", "not possible here"),
        ("vector?vector_own=1,2,3", "not possible here"),
        ("vector?vector_source=drawn&vector_drawing=%3Cb%3E", "not possible here"),
        ("vector?vector_size=256&vector_points=50", "Only 50 points differ"),
    ],
)
def test_a_damaged_link_is_a_sentence(app_url, new_page, link, sentence):
    page = new_page()
    page.goto(f"{app_url}/{link}")
    expect(page.get_by_text(re.compile(sentence)).first).to_be_visible()
    assert page.locator("[data-testid=stException]").count() == 0
