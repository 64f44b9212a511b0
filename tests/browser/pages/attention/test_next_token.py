"""The page of the next token as a lecturer drives it: a word is said, and taken back."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_word_is_said_and_taken_back(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/next_token")
    expect(page.locator(".scene[data-ready]").first).to_be_visible(timeout=90_000)
    page.get_by_role("button", name=re.compile(r"\d %$")).first.click()
    expect(page).to_have_url(re.compile("next_token_grown=0_[0-9]+"))
    back = page.get_by_role("button", name="One word back")
    expect(back).to_be_enabled()
    back.click()
    expect(page).not_to_have_url(re.compile("next_token_node="))
    expect(back).to_be_disabled()


def test_another_word_of_an_earlier_row_is_gone_on_from(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/next_token")
    expect(page.locator(".scene[data-ready]").first).to_be_visible(timeout=90_000)
    page.get_by_role("button", name="go on with 's").last.click()
    expect(page.get_by_role("button", name="Back to the prompt")).to_be_enabled()
    expect(page).to_have_url(re.compile("next_token_grown="))


def test_each_way_to_write_has_a_line_of_its_own_and_is_taken(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/next_token?next_token_view=search")
    take = page.get_by_role("button", name="Take", exact=True)
    expect(take.nth(4)).to_be_visible(timeout=90_000)
    boxes = [take.nth(n).bounding_box() for n in range(take.count())]
    assert len({round(box["x"]) for box in boxes if box}) == 1
    assert len({round(box["y"]) for box in boxes if box}) == len(boxes)
    take.first.click()
    expect(page).to_have_url(re.compile("next_token_grown="))


def test_a_layer_is_opened_and_a_head_of_it_is_silenced(app_url, new_page):
    page = new_page()
    page.goto(f"{app_url}/next_token?next_token_view=whole&next_token_frame=1")
    expect(page.locator(".scene[data-ready]")).to_have_count(2, timeout=90_000)
    whole = page.locator(".scene[data-ready] .stage > canvas").first
    box = whole.bounding_box()
    whole.click(position={"x": 0.5 * box["width"], "y": 0.12 * box["height"]})
    expect(page).not_to_have_url(re.compile("next_token_frame=1&|next_token_frame=1$"))
    page.get_by_role("button", name=re.compile("^open head 2")).click()
    expect(page).to_have_url(re.compile("next_token_opened=2"))
    page.get_by_role("button", name=re.compile("^Silence head 2 of layer")).click()
    expect(page).to_have_url(re.compile("next_token_silenced=[0-9]+_2"))
    expect(page.get_by_text(re.compile("Without head 2 of layer"))).to_be_visible()


def test_on_a_phone_the_heads_of_all_layers_stand_over_the_large_one(app_url, new_page):
    page = new_page(390, 844)
    page.goto(f"{app_url}/next_token?next_token_view=machine")
    expect(page.locator(".links[data-ready=true]")).to_be_visible(timeout=90_000)
    small, large = (
        page.locator(f".board > {part}").bounding_box() for part in (".thumbs", ".large")
    )
    assert small
    assert large
    assert small["height"] > 600, "thirty layers"
    assert small["y"] + small["height"] <= large["y"]


def test_another_prompt_is_another_picture_of_the_same_training(app_url, new_page):
    page = new_page()
    knobs = ("view=learns", "look=next", "steps=100", "layers=1", "width=32", "learning_rate=0.02")
    page.goto(f"{app_url}/next_token?{'&'.join(f'next_token_{each}' for each in knobs)}")
    expect(page.get_by_text("Trained · step 100 of 100")).to_be_visible(timeout=90_000)
    picture = page.locator(".scene[data-ready][data-frames]")
    expect(picture).to_be_visible()
    canvas = picture.locator(".stage > canvas")

    def asked(prompt: str) -> str:
        """The next characters that the picture tells after a prompt."""
        told = re.compile(re.escape(f"prompt: {prompt}. next: ") + r"(\S( / \S)+)")
        expect(canvas).to_have_accessible_description(told)
        found = told.search(picture.locator("#numbers").inner_text())
        assert found
        return found.group(1)

    before = asked("The·val")
    prompt = page.get_by_role("textbox", name="A prompt, up to 40 letters")
    prompt.fill("import ")
    prompt.press("Enter")
    assert asked("import·") != before
