"""The story of transformers as engines, in order."""

from models.attention.engines import EnginesSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A language net does XOR",
        EnginesSetup(),
        "The net was made for sentences and stays as it is: 3.5 million numbers are frozen, 8,834 "
        "learn. In about a hundred updates it gets every bit of the XOR of two strings right. The "
        "random net beside it, built in the usual way, only guesses.",
        "Which of the four cannot learn it, however long it trains?",
        "The line: an XOR is no sum of its bits. The random net could, and does not in this time.",
    ),
    Preset(
        "Is it language?",
        EnginesSetup(drawn="shuffled", random_rate=5e-3),
        "The random net now has the pretrained numbers, each matrix shuffled. No trace of language "
        "is left, and it learns XOR as fast.",
        "What did the random net of before lack?",
        "Size. Its numbers have a spread of .02, and those of the trained matrices are larger: so "
        "its attention was nearly even, and what its layers added was drowned by what they passed "
        "on.",
    ),
    Preset(
        "Wider random weights",
        EnginesSetup(drawn="wide", random_rate=5e-3),
        "Drawn anew with a spread of 1 / √inputs, nothing pretrained at all: enough for XOR. For "
        "this task it was the size of the weights that counted, and not what they had learnt.",
        "What would you ask of a paper that compares with random weights?",
        "How large they were, and which learning rate each net had. Below you can train both at "
        "four rates.",
    ),
    Preset(
        "Bit memory",
        EnginesSetup(task="memory", bits=8, drawn="wide", random_rate=5e-3),
        "Four patterns, then one of them with half of its bits gone. Here the pretrained net stays "
        "ahead of the random one, by one to three bits in a hundred.",
        "Why is who only reads what is shown right three times out of four?",
        "Half of the bits are shown, and half of the others are guessed right. All above comes "
        "from looking a pattern up, and that is what attention is for.",
    ),
    Preset(
        "Nested lists",
        EnginesSetup(task="listops", drawn="wide", random_rate=5e-3),
        "The largest of a list, or the smallest, with another list inside. The random net is ahead "
        "of the pretrained one after fifty updates.",
        "Which of the four is the cheapest to run once it is trained?",
        "But for the line the small one: a hundred thousand numbers instead of three and a half "
        "million. What is frozen is cheap to train and to store, and not to run.",
    ),
    Preset(
        "Digits",
        EnginesSetup(
            task="digits", drawn="wide", pretrained_rate=2e-3, random_rate=5e-3, steps=300
        ),
        "Each digit comes as sixteen patches of four pixels, and all four nets learn to read most "
        "of them. The pretrained one needs the time: trained for half as long, it did not "
        "on two of eight seeds.",
        "What does the line say about the other three?",
        "That no engine was needed: a line through the pixels is right more than eight times out "
        "of ten. A task that a line can do proves little about a net.",
    ),
    Preset(
        "Only the ends",
        EnginesSetup(norms=False, drawn="wide", random_rate=5e-3),
        "The layer norms are frozen too: only what goes in and what comes out is learnt, 4,994 "
        "numbers. Both frozen nets do XOR after a hundred updates all the same.",
        "Who computes the XOR, if the net in between never learnt one?",
        "Its many fixed functions of both bits, of which the output needs to weigh a few: random "
        "features, as in a reservoir. The input learns to send both bits to where they meet.",
    ),
]
