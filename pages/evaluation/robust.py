"""Robust statistics: a centre among outliers, and the estimators that GANs are."""

from collections.abc import Callable, Mapping
from typing import Any

from models.frame import over_time
from models.robust import (
    ESTIMATORS,
    SCALES,
    Adversary,
    ComparisonSetup,
    DepthSetup,
    GanEstimatorSetup,
    LocationSetup,
    ScaleSetup,
    SmallSetup,
    ask_depth,
    biases,
    centres,
    deepest,
    depth,
    exact_spreads,
    halfplane,
    huber,
    judge_locations,
    perturb,
    scale_line,
    sizes,
    spreads,
    train_comparison,
    train_gan_estimator,
    trimmed_mean,
)
from pages.evaluation.pictures.robust.comparison import errors
from pages.evaluation.pictures.robust.depth import depths
from pages.evaluation.pictures.robust.gan import gan
from pages.evaluation.pictures.robust.location import estimators
from pages.evaluation.pictures.robust.scale import scales
from pages.evaluation.pictures.robust.small import small
from pages.evaluation.stories.robust import STATIONS
from playground import catalog, live, page

TOPIC = catalog.topic("robust")
VIEWS = {
    "location": "Estimators",
    "scale": "On a line",
    "depth": "Depth",
    "gan": "GAN as estimator",
    "errors": "Error over ε",
    "small": "What is small",
}
SETUPS: dict[str, type[Any]] = {
    "location": LocationSetup,
    "scale": ScaleSetup,
    "depth": DepthSetup,
    "gan": GanEstimatorSetup,
    "errors": ComparisonSetup,
    "small": SmallSetup,
}
SHOW: dict[str, Callable[[Any], None]] = {
    "location": estimators,
    "scale": scales,
    "depth": depths,
    "small": small,
}
COMPUTE: dict[str, Callable[..., Any]] = {
    "location": judge_locations,
    "scale": scale_line,
    "depth": ask_depth,
    "small": perturb,
}
CODE: dict[str, tuple[Callable[..., Any], ...]] = {
    "location": (judge_locations, centres, trimmed_mean, huber, biases),
    "scale": (scale_line, spreads, exact_spreads),
    "depth": (ask_depth, depth, deepest, halfplane),
    "small": (perturb, sizes),
}
AXES: dict[str, Mapping[str, str]] = {
    "location": {"points": "frame point (x y)"}
    | {"reach": "frame distance"}
    | {f"{name}_bias": "frame distance" for name in ESTIMATORS},
    "scale": {"points": "frame point"}
    | {"place": "frame place"}
    | {f"{name}_over": "frame place" for name in SCALES},
    "depth": {"points": "frame point (x y)", "field": "frame y x"},
    "small": dict.fromkeys(("x", "clean", "far", "moved"), "frame x"),
}

RUN_AXES: dict[type[Any], Mapping[str, str]] = {
    GanEstimatorSetup: {"centre": "(x y)", "field": "y x"},
    ComparisonSetup: {"errors": "loss share sample", "classical": "estimator share sample"},
}
TRAIN: dict[str, Callable[..., Any]] = {"gan": train_gan_estimator, "errors": train_comparison}


def view(screen: live.Screen[Any]) -> None:
    """The picture of what was trained, which is that of its own setup."""
    if isinstance(screen.setup, GanEstimatorSetup):
        gan(screen)
    else:
        errors(screen)


opened = page.opened(TOPIC, SETUPS, views=VIEWS)
if opened.view in TRAIN:
    train = TRAIN[opened.view]
    opened.trained(
        train, view, STATIONS, lambda setup: RUN_AXES[type(setup)], code=(train, Adversary)
    )
else:
    compute = COMPUTE[opened.view]
    opened.computed(
        SHOW[opened.view],
        STATIONS,
        page.Data(lambda setup: over_time(list(compute(setup))), compute, AXES[opened.view]),
        code=CODE[opened.view],
    )
