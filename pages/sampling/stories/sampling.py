"""The story of the sampling page, in order."""

from models.sampling.experiments import (
    ContestSetup,
    CubeSetup,
    FallSetup,
    PlaneSetup,
    RaceSetup,
    ThrowSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Falling",
        FallSetup(),
        "A uniform number runs to the curve of F and falls: where F is steep many of them land, "
        "and the pile grows under the dashed exact law.",
        "Where do most draws land, where F is high or where F is steep?",
        "Where it is steep: an interval of x gets as many draws as F rises over it, so the piles "
        "have the shape of the slope of F, which is the density. **You can now say** how a uniform "
        "number becomes a draw of any law: x = F⁻¹(u).",
    ),
    Preset(
        "Back",
        FallSetup(law="normal", direction="back"),
        "Each draw goes up to the curve and left to F(X): the heights fill the axis evenly.",
        "Why does F(X) forget everything about the law?",
        "P(F(X) ≤ v) = P(X ≤ F⁻¹(v)) = v for every continuous F: each law becomes the same uniform "
        "one. Goodness-of-fit tests live on that: the KS distance of F(X) needs one table for all "
        "laws.",
    ),
    Preset(
        "Jumps",
        FallSetup(law="jumps", u=0.4),
        "F jumps at 0 and at 3, and is level from 1 to 2: every u within a jump gives the same x, "
        "and no draw lies in the gap. Drag u to 0.65. Then turn *Direction*: a jump piles up at "
        "one height, so the notes' claim that F(X) is uniform fails, until you *Fill the jumps*.",
        "Which x belongs to u = 0.4, and which to u = 0.65? And how large is the KS distance of "
        "F(X)?",
        "The least c with F(c) ≥ u. For u = 0.4 that is 0, the place of the jump; F(0) = 0.5 is "
        "already above u. For u = 0.65 the whole level part reaches it, and the least place is its "
        "left end, 1. **You can now say** why F⁻¹(u) = min{c : F(c) ≥ u} works for every law. "
        "Back again the KS distance is 0.25, the height of the larger jump: just below F = 0.5 a "
        "uniform law has already half of its mass, F(X) only a quarter. Spread over the jump, "
        "F(X−) + V·(F(X) − F(X−)) is uniform for every law.",
    ),
    Preset(
        "Box-Muller",
        PlaneSetup(),
        "The square flows into the plane: a line of constant u₁ becomes a circle, a line of "
        "constant u₂ a ray. Drag the pair. Then turn on *As printed in the notes*: with −1 in "
        "place of −2 the circles are squashed to ellipses, and z₁ has the standard deviation "
        "0.7071.",
        "Which edge of the square becomes the origin, and which goes to infinity? With the slip, "
        "are z₀ and z₁ still independent?",
        "u₁ = 1 has the radius √(−2 ln 1) = 0; u₁ → 0 goes to infinity, though slowly: "
        "u₁ = 0.001 lies at 3.7. **You can now say** why R² = −2 ln u₁ and Θ = 2πu₂ give two "
        "independent normal numbers. With the slip z₁ is the right one times √½, and a constant "
        "factor makes nothing dependent: the correlation stays 0 within its noise, and only the "
        "standard deviation and the KS distance of z₁ show that it is not N(0, 1).",
        {"view": "box_muller"},
    ),
    Preset(
        "Gumbel",
        RaceSetup(),
        "Every symbol gets log P and a noise of its own; the largest wins, and the piles of the "
        "winners grow to P.",
        "What happens if all symbols share one uniform number, as the notes print it?",
        "The same is added to every logarithm, so the most probable symbol wins every single "
        "time: turn on *As printed in the notes*. With *Take the k largest* at 2 the two in front "
        "are a sample without replacement.",
        {"view": "gumbel"},
    ),
    Preset(
        "Rejection",
        ThrowSetup(),
        "Points fall evenly under M·q; those under p stay. M is as low as it can be: the curves "
        "touch at ±1.",
        "What is lost when M is twice as high? Drag M.",
        "Half of the points again: the share that is kept is 1/M, whatever p and q look like. "
        "0.7602 for a normal law under a Laplace law, 0.6577 under a Cauchy law.",
        {"view": "rejection"},
    ),
    Preset(
        "Light tail",
        ThrowSetup(target="cauchy", proposal="normal"),
        "M grows and grows, and p still comes out of M·q, only further away.",
        "Why is the reverse, a normal law under a Cauchy law, possible?",
        "p/q has to be bounded. exp(−x²/2)·(1 + x²) is; (1 + x²)⁻¹·exp(x²/2) is not. The tail of "
        "the proposal must be at least as heavy as that of the target.",
        {"view": "rejection"},
    ),
    Preset(
        "Dimensions",
        CubeSetup(),
        "The same points get one coordinate more in every frame: soon none lies in the ball.",
        "How many points must be thrown in fifty dimensions until one is kept?",
        "About 6.5 · 10²⁷. The ball fills 0.785 of the square, 0.0025 of the cube in ten "
        "dimensions, and 1.5 · 10⁻²⁸ in fifty. That is why one walks instead of throwing: Markov "
        "chains.",
        {"view": "dimensions"},
    ),
    Preset(
        "All",
        ContestSetup(),
        "Every method draws from one law, and √n (Fₙ − F) mostly stays in the dashed band: the "
        "random walk leaves it, for its neighbours repeat one another.",
        "Which method would you take for a normal law, and which for a density in a thousand "
        "dimensions?",
        "On the line a formula or the inverse: each draw is useful, millions a second. In a "
        "thousand dimensions there is no F to invert and rejection keeps nothing; a chain that "
        "uses the gradient is what is left.",
        {"view": "which"},
    ),
]
