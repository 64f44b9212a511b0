"""The story of the page on change of variables, in order, and what the notes print otherwise."""

from models.change_of_variables import (
    CurveSetup,
    DiscreteSetup,
    FoldSetup,
    LinearSetup,
    LotusSetup,
    WarpSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Squeeze",
        CurveSetup(),
        "Where the curve is flat, much of z lands on little of x, and the density is high. Drag a "
        "point: the area with the factor stays 1.000, the area without it does not.",
        "The orange strips stand over different widths. What do they have in common?",
        "Their area. The mass of a stretch of z travels unchanged: q₁(x) dx = q₀(z) dz, so the "
        "height is divided by the slope dx/dz of the curve.",
    ),
    Preset(
        "Quantiles",
        CurveSetup(map="beta"),
        "A uniform z through the quantile function F⁻¹ has the law F: this is inverse sampling.",
        "The area without the factor is 1.000 here. Is the factor superfluous?",
        "No: without it the density is flat. Its area is the mean slope of g, which happens to be "
        "1 because g maps (0, 1) onto (0, 1). An area of 1 alone does not make it right.",
    ),
    Preset(
        "Area",
        LinearSetup(density="eight_gaussians", matrix=((1.2, 0.6), (-0.8, 0.9))),
        "Each unit cell becomes a parallelogram of area |det A|, wherever it lies. Drag both "
        "columns onto one line.",
        "Why does the density pale everywhere by the same factor?",
        "A linear map has one and the same matrix of derivatives everywhere, A itself: every "
        "area grows by |det A|, so every density falls by it.",
        {"view": "linear"},
    ),
    Preset(
        "Crowded pole",
        WarpSetup(),
        "det J is the growth of areas, from place to place: in polar coordinates it is r, so "
        "a uniform radius crowds at the pole. Make the cell smaller: the ratio of the areas "
        "tends to 1.",
        "In polar coordinates, which law of r gives the uniform disc?",
        "One with density proportional to r, such as r = R√U: it makes up for det J = r. Choose "
        "it under “Law of r”.",
        {"view": "nonlinear"},
    ),
    Preset(
        "Two roots",
        FoldSetup(),
        "Two points land on y, and each brings its density, divided by its own slope. Move y, "
        "and choose a mean other than 0: the pieces differ, the sum is still exact.",
        "For x², the density is infinite at y = 0. How can its area be 1?",
        "The slope 2x vanishes at x = 0, so the density grows like 1/√y: too slowly for an "
        "infinite area. With mean 0 it is the χ² law with one degree of freedom.",
        {"view": "fold"},
    ),
    Preset(
        "Without q",
        LotusSetup(layers=3),
        "The mean of h under q_K is found from samples of q₀ alone: no density, no determinant.",
        "How many more samples does one more correct digit cost?",
        "A hundred times as many: the error falls as one over the root of n.",
        {"view": "lotus"},
    ),
    Preset(
        "Masses meet",
        DiscreteSetup(),
        "Masses only move. Where values meet, they add, and nothing is ever divided by a slope.",
        "Why does 2x + 1 not halve the masses, though it doubles all distances?",
        "A mass sits on a point, which has no width to be stretched. A density is mass per width, "
        "and only that width changes.",
        {"view": "discrete"},
    ),
]

#: What the notes print otherwise, and how it is meant, for each view.
ERRATA = {
    "curve": "The notes write one letter q for both laws, q(x̃) = q(x) |det ∂f⁻¹/∂x|. They are two: "
    "q₁(x̃) = q₀(x) |det ∂f⁻¹/∂x̃| at x = f⁻¹(x̃).",
    "linear": "Where the notes print |∇g⁻¹(x)| as the factor, read |det ∇g⁻¹(x)|: the volume that "
    "the whole matrix takes, not its size.",
    "nonlinear": "The notes print 1/|det J| and not where. J is taken at x = g⁻¹(w), the point "
    "that w came from, and the formula holds on the image of g, not on all of the plane.",
    "fold": "The notes ask for det J ≠ 0 everywhere. Here it vanishes, or does not exist, on the "
    "fold, a set without mass; each piece beside it is one-to-one, and the pieces are summed.",
    "discrete": "The notes sum over “x : f⁻¹(y)”; read x ∈ f⁻¹(y). The pmf they find is that of Y.",
    "lotus": "Where the notes say that the mean can be written “under q_K” without the log-det "
    "terms, read under q₀.",
}
