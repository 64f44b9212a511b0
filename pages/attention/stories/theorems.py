"""The story of tasks with a theorem, in order."""

from models.attention.theorems import AdditionSetup, CarrySetup, ChainsSetup, WordsSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A chain never met before",
        ChainsSetup(),
        "Every sequence comes from a transition matrix of its own. The transformer's P(next is A) "
        "jumps with every letter, as Laplace's does: it counts what followed this letter so far. "
        "On ten of ten seeds it came within .008 nats of Bayes.",
        "Which numbers did it learn, if every chain is new?",
        "None of a chain. It learnt an estimator: the posterior mean (n_ij + 1) / (n_i + k) is the "
        "best there is when rows are even on the simplex, and the loss has nowhere lower to go.",
    ),
    Preset(
        "One layer",
        ChainsSetup(layers=1),
        "One layer stops near the loss of counting letters, whatever came before them.",
        "What does the second layer add?",
        "A look at what came before. Layer 0 gives every letter its predecessor, layer 1 then "
        "finds the letters whose predecessor is the present letter: an induction head that counts.",
    ),
    Preset(
        "A table of sums",
        AdditionSetup(),
        "Soon it knows by heart what it has seen, and of the rest only mirror images. Then, on "
        "most seeds, the other cells fill in too; few waves remain, and the numbers stand on a "
        "circle.",
        "Why is a circle the right place for numbers modulo p?",
        "Adding p comes back to the same point: k times round, for wave k. On it a sum is a turn, "
        "and a product of cosines and sines turns: cos(a + b) = cos a cos b − sin a sin b.",
        opens={"view": "addition"},
    ),
    Preset(
        "Nothing shrinks",
        AdditionSetup(weight_decay=1e-3),
        "The same table with a thousandth of the weight decay: what it has seen it knows, and few "
        "of the sums that it has seen neither way round.",
        "Why does shrinking every weight bring understanding?",
        "A table learnt by heart needs many large weights, a few waves need less. The loss on what "
        "is seen is 0 for both; only the size of the weights tells them apart.",
        opens={"view": "addition"},
    ),
    Preset(
        "Brackets",
        WordsSetup(),
        "The mountain is the number of open brackets. A line that a probe reads out of the last "
        "layer learns to follow it, also beyond the dashed end of what it learns from.",
        "What must be known to close a bracket?",
        "The kind of the last one open: a stack. Nested at most D deep, two layers of attention "
        "can find it (Yao et al. 2021): the last open bracket is the last opening one of this "
        "depth.",
        opens={"view": "words"},
    ),
    Preset(
        "Parity",
        WordsSetup(
            task="parity",
            positions="none",
            length=16,
            hidden=128,
            steps=600,
            batch=64,
            learning_rate=3e-3,
        ),
        "Within the length it learns from it comes well below a coin's .69 nats: under .35 on six "
        "seeds of ten, under .5 on all. Beyond the dashed line it is worth nothing.",
        "Why can it not go on? The rule is the same.",
        "One look averages: each of n bits moves the answer by about 1 / n (Hahn 2020), yet each "
        "bit alone turns it. What it learnt is a table of how many ones make odd, up to 15.",
        opens={"view": "words"},
    ),
    Preset(
        "Written down",
        WordsSetup(task="written", positions="alibi", length=16, steps=200),
        "The same bits, but every answer may be read before the next bit comes. It is learnt in "
        "fewer updates, and to the last answer.",
        "Which part of the theorem is no longer met?",
        "The single look. With the last answer written down, two tokens are enough, however long "
        "the word: a step of a finite automaton each time.",
        opens={"view": "words"},
    ),
    Preset(
        "Five kinds of positions",
        CarrySetup(),
        "All five know the answers up to the dashed line. Beyond it ALiBi goes on for longest, and "
        "vectors that were never trained are worse than a coin.",
        "The task asks for the last two tokens. Why do not all carry?",
        "They found the last answer by an address that only exists up to 16, or by an average. "
        "Only a penalty on distance says 'the last ones' in words that hold at every length.",
        opens={"view": "carry"},
    ),
    Preset(
        "Brackets, carried",
        CarrySetup(task="dyck"),
        "Dyck words instead: the distance from the best grows with the length, at a pace that "
        "depends on the positions.",
        "Which should one take for texts longer than any in training?",
        "One that knows distances rather than places, if what matters is near. That is a bet on "
        "the task, and this curve is how one looks whether it pays.",
        opens={"view": "carry"},
    ),
]
