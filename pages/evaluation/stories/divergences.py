"""The story of the divergences: a function, its conjugate, a bound, a best Gaussian."""

from models.gans.divergences import BoundSetup, FitSetup, Formula, TangentSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Tangents",
        TangentSetup(),
        "The tangent at u has the slope t and meets the axis at −f*(t); all lines u t − f(u) "
        "together have f* as their envelope.",
        "Switch *Without slope at 1* on. What changes, and what does not?",
        "f is turned until it is flat at 1, and f* moves to the side and down by 1. $D_f$ stays: "
        "E_q (p/q − 1) is 0.",
    ),
    Preset(
        "Your own f",
        TangentSetup(divergence="own"),
        "Drag the knots. At first f is |u − 1|/2, total variation; its conjugate is −½, then t "
        "itself, and infinite beyond ½.",
        "Lift one knot above its neighbours. Why is that no divergence?",
        "It is not convex there, and $D_f$ could be negative: two different laws would be closer "
        "than a law to itself (Jensen).",
    ),
    Preset(
        "Type an f",
        TangentSetup(divergence="typed", formula=Formula("(u-1)^2/(u+1)")),
        "This one is Vincze’s and Le Cam’s. Its f* ends at t = 1, for no tangent is steeper. Type "
        "another one under *Knobs*.",
        "How far apart can two laws be by it, and how do you see that in f?",
        "At most f(0) + f′(∞) = 1 + 1 = 2, for laws that never meet. Where f is infinite at 0, or "
        "ever steeper, there is no such limit.",
    ),
    Preset(
        "Bend T",
        BoundSetup(divergence="standard_js"),
        "Drag T towards the dashed T*. The bound climbs from 0 and never passes $D_f$.",
        "Where does it matter least how T is bent?",
        "Where neither law has mass. A discriminator learns nothing there, and says anything.",
        opens={"view": "bound"},
    ),
    Preset(
        "Out of the domain",
        BoundSetup(divergence="reverse_kl", bend=(0, 0, 0, 0, 0, 0.4, 1.2, 1.4, 0)),
        "For reverse KL f* ends at 0. Where T passes it the bound is −∞.",
        "What does f-GAN do so that no network can go there?",
        "Its last layer is an activation into the domain, −e^(−v) for this row.",
        opens={"view": "bound"},
    ),
    Preset(
        "Seek or cover",
        FitSetup(),
        "KL has P’s mean and width and lies across both bumps; reverse KL sits on the heavier one.",
        "Which of the others cover, and do they still if the bumps are 6 apart?",
        "All others cover here. At 6 apart Hellinger’s and Jensen-Shannon’s sit on a bump too; "
        "KL’s and Pearson’s never do, for what Q gives no mass to costs them without limit.",
        opens={"view": "fit"},
    ),
    Preset(
        "One bump",
        FitSetup(apart=1.0),
        "Bumps that lie close are nearly one Gaussian, and all divergences like the same.",
        "From which distance on does reverse KL choose a side?",
        "From 3.1 on, at this width and share: until then both bumps are cheaper to keep. "
        "Jensen-Shannon follows from 4.2 on, Hellinger from 4.7 on.",
        opens={"view": "fit"},
    ),
]
