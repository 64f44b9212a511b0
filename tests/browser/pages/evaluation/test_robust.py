"""Robust statistics under a real hand: outliers, a point and two perturbations."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pages.hand import drag, handle, metric, opened

pytestmark = pytest.mark.browser


def test_dragged_outliers_take_the_mean_along_and_stay_in_the_link(app_url, new_page):
    page = opened(new_page(), f"{app_url}/robust")
    mean = metric(page, "Error: Mean")
    before = float(mean.inner_text())
    drag(page, handle(page, "outliers"), 30, -60)
    expect(mean).not_to_have_text(str(before))
    page.wait_for_url(re.compile("robust_outliers_at="))
    page.wait_for_timeout(1000)  # the last of the drag is under way
    page.locator("[data-test-script-state=notRunning]").wait_for()
    told = mean.inner_text()
    assert float(told) > before
    page.reload()
    expect(mean).to_have_text(told)


def test_a_point_that_is_dragged_out_of_the_cloud_has_no_depth(app_url, new_page):
    page = opened(new_page(), f"{app_url}/robust?robust_view=depth&robust_point=-2_-1")
    drag(page, handle(page, "point"), -400, 400)
    expect(metric(page, "Points in that half-plane")).to_have_text("0")
    page.wait_for_url(re.compile("robust_point=-5"))


def test_mass_that_is_moved_farther_is_larger_to_w1_alone(app_url, new_page):
    page = opened(new_page(), f"{app_url}/robust?robust_view=small")
    w1, tv = metric(page, "W₁: far"), metric(page, "TV: far")
    before, same = w1.inner_text(), tv.inner_text()
    drag(page, handle(page, "far"), 30, 0)
    expect(w1).not_to_have_text(before)
    page.wait_for_url(re.compile("robust_goes_to="))
    assert float(w1.inner_text()) > float(before)
    assert float(tv.inner_text()) == pytest.approx(float(same), abs=1e-3)
