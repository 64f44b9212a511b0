"""The story of the games page: why two descents are not one."""

from models.games import GameSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Outward",
        GameSetup(),
        "Both players follow their own slope, and together they spiral away from the equilibrium.",
        "Each step is downhill for one and uphill for the other. Where does the growth come from?",
        "Both answer where the other was, not where it is. A step is at a right angle to the way "
        "to the equilibrium, so by Pythagoras the distance grows by √(1 + h²).",
    ),
    Preset(
        "In turn",
        GameSetup(method="alternating"),
        "The second player sees the first one's move: the path closes, and never arrives.",
        "The eigenvalues lie on the unit circle. Up to which step size?",
        "Up to h = 2 in the bilinear game: the determinant is 1 and the trace 2 − h².",
    ),
    Preset(
        "Look ahead",
        GameSetup(method="extragradient"),
        "A trial step, then the real one with the slopes found there: inward.",
        "How fast is it at h = 0.1 and at h = 0.5?",
        "√(1 − h² + h⁴): 0.99504 and 0.90139 a step.",
    ),
    Preset(
        "Unrolled",
        GameSetup(method="unrolled", unroll=5),
        "The generator differentiates through five answers of the discriminator: inward, too.",
        "Set h = 0.5 and keep five steps. Is more unrolling always better?",
        "No: |λ| = 1.396. Too far a look ahead with too large a step overshoots.",
    ),
    Preset(
        "Dirac-GAN",
        GameSetup(game="dirac", rate=0.5, steps=200),
        "The smallest GAN: the data are a point at 0, the model a point at x, and it circles.",
        "Near the equilibrium it behaves like the bilinear game with another rate. Which?",
        "f′(0) = ½: the factor is √(1 + h²/4).",
    ),
    Preset(
        "R1 penalty",
        GameSetup(game="dirac", rate=0.5, penalty=1.0, steps=200),
        "The penalty γ/2 y² is friction on the discriminator: the circling ends.",
        "Which γ is the quickest without any circling?",
        "γ = 1: both eigenvalues of the flow are −½. Below they are complex, above one is slow.",
    ),
]
