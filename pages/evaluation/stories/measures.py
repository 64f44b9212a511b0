"""The story of the measures: what each sees, and what none does."""

from models.measures import BiasSetup, MatrixSetup, MeasureSetup
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
        "from about 7.4 to about 5.6, and FID sees the moments move.",
        "Which measures hardly mind?",
        "Those that only ask whether what comes is good: each of the six modes is perfect.",
    ),
    Preset(
        "Learned by heart",
        MeasureSetup(memorise=1.0),
        "Everything is a copy of one of fifty real points. Birthday paradox and retrieval see it "
        "at once; retrieval falls far below ½, the two-sample test hardly minds.",
        "Why does the retrieval measure go below ½ and not above?",
        "Each copied real point has a generated one at distance 0, and so a neighbour of the other "
        "kind.",
    ),
    Preset(
        "Narrow modes",
        MeasureSetup(shrink=0.8),
        "Each mode is five times too narrow. The inception score is better than perfect, because "
        "the judge is never in doubt: coverage and reconstruction see it.",
        "A GAN reports 99.3 % of its samples near a mode. Is that good?",
        "No: a perfect sampler has 98.889 % within three deviations. More says that the modes are "
        "too narrow.",
    ),
    Preset(
        "Digits",
        MeasureSetup(data="digits", shift=0.25),
        "The same measures on digits, by the features and beliefs of a small classifier that was "
        "trained here. All moved by half a pixel: every one of them is still the same digit.",
        "Should a measure mind?",
        "A person would not. The desiderata ask for it, and few measures have it.",
    ),
    Preset(
        "Who sees what",
        MatrixSetup(),
        "A row for each measure, a column for each fault, and in the cell how many noises it "
        "moved. Point at a cell to see its experiment. No row is filled and no column is empty.",
        "Which single measure would you trust?",
        "None. Choose two that fail in different ways.",
        {"view": "matrix"},
    ),
    Preset(
        "The bias of FID",
        BiasSetup(),
        "Both samples come from the same law, and FID falls as 1/n along the closed form. Turn the "
        "dimensions up to 64: it starts far higher.",
        "Two papers report FID with 1,000 and with 50,000 samples. Who looks better?",
        "The second, whatever the generators: the bias alone is fifty times smaller.",
        {"view": "bias"},
    ),
]
