"""The story of the page on scaling: animals, budgets, and laws of one's own."""

from models.scaling import AllometrySetup, CalculatorSetup
from models.scaling.sweep import SweepSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Mammals",
        AllometrySetup(),
        "62 mammals, from a shrew to an elephant, on one line: brain = 8.46 · body$^{.752}$. "
        "Drag one, or click to leave it out, and see which of the three laws follow.",
        "A body twice as heavy: does it have twice the brain?",
        "No: 2^.752 = 1.68 times. The law is flatter than the dashed line, on which α = 1: it is "
        "sublinear, and the brain's share falls.",
    ),
    Preset(
        "Linear axes",
        AllometrySetup(axes="linear"),
        "The same animals on linear axes: two elephants, and a crowd in the corner.",
        "Why does one plot laws like this on logarithmic axes?",
        "ln y = ln k + α ln x is a line whatever k and α are, and small and large animals count "
        "alike. Here the fit would be that of two elephants.",
    ),
    Preset(
        "Dinosaurs",
        AllometrySetup(animals="dinosaurs"),
        "Three animals pull the line of least squares from .752 down to .496. The median of "
        "slopes moves much less. Click on the three, and all laws agree.",
        "Are the three wrong? Measured badly?",
        "Neither: they follow another law, with other brains. One exponent for animals with "
        "different plans says nothing of either, which is why the notes say *similar* "
        "architectures.",
    ),
    Preset(
        "Noise in x",
        AllometrySetup(animals="made", noise=2.0, exponent=1.0),
        "The true exponent is 1, and x is measured as badly as it varies: least squares finds "
        "about ½. Turn the noise to 0.",
        "Which way does noise in x push α? And noise in y?",
        "In x towards 0, by s² / (s² + noise²). In y nowhere, it only widens the interval. RMA "
        "lies between, and is right where both have the same noise in units of their spread.",
    ),
    Preset(
        "A budget",
        CalculatorSetup(),
        "Drag the budget. With D = C / (6 N), left of about 10¹⁹ operations Kaplan wants more "
        "tokens than Chinchilla's refit, right of it fewer; at Chinchilla's own budget a tenth of "
        "them.",
        "Kaplan's best model for this budget has 800 billion parameters, the refit's 72. Who is "
        "right?",
        "Neither law was fitted there. But Chinchilla, 70 billion parameters on 1.4 trillion "
        "tokens, beat Gopher, four times as large, at the same cost: the refit says 72 and 1.33.",
        {"view": "calculator"},
    ),
    Preset(
        "A batch too large",
        CalculatorSetup(parameters=1e8, tokens=1e9, batch=1e7),
        "The critical batch at this loss is about a million tokens. With ten million there are "
        "100 updates, and most of the operations are spent on their size.",
        "When may the batch be large?",
        "When the loss is low: B_crit = 2e8 / L^4.76 doubles for every 13.5 % that L falls.",
        {"view": "calculator"},
    ),
    Preset(
        "Your own law",
        SweepSetup(),
        "Sixteen language models on Python's own help, as many at once as there are cores, the "
        "three smallest with two seeds each. Five sizes foretell the sixth and largest before it "
        "is trained, with an interval that allows for a loss no size gets below. On ten seeds of "
        "ten it held; its middle was 2.2 % too high to 6.3 % too low.",
        "Does the exponent of L(N) have to be Kaplan's .076?",
        "No. Theirs are large models of words, each with all the text and time it needs; these are "
        "tiny models of characters, all trained equally short, over a factor of 36 in N. A law is "
        "one of a recipe: below stands that of the shipped sweep, which trained three times as "
        "long. There a straight law says 1.29 nats for the largest, one with a floor 1.35, and it "
        "came to 1.35. All sizes learn equally long, so the law has a floor.\n\n"
        "The recipe has to be as good for the large as for the small. As long as the learning "
        "rate fell as 1/√width, the largest ended worse than foretold on ten seeds of ten, by 4 % "
        "on the average: its steps were too large for it. Adam's have to shrink as 1/width "
        "(Yang et al. 2022); with that it is 1.7 %, above on seven and below on three.",
        {"view": "law"},
    ),
]
