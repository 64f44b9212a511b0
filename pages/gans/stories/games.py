"""The story of the games page: why two descents are not one."""

from models.games import GameSetup, MethodsSetup, OrdersSetup, TableSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Outward",
        GameSetup(),
        "Both players follow their own slope, and together they spiral away from the equilibrium.",
        "Each takes a step that is good for itself. Where does the growth come from?",
        "Both answer where the other was, not where it is. A step is at a right angle to the way "
        "to the equilibrium, so by Pythagoras the distance grows by √(1 + h²).",
    ),
    Preset(
        "In turn",
        GameSetup(method="alternating"),
        "The second player sees the first one's move: the path stays on an ellipse, and never "
        "arrives.",
        "The eigenvalues lie on the unit circle. Up to which step size?",
        "Below h = 2 in the bilinear game: the determinant is 1 and the trace 2 − h², and a pair "
        "of that kind is complex while |trace| < 2.",
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
        "The smallest GAN: the data are a point at 0, the model a point at x. It spirals "
        "outward, and never arrives.",
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
    Preset(
        "Four methods",
        MethodsSetup(),
        "The same start, the same step, four ways to move: out, around, and twice inward.",
        "Two of them look ahead. What does each of these look at?",
        "Unrolling foresees the discriminator's next updates and differentiates through them. "
        "Extragradient moves both players on trial, and takes the slopes it finds there.",
        opens={"view": "four"},
    ),
    Preset(
        "Both orders",
        OrdersSetup(),
        "On the left the generator answers the D that stands, and hops from mode to mode; on the "
        "right it answers what D will be, and keeps all of them.",
        "Both orders of this game have the value −ln 2. Why does the left one collapse all the "
        "same?",
        "V is linear in q, so against a fixed D everything on the mode of the largest D is a best "
        "answer. Only against a D that is the same on all modes is every q as good; but D has "
        "just answered q, and is 1 on every mode that q left empty.",
        opens={"view": "orders"},
    ),
    Preset(
        "In tables",
        TableSetup(),
        "Matching pennies has no equilibrium of single strategies: whoever can be guessed loses.",
        "Which of the four games have an equilibrium without mixing?",
        "The battle of the sexes has two and a mixed one, the prisoner's dilemma one: both "
        "confess, though both would earn more by staying silent.",
        opens={"view": "table"},
    ),
]
