"""The story of the page of poles and zeros: noise, a filter, and back."""

from models.processes import FactorSetup, ProcessSetup, WhitenSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A resonance",
        ProcessSetup(),
        "Drag the pole along the circle: the path swings faster, the peak of S moves with the "
        "angle. Drag it outwards: the peak sharpens, and the autocorrelation dies out later.",
        "What do angle and radius of a pole say, in a word each?",
        "The angle is the frequency at which the process likes to swing, the radius for how long: "
        "l[n] and R[m] fall like the radius to the power of n.",
    ),
    Preset(
        "A memory",
        ProcessSetup(poles=((0.9, 0.0),)),
        "One real pole: R[m] falls like 0.9 to the power of m, and most power lies at slow "
        "frequencies.",
        "How much of the power can be predicted from the past?",
        "All but 1 of R[0] = 1/(1 - 0.81) = 5.26, that is 7.2 dB of prediction gain.",
    ),
    Preset(
        "Alternating",
        ProcessSetup(poles=((-0.9, 0.0),)),
        "The same pole on the other side: each step likes to undo the last, and the power lies at "
        "ω near π.",
        "Is it harder to predict than the slow one?",
        "No: the gain is the same 7.2 dB. What counts is how far S is from flat, not where its "
        "power lies.",
    ),
    Preset(
        "A zero",
        ProcessSetup(poles=(), zeros=((-0.5, 0.0),)),
        "A moving average: l[n] and R[m] end after one step, the whitening response does not.",
        "Which pictures would end if the zero were a pole?",
        "The whitening response: poles of L are zeros of Γ. An autoregression is whitened by "
        "finitely many numbers.",
    ),
    Preset(
        "Whitened",
        WhitenSetup(poles=((0.62, 0.62),), zeros=((-0.5, 0.0),)),
        "Noise is made into x by L, x into noise by Γ = 1/L, and that into x again. Nothing is "
        "lost on the way.",
        "What does Γ know that makes it possible?",
        "The correlations. Γ subtracts from x[n] what its past tells of it; what is left is new, "
        "an innovation, and white.",
        {"view": "whiten"},
    ),
    Preset(
        "A gap",
        FactorSetup(poles=((0.62, 0.62),), gap_width=0.4, gap_depth=100.0),
        "σ² is the level that has as much of ln S above as below. Deepen the gap: the level "
        "sinks. At the end of the slider S is 0 there, and σ² is 0.",
        "A narrow band without power, and the whole future is known. Where is the catch?",
        "It takes the whole past, without any noise: a floor of −100 dB in the gap already makes "
        "σ² positive. (Paley and Wiener: σ² > 0 if and only if ln S has a finite integral.)",
        {"view": "factor"},
    ),
    Preset(
        "One over n!",
        FactorSetup(given="exponential"),
        "$S = e^{2\\cos\\omega}$ is no ratio of polynomials, has no roots, and is factored all "
        "the same: half of ln S, exponentiated.",
        "Why is its factor $e^{1/z}$?",
        "ln S = z + 1/z on the circle. The half with powers of 1/z is ln L, so that $L = e^{1/z}$, "
        "and l[n] = 1/n!.",
        {"view": "factor"},
    ),
    Preset(
        "The wrong side",
        ProcessSetup(poles=((0.3, 0.5),), zeros=((-1.6, 0.0),)),
        "This zero lies outside. The spectrum is fine, and the whitening response explodes. "
        "Press *Reflect zeros inside*: S keeps its shape.",
        "Can the spectrum tell on which side of the circle a zero lies?",
        "No. That is why a factor has to be chosen: the one with all zeros inside, minimum phase, "
        "is the only one whose noise can be had back from the past of x.",
    ),
]
