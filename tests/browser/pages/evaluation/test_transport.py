"""Transport and divergences under a real hand: points, potentials and T."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.hand import drag, handle, metric, opened

pytestmark = pytest.mark.browser


def test_a_dragged_point_changes_the_plan_and_stays_in_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/transport?transport_p_points=5&transport_q_points=5")
    distance = metric(page, "W₁")
    before = distance.inner_text()
    drag(page, handle(page, "P 1"), 60, -80)
    expect(distance).not_to_have_text(before)
    page.wait_for_url(re.compile("transport_p_own="))
    page.wait_for_timeout(1000)  # the last of the drag is under way
    page.locator("[data-test-script-state=notRunning]").wait_for()
    told = distance.inner_text()
    page.reload()
    expect(distance).to_have_text(told)


def test_a_dragged_potential_proves_more_until_it_breaks_the_bound(app_url, new_page):
    page = opened(new_page(), f"{app_url}/transport?transport_view=duality")
    value = metric(page, "Dual value")
    expect(metric(page, "Broken pairs")).to_have_text("0")
    drag(page, handle(page, "drag f 3"), 0, -60)
    expect(value).not_to_have_text("0")
    expect(metric(page, "Broken pairs")).not_to_have_text("0")
    page.wait_for_url(re.compile("transport_f="))
    page.get_by_role("button", name="f := κ").click()
    expect(metric(page, "Broken pairs")).to_have_text("0")


def test_a_dragged_t_changes_its_bound(app_url, new_page):
    page = opened(new_page(), f"{app_url}/divergences?divergences_view=bound")
    bound = metric(page, "Bound at this T")
    expect(bound).to_have_text("0")
    drag(page, handle(page, "drag T 5"), 0, 30)
    expect(bound).not_to_have_text("0")
    page.wait_for_url(re.compile("divergences_bend="))
