"""The story of games in normal form: solve them, play them, and why there is a solution."""

from models.games.tables import (
    BrouwerSetup,
    EliminationSetup,
    LearningSetup,
    LemkeSetup,
    MinimaxSetup,
    SpernerSetup,
    SupportsSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Three equilibria",
        SupportsSetup(),
        "Every pair of rows and columns is tried. Two single cells hold, and one mixture: each "
        "player then makes the other indifferent.",
        "In the mixture, whose payoffs decide how often the row player goes to the opera?",
        "The column player's: p makes the column player indifferent. The row player's own payoffs "
        "decide q.",
    ),
    Preset(
        "By chance",
        SupportsSetup(table="random", m=4, n=4, seed=29),
        "Sixteen payoffs for each, drawn by chance. Roll the seed and count the equilibria.",
        "Their number is odd almost always. Why?",
        "Each path of Lemke and Howson has two ends. One of all the ends is the place where "
        "nothing is played, the others are equilibria, and ends come in pairs.",
    ),
    Preset(
        "One after the other",
        EliminationSetup(),
        "No single row beats down, but half up and half middle does. Once it is gone, what was "
        "good against it falls too.",
        "Does it matter which dominated strategy goes first?",
        "Not with strict dominance. With weak dominance it does, and equilibria may be lost: set "
        "the game to Entry.",
        opens={"view": "elimination"},
    ),
    Preset(
        "Follow the labels",
        LemkeSetup(table="shapley"),
        "Drop one label, and whatever comes twice is dropped on the other side, until the first "
        "one comes back. The colours say what is the best answer there.",
        "Where does the path end if you drop another label of the battle of the sexes?",
        "At one or other of the two pure equilibria. The mixed one is joined to neither of them by "
        "a path that starts at nothing.",
        opens={"view": "lemke"},
    ),
    Preset(
        "No saddle",
        MinimaxSetup(),
        "Drag p: the worst answer is the lowest line. A single row secures 1, a single column "
        "holds it to 2, and half of each row secures 1.5.",
        "Why does the gap between 1 and 2 close once both may mix?",
        "The lowest line is lifted to the corner where two lines meet: there a mixture "
        "of these two columns gives the same at every p. Linear programs call it duality.",
        opens={"view": "minimax"},
    ),
    Preset(
        "Learn by playing",
        LearningSetup(),
        "Each answers what the other has shown so far. The shares wind in to a third each.",
        "Set it to replicator dynamics. Does it arrive?",
        "Never: the sum of two divergences stays what it was, and it circles, as the gradient "
        "flow does in the bilinear game. Steps of any length spiral outward there.",
        opens={"view": "learning"},
    ),
    Preset(
        "Shapley's circle",
        LearningSetup(table="shapley", rounds=1000),
        "Not zero-sum: the shares go round and round, each lap longer than the last.",
        "There is an equilibrium, one third each. Why is it not found?",
        "Whoever plays best by what was seen is followed, and then left, by the other. Shapley "
        "(1964) showed that these laps never end.",
        opens={"view": "learning"},
    ),
    Preset(
        "It must cross",
        BrouwerSetup(),
        "Drag the curve as you like: from the left side to the right it crosses the diagonal.",
        "Tear it in the middle. Can it escape now?",
        "Yes: high on the left, low on the right, and a jump over the diagonal. Continuity is what "
        "Brouwer's theorem needs, and what best answers as such do not have.",
        opens={"view": "brouwer"},
    ),
    Preset(
        "On the triangle",
        SpernerSetup(),
        "Each corner is labelled by a share that Nash's map does not raise. The walk goes in "
        "through a door on the right side, and ends where all three labels meet.",
        "Make the parts smaller. What does the last triangle close on?",
        "On a mixture that the map leaves where it is: an equilibrium, if both have the row "
        "player's payoffs. An odd number of triangles has all labels, so there is always one.",
        opens={"view": "sperner"},
    ),
]
