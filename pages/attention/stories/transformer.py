"""The story of the transformer page, in order."""

from models.attention import InductionSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Two layers",
        InductionSetup(),
        "For some fifty updates little happens, then the loss falls off a cliff: heads of layer 0 "
        "have learnt to look at the token before, and heads of layer 1 to find where the present "
        "token stood last time and to read what came after it.",
        "Why do the two heads appear together, and so suddenly?",
        "Neither is of use without the other: the second searches among the copies that the first "
        "has made of each token's predecessor. Once one exists a little, both pay, and both grow. "
        "Layer 0 keeps its diagonal in the first half only, for nobody searches in the second.",
    ),
    Preset(
        "One layer",
        InductionSetup(layers=1),
        "The same sequences, the same steps, one layer: not a third of the answers is right, and "
        "no head draws the diagonal at the distance of the period.",
        "What does one layer lack? It has four heads.",
        "A key holds only its own token. To find the place after the last copy, a token must first "
        "have been told what stood before it, and that takes a layer of its own.",
    ),
    Preset(
        "A fixed period",
        InductionSetup(layers=1, period="fixed"),
        "One layer is now enough: the answer always stands at the same distance, and its heads "
        "draw one parallel to the diagonal, whatever the letters are.",
        "It continues a repeated sequence perfectly. Why is this not induction?",
        "It has learnt an address, not a search: look back so many places. At a period of 12 or 15 "
        "fewer than one answer in twenty is right. A demonstration of induction has to draw its "
        "periods at random.",
    ),
    Preset(
        "Copy",
        InductionSetup(task="copy", layers=1),
        "A list, a bar, and the list again. One layer learns it: the answer is always at the same "
        "distance.",
        "Which preset before is this the same as?",
        "The fixed period: with a list of fixed length, copying is looking back by a constant.",
    ),
    Preset(
        "Reverse",
        InductionSetup(task="reverse", layers=1),
        "Written backwards: the weights run against the diagonal, from the bar outwards.",
        "Each answer stands at another distance. How can one layer do that without a search?",
        "By its own position: at place n the answer stands at a place that only depends on n. "
        "Learnt positions are enough for any fixed rearrangement.",
    ),
    Preset(
        "Sort",
        InductionSetup(task="sort", layers=2, hidden=128),
        "The same list in order. Where to look now depends on the letters, not on the places: the "
        "map is another one for each list.",
        "What has a head to find for the next letter of a sorted list?",
        "Among the letters larger than the one just written, the smallest. That is a comparison, "
        "not a copy. A part of the answers can be guessed from the place alone, as low letters "
        "come first and high ones last.",
    ),
]
