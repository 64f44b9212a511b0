"""The story of prediction: order by order, ahead, and what is not known."""

from models.processes import AheadSetup, EntropySetup, LatticeSetup, OrdersSetup, TriangleSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Two suffice",
        OrdersSetup(),
        "Play the orders: each adds a bar, the error falls, and after the second nothing more "
        "happens but noise. What is left is white.",
        "The error on the fitted part falls with every order. Why not take the highest?",
        "Because every order fits some noise. On the held-out quarter the error does not go on "
        "falling: from order 2 to 12 it rose on 63 of 100 seeds. AIC charges 2 for each "
        "coefficient.",
    ),
    Preset(
        "The lattice",
        LatticeSetup(),
        "Play the stages: each crosses what is left forward and backward, and takes away what one "
        "tells of the other. The power falls twice, then nothing is left to take.",
        "A fifth stage is added. What of the first four has to be computed again?",
        "Nothing. Their coefficients stay; in the direct form all of a₁ … a₄ would change.",
        {"view": "lattice"},
    ),
    Preset(
        "A sharp line",
        OrdersSetup(series="resonance", size=100, method="burg"),
        "A hundred steps of a sharp resonance. The periodogram is a comb; two numbers give the "
        "line. Turn the method to Yule-Walker: its peak is blunt.",
        "Why does Yule-Walker blunt the peak?",
        "It takes R̂[m] divided by n, as if the series were 0 beyond its ends. Burg looks at "
        "errors inside the series only.",
    ),
    Preset(
        "Sunspots",
        OrdersSetup(series="sunspots", most=12),
        "Yule invented autoregressions for these numbers in 1927. Order 2 finds the cycle of "
        "eleven years; order 9 leaves almost nothing.",
        "Order 1 leaves a lag-1 correlation above one half, order 2 almost none. What is in "
        "order 9?",
        "A sharper cycle, which two coefficients damp too soon (the pole's radius goes from 0.81 "
        "to 0.96), and its second harmonic near five years. That it rises faster than it falls no "
        "order can tell: the reversed series has the same correlations, and so the same fit.",
    ),
    Preset(
        "Looking ahead",
        AheadSetup(series="sunspots", order=9),
        "The forecast moves through the held-out years. Near it is sharp; further off it swings "
        "back to the mean, and the band opens almost as far as the part that was fitted.",
        "How wide is the band in the end?",
        "Far enough away, 1.96 standard deviations of the part that was fitted on each side: "
        "nothing of the past is left in it. After twenty years it has come to 94 % of that.",
        {"view": "ahead"},
    ),
    Preset(
        "Maximum entropy",
        EntropySetup(),
        "Each known number narrows what the next may be: the thick bars. Move the choice off the "
        "middle: the entropy falls, and the spectrum grows a peak that nobody measured.",
        "Why is the middle the choice that assumes least?",
        "The smallest prediction error is largest there: E (1 - k²) with k = 0. It is AR(M).",
        {"view": "entropy"},
    ),
    Preset(
        "The triangle",
        TriangleSetup(),
        "Drag (a₁, a₂) across the parabola: two real poles meet and part as a pair.",
        "What do the three sides of the triangle stand for?",
        "The upper side for a pair on the circle, the others for a real pole at 1 and at −1.",
        {"view": "triangle"},
    ),
]
