"""The story of what a transformer can compute, in order."""

from models.expressivity import ConstructionSetup, LearntSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Block by block",
        ConstructionSetup(),
        "Play: first both tokens are cut into eight cells, then attention makes of every pair a "
        "number of its own, then one number after the other is replaced by the value of f.",
        "Which blocks mix the two tokens, and which work on each alone?",
        "Only the shifts, and the block that names, look at other tokens: two heads of size 1 "
        "find the largest and the smallest. Cutting and writing are feed-forward layers with four "
        "neurons, the same for each token.",
    ),
    Preset(
        "Four cells",
        ConstructionSetup(resolution=4),
        "Twenty-six blocks are enough for four cells. Drag X: the numbers beside the picture say "
        "what has become of its two tokens by the block on screen.",
        "What does the id of a token have to know?",
        "The token itself and all the others: the value of f depends on both. That is why the "
        "largest token, which has taken in all shifts, is added to everyone in the end.",
    ),
    Preset(
        "Hills you drag",
        ConstructionSetup(target="hills", resolution=16),
        "Draw your own function: drag its hills. The network is written down anew for each.",
        "Which part of the network depends on f?",
        "Only what is written at last. Cells, shifts and ids are the same for every function.",
    ),
    Preset(
        "Three tokens",
        ConstructionSetup(tokens=3, target="rank"),
        "With three tokens two may share a cell, and a maximum cannot count: {a, a, b} and "
        "{a, b, b} would get one id. One block more looks at all alike and adds a part of the "
        "mean.",
        "The paper leaves such inputs out. Why may it?",
        "Their share of the cube goes to 0 with the size of the cells, and d₂ is an integral. With "
        "four cells it is five eighths of it.",
    ),
    Preset(
        "Sorting fails",
        ConstructionSetup(target="sort"),
        "Sorting gives the first place the smaller token. Blocks without positions treat both "
        "orders alike, so the best they can do is the mean of the two.",
        "How small can the distance become with more cells, or more training?",
        "Not below 1 / √12 = .289, the distance from sorting to its mean over both orders.",
    ),
    Preset(
        "Positions",
        ConstructionSetup(target="sort", positions=True),
        "E adds 0 to the first token and 1 to the second: now each place has cells of its own, and "
        "Theorem 3 holds. Twice the cells, twice the shifts, and the floor is gone.",
        "Why is one number for each place enough?",
        "It moves the places' tokens into intervals that do not meet. From then on the token "
        "itself says where it stands.",
    ),
    Preset(
        "Finer cells",
        ConstructionSetup(target="apart"),
        "The distance falls in proportion to the size of a cell, always below what is proved. The "
        "blocks grow with the square of the number of cells: a proof that something exists, and "
        "no recipe.",
        "How many blocks would ten tokens and 32 cells take?",
        "One for each token among each choice of nine others: about 10¹⁰. The theorem holds h, m "
        "and r fixed and pays in depth.",
        {"view": "finer"},
    ),
    Preset(
        "Learnt",
        LearntSetup(),
        "Two blocks of width 16, learnt from random pairs, come nearer than a thousand blocks that "
        "were written down.",
        "Does that make the theorem useless?",
        "It says that no continuous function is out of reach, up to any distance, and what stands "
        "in the way when one is: the order. How well gradients find it is another question, which "
        "the theorem leaves open.",
        {"view": "learnt"},
    ),
    Preset(
        "The same floor",
        LearntSetup(target="sort"),
        "Without positions training ends where the proof says that it must: at .289, the dashed "
        "line, whatever the width.",
        "What does the learnt field show for sorting?",
        "The mean of both tokens: the same for both orders. Add positions and train again.",
        {"view": "learnt"},
    ),
]
