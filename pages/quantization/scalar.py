"""Scalar quantization: drag levels and boundaries, and let Lloyd and Max put them right."""

import pages.quantization.pictures.scalar as pictures
from models.brought import LEAST, Reader, column_of
from models.quantization import ScalarSetup, centroids, evaluate, lloyd_max, scalar_walk
from models.quantization.scalar import build_source, source_only
from models.quantization.sources import drawn_heights, levels_of
from pages.quantization.pictures.levels import answers, keep_own_in_step, stage, walked
from pages.quantization.stories.scalar import STATIONS
from playground import bring, catalog, lesson, page

TOPIC = catalog.topic("scalar")
SLUG = TOPIC.slug
TABLES = Reader(columns=1, least=LEAST, density=False)
PLOTS = {"gained": "Signal to noise", "missing": "What is missing to the bound"}


def own_source(setup: ScalarSetup) -> None:
    """Where a density is drawn, and where a table comes in."""
    if setup.source == "drawn":
        bring.drawing(
            "Draw the density from left to right: its outline counts.",
            "paper",
            (-4.0, 4.0, 0.0, 1.0),
            bring.into(SLUG, "drawing", heights),
            axes=("u", "p(u)"),
        )
    if setup.source == "column":
        label = "A table with a column of numbers"
        take_column = bring.into(SLUG, "column", lambda found: column_of(found.values))
        bring.table(label, "table", 5, TABLES, take_column, ("Column",))


def heights(strokes: bring.Strokes) -> tuple[int, ...]:
    """The outline of a drawing, none of an empty one."""
    return levels_of(drawn_heights(strokes)) if strokes else ()


def show(setup: ScalarSetup) -> None:
    """The quantizer, its numbers, and how it compares at other rates."""
    source = build_source(setup)
    # Here and not in the fragment, which would show a refusal as a crash.
    steps = walked(setup.model_dump_json())
    answers(source_only(setup).model_dump_json(), steps["levels"].shape[1])
    stage(setup, source, steps)
    lesson.beside_the_notes(
        "The notes repeat steps 1 and 2, and nothing ever moves; read 2 and 3. The switch is "
        "*Steps repeated*, under *More*. They also print a_j = E[V | V in the cell], which is a_j "
        "itself; read E[U | U in the cell]. And the outer boundaries are b₀ = −∞ and b_N = +∞."
    )


def at_other_rates(setup: ScalarSetup) -> None:
    if setup.source == "mixture":
        pictures.fixed_point_readouts(setup)
    pictures.rates(setup)


page.opened(TOPIC, ScalarSetup, before=keep_own_in_step, brings=own_source).computed(
    show,
    STATIONS,
    page.Data(
        lambda setup: walked(setup.model_dump_json()),
        scalar_walk,
        {"levels": "step level", "boundaries": "step boundary", "distortion": "step"},
    ),
    code=(evaluate, centroids, lloyd_max),
    below=at_other_rates,
)
