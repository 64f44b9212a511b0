"""The story of the measures: what each sees, and what none does."""

from models.measures import BattleSetup, BiasSetup, DesiderataSetup, MatrixSetup, MeasureSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A perfect sampler",
        MeasureSetup(),
        "The generator draws from the very law of the data. Every bar should be 0; what is left is "
        "the noise of 500 samples. Press the dice of the seed: the bars jump about zero.",
        "FID of a perfect sampler is not 0. What is it?",
        "Its bias. Two finite samples never have the same moments, and squares do not cancel: it "
        "falls as 1/n.",
    ),
    Preset(
        "Modes dropped",
        MeasureSetup(drop=0.25),
        "Two of eight modes never come. The likelihood falls off a cliff, the inception score goes "
        "from about 7.4 to about 5.7, and FID sees the moments move.",
        "Which measures hardly mind?",
        "Those that only ask whether what comes is good: each of the six modes is perfect. And the "
        "birthday paradox, whose own noise is larger than a lost quarter.",
    ),
    Preset(
        "Learned by heart",
        MeasureSetup(memorise=1.0),
        "Everything is a copy of one of fifty real points, and each of them looks perfect. The "
        "birthday paradox finds the doubles; coverage and reconstruction miss the points between; "
        "retrieval rises to about .85.",
        "If each real point were copied once, where would retrieval go?",
        "To 0: each point would have one of the other kind at distance 0. Here ten copies of a "
        "point lie on one place, and are nearest to each other.",
    ),
    Preset(
        "Narrow modes",
        MeasureSetup(shrink=0.8),
        "Each mode is five times too narrow. The inception score finds nothing wrong, for every "
        "sample is a sure member of its class; coverage and reconstruction see it.",
        "A GAN reports 99.3 % of its samples near a mode. Is that good?",
        "No: a perfect sampler has 98.889 % within three deviations. More says that the modes are "
        "too narrow.",
    ),
    Preset(
        "Digits",
        MeasureSetup(data="digits", shift=0.25),
        "The same measures on digits, by the features and beliefs of a small classifier that was "
        "trained here. All moved by half a pixel: every one is still the same digit, and at "
        "least two thirds of the measures cry out.",
        "Should a measure mind?",
        "A person would not. The desiderata ask for it, and few measures have it.",
    ),
    Preset(
        "Who sees what",
        MatrixSetup(),
        "A row for each measure, a column for each fault, and in the cell how many noises it "
        "moved. Point at a cell to see its experiment. No column is empty, and hardly a row is "
        "filled.",
        "Which single measure would you trust?",
        "None. Choose two that fail in different ways.",
        {"view": "matrix"},
    ),
    Preset(
        "Seven wishes",
        DesiderataSetup(),
        "What the notes wish of a measure, each as a small experiment: point at a cell and read "
        "what was done. No row is green throughout, and no cell in the column of the latent space "
        "is.",
        "Why can no measure in the table see the latent space?",
        "They are given samples alone. The same samples in another order, as from a latent space "
        "that was torn and shuffled, are the same sample.",
        {"view": "wishes"},
    ),
    Preset(
        "The bias of FID",
        BiasSetup(),
        "Both samples come from the same law, and FID falls as 1/n along the closed form. Turn the "
        "dimensions up to 64: it starts far higher.",
        "Two papers report FID with 1,000 and with 50,000 samples. Who looks better?",
        "The second, if the generators are equally good: its bias alone is fifty times smaller.",
        {"view": "bias"},
    ),
    Preset(
        "A tournament",
        BattleSetup(),
        "Eight moments of one training play against each other's discriminators, and a perfect "
        "sampler plays too. The last generator beats the first one, and all lose to perfection.",
        "Does the skill say how good a generator is?",
        "Only beside the others: with other opponents it is another number. Nobody knows by it "
        "whether a mode is missing.",
        {"view": "battles"},
    ),
]
