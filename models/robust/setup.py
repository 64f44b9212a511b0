"""Every knob of robust statistics: one setup for each view that follows a hand."""

from typing import Annotated, Literal

from models.setup import Setup, knob, rate_knob, seed_knob, steps_knob
from models.values import Number, Place, within

FARTHEST = 5.0  # of the outliers and of a point, on both axes

Far = Annotated[Place, within(FARTHEST)]


class HuberSetup(Setup):
    """Huber's model: (1 - ε) N(0, I) + ε Q, where Q lies on one place that a hand drags."""

    contamination: float = knob(
        0.2,
        "Outliers ε",
        "The share of the points that somebody put where they wanted.",
        low=0.0,
        high=0.45,
        step=0.05,
    )
    points: int = knob(
        200, "Points", "How many points there are, with the outliers.", low=20, high=500, step=10
    )
    seed: int = seed_knob("Draws the points; the same seed, the same points.")


class PlaneSetup(HuberSetup):
    """Points of the plane, with the outliers at one place."""

    outliers_at: Far = knob((4.0, 1.0), "Outliers at", "Where they stand, as dragged.", hidden=True)


class TunedSetup(Setup):
    """What some estimators leave to be chosen."""

    bend: float = knob(
        1.345,
        "Huber's k",
        "How far from the estimate a point has its full pull: at 0 the median, at infinity the "
        "mean.",
        low=0.05,
        high=5.0,
        log=True,
    )
    trim: float = knob(
        0.25,
        "Trimmed share α",
        "The share of the points that is left out at each end of each coordinate.",
        low=0.0,
        high=0.45,
        step=0.05,
    )


class LocationSetup(PlaneSetup, TunedSetup):
    """Estimators of the centre."""


class DepthSetup(PlaneSetup):
    """How deep a point lies in the cloud."""

    point: Far = knob((1.0, -1.0), "Point", "Where one asks, as dragged.", hidden=True)


class ScaleSetup(HuberSetup):
    """Estimators of the spread, on a line."""

    outlier_at: Annotated[Number, within(FARTHEST)] = knob(
        4.0, "Outliers at", "Where they stand on the line, as dragged.", hidden=True
    )


class SmallSetup(Setup):
    """Two small perturbations of N(0, 1): a little mass moved far, and all mass moved a little."""

    far_share: float = knob(
        0.1,
        "Mass moved far ε",
        "The share of the mass that is taken away and put down elsewhere.",
        low=0.0,
        high=0.45,
        step=0.01,
    )
    goes_to: Annotated[Number, within(FARTHEST)] = knob(
        4.0, "Goes to", "Where that mass is put, as dragged.", hidden=True
    )
    moved: Annotated[Number, within(FARTHEST)] = knob(
        0.4, "Moved by", "How far all mass is moved, as dragged.", hidden=True
    )


Loss = Literal["tv", "js", "w1"]
LOSSES = {"tv": "TV-GAN", "js": "JS-GAN", "w1": "W₁-GAN"}


class PlayersSetup(Setup):
    """The discriminator, and how fast both players learn."""

    width: int = knob(
        8,
        "Hidden width",
        "Units of the hidden layer; 0 leaves a linear function. The TV-GAN has no hidden layer: "
        "there as many half-planes are tried at once, one at least.",
        low=0,
        high=32,
        step=1,
    )
    clip: float = knob(
        1.0,
        "Clip at",
        "Before each update every weight of the W₁-GAN's discriminator is cut to [-c, c].",
        low=0.01,
        high=5.0,
        log=True,
    )
    learning_rate: float = rate_knob(
        0.05,
        "Size of the discriminator's first updates; the generator's are two fifths of it.",
        rare=True,
    )


class GanEstimatorSetup(PlaneSetup, PlayersSetup):
    """A generator N(η, I) that is to be where the points are."""

    loss: Loss = knob("js", "Loss", "What the discriminator climbs.", names=LOSSES)
    steps: int = steps_knob(500, "Updates of both players at once.", high=5_000)


class ComparisonSetup(TunedSetup, PlayersSetup):
    """Every estimator at every share of outliers."""

    dimensions: int = knob(
        2,
        "Dimensions d",
        "Of the space. The deepest point is sought in a plane only.",
        low=2,
        high=16,
        step=1,
    )
    outlier_distance: float = knob(
        4.0,
        "Outliers at a distance",
        "How far from the centre all outliers are, on the diagonal.",
        low=0.5,
        high=12.0,
        step=0.5,
    )
    sample: int = knob(
        200, "Points of each sample", "With the outliers.", low=40, high=400, step=20
    )
    seeds: int = knob(
        3, "Samples at each share", "Each has its own points and first weights.", low=1, high=6
    )
    steps: int = steps_knob(300, "Updates of all GANs.", high=3_000)
    seed: int = seed_knob("Of the first sample; the next ones follow.")
