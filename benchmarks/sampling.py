"""Draws and densities: how long the direct methods take, a kernel estimate on a grid, and how often
the picture of one is drawn while its bandwidth is dragged."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from playwright.sync_api import Browser, expect, sync_playwright

from benchmarks.browser import served
from benchmarks.dragging import pictures_a_second
from benchmarks.table import Row
from models.estimation import KernelDensity, silverman
from models.sampling import (
    box_muller,
    envelope,
    gumbel_max,
    inverse_cdf,
    laws,
    polar,
    rejection,
    top_k,
)
from tests.browser import chromium
from tests.browser.conftest import wait_until_served

DRAWS, REPEATS = 100_000, 5
POINTS, CELLS = 2000, 200
SYMBOLS = (0.35, 0.25, 0.2, 0.1, 0.07, 0.03)
LAWS = {
    "normal": laws.normal(),
    "exponential": laws.exponential(),
    "Cauchy": laws.cauchy(),
    "Beta(2, 5)": laws.beta(),
    "mixture": laws.NormalMixture([-1.5, 1.5], [0.6, 0.9], [0.4, 0.6]),
    "jumps and gaps": laws.jumps_and_gaps(),
    "a dragged curve": laws.Spline([(-3, 0), (-1.5, 0.3), (-0.4, 0.4), (0.6, 0.55), (3, 1)]),
    "a column": laws.empirical(np.random.default_rng(1).standard_normal(1000)),
}


def milliseconds(call: Callable[[], object]) -> float:
    """The fastest of some runs."""
    times = []
    for _ in range(REPEATS):
        begin = time.perf_counter()
        call()
        times.append(time.perf_counter() - begin)
    return 1000 * min(times)


def normal_pairs(random: np.random.Generator) -> object:
    """All draws by Box-Muller, two of each pair."""
    return box_muller(laws.open_uniform(DRAWS, random).reshape(-1, 2))


def direct() -> dict[str, Callable[[np.random.Generator], object]]:
    """Every direct method; those that throw some away try as many as it takes on average."""
    normal = laws.normal()
    found: dict[str, Callable[[np.random.Generator], object]] = {
        f"inverse CDF, {name}": partial(inverse_cdf, law, DRAWS) for name, law in LAWS.items()
    }
    for law in (laws.laplace(), laws.cauchy()):
        bound = envelope(normal, law)
        tried = round(DRAWS * bound.height)
        found[f"rejection, normal under {law.title}"] = partial(
            rejection, normal, law, bound, tried
        )
    return found | {
        "Box-Muller": normal_pairs,
        "polar": partial(polar, round(DRAWS / 2 * 4 / np.pi)),
        "Gumbel-max, six symbols": partial(gumbel_max, SYMBOLS, DRAWS),
        "three of six symbols by Gumbel": partial(top_k, SYMBOLS, 3, DRAWS),
    }


def on_a_grid() -> float:
    """Milliseconds for a kernel estimate of 2,000 points of the plane on 200 x 200 places."""
    points = np.random.default_rng(2).standard_normal((POINTS, 2))
    estimate = KernelDensity(points, silverman(points))
    axis = np.linspace(-4, 4, CELLS)
    return milliseconds(lambda: estimate.on_grid([axis, axis]))


def dragged(browser: Browser, url: str, kind: str) -> float:
    """Estimates of 2,000 points drawn in a second while their bandwidth is moved."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    knobs = f"density_kind={kind}&density_points={POINTS}&density_rule=own&density_bandwidth=0.7"
    page.goto(f"{url}/density?density_view=kernel&{knobs}")
    expect(page.locator("[data-ready=true]").nth(1)).to_be_visible(timeout=60_000)
    page.wait_for_timeout(2000)
    rate = pictures_a_second(page, "h", 0)
    page.close()
    return rate


def measure() -> list[Row]:
    """The rows of sampling and estimation; about half a minute."""
    rows = []
    for name, draw in direct().items():
        took = milliseconds(partial(draw, np.random.default_rng(0)))
        rows.append(Row(f"milliseconds for 100,000 draws: {name}", took, "at most", 50))
    rows.append(
        Row("milliseconds for 2,000 bumps on a grid of 200 x 200", on_a_grid(), "at most", 100)
    )
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright, served("playground") as app:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        wait_until_served(app.url, app.process)
        for kind, words in (("line", "on the line"), ("plane", "in the plane")):
            name = f"pictures in a second while h of 2,000 bumps {words} is dragged"
            rows.append(Row(name, dragged(browser, app.url, kind), "at least", 30))
        browser.close()
    return rows
