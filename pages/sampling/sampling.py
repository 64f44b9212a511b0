"""Sampling: how a draw of a law is made, by inversion, by formulas, by a race, by throwing away."""

from collections.abc import Callable
from typing import Any, NamedTuple

import pages.sampling.pictures.contest as contest
import pages.sampling.pictures.cube as cubes
import pages.sampling.pictures.fall as fall
import pages.sampling.pictures.plane as plane
import pages.sampling.pictures.race as race
import pages.sampling.pictures.throw as thrown
from models.brought import LEAST, Reader, column_of
from models.sampling import (
    ball_acceptance,
    box_muller,
    effective_sample_size,
    envelope,
    gumbel_max,
    inverse_cdf,
    ks_distance,
    polar,
    rejection,
    top_k,
)
from models.sampling.experiments import (
    ContestSetup,
    CubeSetup,
    FallSetup,
    PlaneSetup,
    RaceSetup,
    ThrowSetup,
    contested,
    falls,
    run_races,
    through_dimensions,
    throw_points,
    thrown_pairs,
)
from models.setup import Setup
from pages.sampling.stories.sampling import STATIONS
from playground import bring, catalog, page

TOPIC = catalog.topic("sampling")
SLUG = TOPIC.slug
TABLES = Reader(columns=1, least=LEAST, density=False)
MEGABYTES = 5


class View(NamedTuple):
    """One way to sample: its tab, its knobs, what it draws, gives away, and runs."""

    title: str
    setup: type[Setup]
    show: Callable[[Any], None]
    data: page.Data[Any]
    code: tuple[Callable[..., Any], ...]


VIEWS = {
    "inverse": View(
        "Inverse CDF",
        FallSetup,
        fall.show,
        page.Data(fall.arrays, falls, fall.AXES),
        (inverse_cdf,),
    ),
    "box_muller": View(
        "Box-Muller",
        PlaneSetup,
        plane.show,
        page.Data(plane.arrays, thrown_pairs, plane.AXES),
        (box_muller, polar),
    ),
    "gumbel": View(
        "Gumbel-max",
        RaceSetup,
        race.show,
        page.Data(race.arrays, run_races, race.AXES),
        (gumbel_max, top_k),
    ),
    "rejection": View(
        "Rejection",
        ThrowSetup,
        thrown.show,
        page.Data(thrown.arrays, throw_points, thrown.AXES),
        (envelope, rejection),
    ),
    "dimensions": View(
        "In D dimensions",
        CubeSetup,
        cubes.stage,
        page.Data(cubes.arrays, through_dimensions, cubes.AXES),
        (ball_acceptance,),
    ),
    "which": View(
        "Which to use",
        ContestSetup,
        contest.show,
        page.Data(contest.arrays, contested, contest.AXES),
        (ks_distance, effective_sample_size),
    ),
}


def own_law(setup: Setup) -> None:
    """Where a column of numbers comes in."""
    if isinstance(setup, FallSetup) and setup.law == "column":
        label = "A table with a column of numbers"
        take_column = bring.into(SLUG, "column", lambda found: column_of(found.values))
        bring.table(label, "table", MEGABYTES, TABLES, take_column, ("Column",))


opened = page.opened(
    TOPIC,
    {name: view.setup for name, view in VIEWS.items()},
    views={name: view.title for name, view in VIEWS.items()},
    brings=own_law,
)
shown = VIEWS[opened.view]
opened.computed(shown.show, STATIONS, shown.data, code=shown.code)
