"""The story of the distances: what a discriminator measures, and what it cannot."""

from models.gans.distances import DistanceSetup, LogisticSetup, PackingSetup, ShiftSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Bounds climb",
        DistanceSetup(),
        "Each network climbs towards its divergence and never passes it (its estimate from samples "
        "may); at its best its T is the dashed T* = f′(p/q).",
        "All rows see the same samples. Why do they learn different functions?",
        "T* = f′(p/q) bends the same ratio in a different way for each f. Whoever knows one of "
        "them knows the ratio, and with it all the others.",
        opens={"row": "standard_js"},
    ),
    Preset(
        "Too heavy",
        DistanceSetup(distance=2.0),
        "Pearson's bound stays far below its exact value, e⁴ − 1 = 53.6, where Jensen-Shannon's "
        "is reached almost wholly.",
        "Both networks see the same samples. What does Pearson's ask for that they do not show?",
        "χ² is the mean of a ratio that is huge where samples are rare, and T* has to follow it "
        "there. The ratio enters Jensen-Shannon only through D*, between 0 and 1.",
        opens={"row": "pearson"},
    ),
    Preset(
        "Saturation",
        DistanceSetup(distance=3.0),
        "KL is 4.5 and goes on growing as d²/2; Jensen-Shannon has used up 76 % of its ln 2.",
        "What does that mean for a generator that minimises Jensen-Shannon?",
        "Far away the divergence hardly changes with the distance, so its slope fades: the "
        "generator is told that it is wrong, but not which way is better.",
    ),
    Preset(
        "Exact D",
        LogisticSetup(samples=200_000),
        "Between two Gaussians of one width the best logit is a straight line, so that logistic "
        "regression is D* but for the noise of its samples.",
        "Its cost is about 0.582. Which divergence is that?",
        "The best cost there can be is 0.5817, and ln 2 − 0.5817 = 0.1114 is the JSD of N(0, 1) "
        "and N(1, 1): a discriminator's cost measures a divergence.",
        opens={"view": "logistic"},
    ),
    Preset(
        "Packing",
        PackingSetup(pack=3),
        "One by one the two wrong models are equally far from the data. In packs of three, the "
        "one that misses a mode is at 0.330, the uneven one at 0.184.",
        "Why does the missing mode show so much more in packs?",
        "One real sample of that mode gives the whole pack away, and the larger the pack, the "
        "likelier it holds one: 1 − (7/8)ᵐ. No single pack gives the uneven model away.",
        opens={"view": "packing"},
    ),
    Preset(
        "Lines apart",
        ShiftSetup(),
        "Drag Q: KL is infinite and JS stands at ln 2 wherever else than P it is, and W₁ is the "
        "distance.",
        "Which of the three tells a generator to come closer?",
        "Only W₁: its slope is 1 everywhere. The others jump at distance 0 and are flat "
        "elsewhere. Images lie on thin sheets too, and two of those hardly ever meet.",
        opens={"view": "transport"},
    ),
]
