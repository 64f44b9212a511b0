"""The story of robust statistics, in order."""

from models.robust import (
    ComparisonSetup,
    DepthSetup,
    GanEstimatorSetup,
    LocationSetup,
    ScaleSetup,
    SmallSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Drag the outliers",
        LocationSetup(),
        "A fifth of the points is wherever you drag it. The mean follows all the way; the others "
        "go with it for a while, and then no further.",
        "Where do outliers do most harm to Huber's estimator?",
        "Anywhere beyond its k: from there on their pull is the same, however far they are.",
    ),
    Preset(
        "Too many",
        LocationSetup(contamination=0.4, outliers_at=(5.0, 2.0)),
        "At two fifths the trimmed mean and the deepest point are gone with the mean. The median "
        "and Huber's estimator still hold, but far off.",
        "Why does the deepest point of the plane give up at a third?",
        "Every half-plane about the outliers holds them all: their depth is ε. The centre keeps "
        "only (1 − ε) / 2, which is less from ε = 1/3 on.",
    ),
    Preset(
        "A spread",
        ScaleSetup(),
        "The same on a line, for the scale: the standard deviation runs off with the outliers, "
        "the quartiles' range and the MAD stop.",
        "Which share of outliers does each of the two bear?",
        "The range a quarter: then a quartile is an outlier. The MAD a half, as the median does.",
        {"view": "scale"},
    ),
    Preset(
        "Depth",
        DepthSetup(),
        "The half-plane on whose edge the point lies holds as few points as can be. That number "
        "is its depth; the contours are where it is the same.",
        "How deep is the deepest point of a symmetric law without outliers?",
        "A half. With outliers at one place (1 − ε) / 2, on a whole segment towards them.",
        {"view": "depth"},
    ),
    Preset(
        "JS-GAN",
        GanEstimatorSetup(),
        "The generator N(η, I) begins at the mean. Its discriminator has eight hidden units, "
        "fences the outliers off, and η comes back to the centre.",
        "The law of the points is none of the generators. Why does it help?",
        "No move of η makes up for the outliers: they are given up, as a fake that cannot be made.",
        {"view": "gan"},
    ),
    Preset(
        "TV-GAN",
        GanEstimatorSetup(loss="tv"),
        "Its discriminators are half-planes with a soft edge. η ends where the deepest point may: "
        "bounded, however far the outliers are, but off.",
        "Why is it next of kin to the deepest point?",
        "Both ask about half-planes alone, and for the largest difference of their mass.",
        {"view": "gan"},
    ),
    Preset(
        "A linear critic",
        GanEstimatorSetup(loss="w1", width=0, steps=1500),
        "A linear h with cut weights sees only means, and η circles around the mean of all points.",
        "Would the exact W₁ do better?",
        "On a line yes: the location with the smallest W₁ has a bounded bias. What breaks is the "
        "weak h, not the distance.",
        {"view": "gan"},
    ),
    Preset(
        "All shares",
        ComparisonSetup(),
        "Twenty-seven GANs of each kind at once. The JS-GANs stay flat, near √(d/n); TV-GANs bend "
        "up like the deepest point; W₁-GANs are nowhere safe.",
        "What changes in eight dimensions?",
        "The median's error grows with √d, that of a JS-GAN hardly: set d to 8 and train again.",
        {"view": "errors"},
    ),
    Preset(
        "What is small",
        SmallSetup(),
        "A tenth of the mass far away, or all mass a little: to TV the first is worth a shift of a "
        "quarter, to W₁ one of 0.4, and more the farther it goes.",
        "Which of them calls an outlier at infinity small?",
        "TV, JSD and the half-lines: it is ε at most, or bounded. To W₁ it is as large as it is "
        "far.",
        {"view": "small"},
    ),
]
