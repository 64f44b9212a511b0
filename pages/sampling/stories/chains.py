"""The story of the Markov chains, in order."""

from models.sampling.experiments import SideSetup, WalkSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A walk",
        WalkSetup(),
        "Four chains begin far apart and forget it: their histogram fills the dashed law. Drag the "
        "step size and watch the acceptance, 70 % at 1.",
        "Is a larger acceptance better?",
        "No. With tiny steps nearly everything is accepted and the chain creeps; with huge ones "
        "nearly nothing is and it stands. For a normal law the mean squared jump is largest at "
        "2.426, where 44 % are accepted.",
    ),
    Preset(
        "The best step",
        WalkSetup(step=2.4, steps=1000),
        "At 2.4 neighbours are the least alike: the autocorrelation is 0.628, and no step size "
        "gives a lower one.",
        "How many steps are worth an independent draw?",
        "Between four and five: the effective size is some 23 % of the draws, and no step of a "
        "random walk on this law gives much more. **You can now say** why one reports the "
        "effective size, and not the number of draws.",
    ),
    Preset(
        "Two modes",
        WalkSetup(target="two_modes", distance=12.0, step=1.0, steps=1000),
        "The chains on the left never see the mode on the right. Each looks fine by itself; R-hat "
        "is far above 1.",
        "What would one chain alone have told you?",
        "Nothing wrong: a steady acceptance, a smooth trace. Only chains from far apart show that "
        "they disagree. Turn on *Start together*: all four agree, R-hat is 1, and half of the law "
        "is missing.",
    ),
    Preset(
        "On the plane",
        WalkSetup(target="moons", step=0.5),
        "Trails on the moons: green arrows are accepted, pink ones refused.",
        "Why are there so many refusals with a long step?",
        "The moons are thin: a long jump nearly always lands beside them. The step has to be of "
        "the width of the law, though its length is many times that.",
    ),
    Preset(
        "Three methods",
        SideSetup(target="normal"),
        "The same number of calls for each, each at the best of its step sizes: a thousand calls "
        "of a Langevin chain are worth half as much again as those of a random walk, or more.",
        "What does the gradient buy?",
        "A Langevin step drifts uphill, and a Hamiltonian one rolls far before it is judged: it "
        "lands on the other side, so its draws are worth more than independent ones for the mean. "
        "Each costs more calls, and on one bump they pay.",
        {"view": "side"},
    ),
    Preset(
        "Eight bumps",
        SideSetup(),
        "Eight bumps with gaps between them: now the random walk is worth many times the others, "
        "which stay where they are, and R-hat says so.",
        "Why do the better methods fail here?",
        "The gradient leads back to the bump one comes from, and between the bumps there is none "
        "to follow. A random walk with long steps jumps across by luck, nine times in a hundred. "
        "No method is the best for all laws.",
        {"view": "side"},
    ),
]
