"""Games in normal form under a real hand: a mixture, a curve, and payoffs that are typed."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.hand import drag, handle, metric, opened

pytestmark = pytest.mark.browser


def test_a_dragged_mixture_stays_in_the_link_and_changes_no_value(app_url, new_page):
    page = opened(new_page(), f"{app_url}/bimatrix?bimatrix_view=minimax")
    for label, value in (("max min, pure", "1"), ("max min, mixed", "1.5"), ("min max, pure", "2")):
        expect(metric(page, label)).to_have_text(re.compile(rf"^{value}[.0]*$"))
    drag(page, handle(page, "p"), 60, 0)
    page.wait_for_url(re.compile("bimatrix_share="))
    expect(metric(page, "max min, mixed")).to_have_text(re.compile(r"^1\.50*$"))


def test_typed_payoffs_have_their_own_equilibria(app_url, new_page):
    page = opened(new_page(), f"{app_url}/bimatrix")
    expect(metric(page, "Equilibria")).to_have_text(re.compile(r"^3[.0]*$"))
    page.get_by_text("Knobs", exact=True).first.click()
    page.get_by_role("button", name="Change its payoffs").click()
    page.wait_for_url(re.compile("bimatrix_table=own"))
    rows = page.get_by_label("Row player")
    rows.fill("5 5\n1 1")
    rows.press("ControlOrMeta+Enter")
    page.wait_for_url(re.compile("bimatrix_rows="))
    page.get_by_text("Numbers", exact=True).first.click()
    expect(metric(page, "Equilibria")).to_have_text(re.compile(r"^1[.0]*$"))


def test_a_dragged_curve_crosses_the_diagonal_still(app_url, new_page):
    page = opened(new_page(), f"{app_url}/bimatrix?bimatrix_view=brouwer")
    drag(page, handle(page, "heights 3"), 0, -60)
    page.wait_for_url(re.compile("bimatrix_heights="))
    expect(metric(page, "Fixed points")).not_to_have_text(re.compile("^0"))
