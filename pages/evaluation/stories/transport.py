"""The story of transport: the cheapest plan, and the proof that none is cheaper."""

from models.transport import CriticSetup, DualSetup, LinesSetup, PlanSetup, best_potentials
from playground.lesson import Preset

BEST = best_potentials(DualSetup())
STATIONS = [
    Preset(
        "Move the earth",
        PlanSetup(),
        "Each point goes to one other, and no two ways cross: crossed ways could be swapped, and "
        "would be shorter.",
        "Drag one point of P far away. Does only its own way change?",
        "Often a whole chain of points changes its goals: the plan is the best one for all.",
    ),
    Preset(
        "Split",
        PlanSetup(p_points=10, q_points=15, q_cloud="circles"),
        "Ten points of a tenth each go to fifteen places for a fifteenth each: points have to be "
        "split.",
        "How many of the 150 ways are used?",
        "At most 10 + 15 − 1 = 24: a corner of the set of plans uses no more ways than it has "
        "independent equations, which is why the simplex method finds such a plan.",
    ),
    Preset(
        "Blur it",
        PlanSetup(solver="sinkhorn", epsilon=0.5),
        "Half-step by half-step rows and columns are scaled in turn until both fit. The plan is "
        "blurred, and costs more than the cheapest.",
        "What happens if you turn ε down?",
        "The plan becomes the exact one, and the half-steps it takes grow as 1/ε.",
    ),
    Preset(
        "Shadows",
        PlanSetup(solver="sliced", q_cloud="right"),
        "Seen on a line, the plan is sorting. Between the two blobs the distance is largest along "
        "the axis that joins them, and almost nothing across it.",
        "Why is the sliced distance less than W₁?",
        "A shadow shortens every way, and no direction shows all ways at their full length. For a "
        "shift it is 2/π = 0.64 of W₁: the mean of |cos θ|.",
    ),
    Preset(
        "On a line",
        PlanSetup(solver="sorted", p_points=12, q_points=12, q_cloud="right"),
        "Equal levels of the two cdfs are matched; the area between them is W₁.",
        "Drag a point of P to the right. By how much does W₁ change?",
        "By its mass, a twelfth, times how far it was moved towards its goal: the area loses just "
        "this rectangle.",
    ),
    Preset(
        "Prove it",
        DualSetup(),
        "Drag f up, where P is: the dual value climbs. Where f is above the dashed κ the bound "
        "f(x) + g(y) ≤ |x − y| is broken, and glows.",
        "Press f := κ, then g := −f. Why does the dual value never fall, if nothing is broken?",
        "f ≤ κ, for κ is the largest potential that goes with g; and g ≤ −κ, for κ(y) ≤ "
        "|y − y| − g(y). Both steps raise a potential, or leave it.",
        opens={"view": "duality"},
    ),
    Preset(
        "Gap 0",
        DualSetup(f=BEST[0], g=BEST[1]),
        "f = −g has slopes 1 and −1, and the dual value is W₁: no plan is cheaper, and no pair "
        "proves more. Mass moves only between pairs that leave no room.",
        "Where does f have its kinks?",
        "Where the cdfs of P and Q cross: f falls where more of P than of Q lies to the left, so "
        "that mass has to pass to the right, and rises where it has to pass to the left.",
        opens={"view": "duality"},
    ),
    Preset(
        "Two lines",
        LinesSetup(),
        "Drag Q: KL is infinite, JSD stands at ln 2 and TV at 1 wherever else than P it is, and W₁ "
        "is the distance. Only W₁ and W₂ pull at the point.",
        "Give both lines a width of 0.5. Which distances pull now, and how strongly from far away?",
        "All do, but TV only where the densities cross. From a distance of 3 the slope of JSD is "
        "0.012, that of KL 12, and that of W₁ still 1.",
        opens={"view": "lines"},
    ),
    Preset(
        "Critics",
        CriticSetup(),
        "Each critic climbs E_p h − E_q h. Divided by its steepest slope it proves a bound, which "
        "never passes W₁: two critics come within a tenth of it, the clipped one does not.",
        "Turn *Clip at* to 0.5. Does the clipped critic find a larger distance?",
        "Its E_p h − E_q h grows about a hundredfold, but so does its slope: it proves a quarter "
        "more at most. The number of a critic is a distance only if its slope is known.",
        opens={"view": "critics"},
    ),
]
