"""The story of the duel page: the notes' chain from the first cost to the cures."""

from models.gans.sweeps import DuelSetup
from playground.lesson import Preset

# The rates and β₁ of Metz et al. 2017: the generator is ten times as fast as its discriminator.
_METZ = {"rate_ratio": 0.1, "beta1": 0.5}
_RING = {"data": "easy_ring", "steps": 2000, **_METZ}

STATIONS = [
    Preset(
        "One cure",
        DuelSetup(),
        "The same narrow ring for both. A plays the game as it is and ends with four to seven "
        "modes on nine of ten seeds; B compares real and generated in pairs, with damped slopes "
        "and rates that fall, and ends with seven or eight on all ten.",
        "Put high quality on the time axis. When does B's rise, and what happens then?",
        "In the second half: from 2 to 14 % halfway to 34 % and more on eight of ten seeds (16 % "
        "on the others). The rates fall, and the samples settle on the modes that were found. A's "
        "rates do not fall, and its quality ends under 10 %.",
    ),
    Preset(
        "Minimax saturates",
        DuelSetup(first="minimax", second="non_saturating", rate_ratio=10.0),
        "D learns ten times as fast as G. Put G's cost on the time axis: where D wins, minimax's "
        "creeps up to zero and pulls no more.",
        "For a fixed D both costs want D(G(z)) as large as can be. Why is one of them slower?",
        "In D's logit, log(1 − D) is flat where D(G(z)) is near 0, and −log D has slope −1: B's "
        "generator is pulled just where A's slope has faded.",
    ),
    Preset(
        "Cycling",
        DuelSetup.model_validate({**_RING, "second": "unrolled", "steps": 1500}),
        "A crowds into a part of the ring; B looks five updates of D ahead. In the second half of "
        "the training A covers 3 or 4 of the 8 modes, B 7 or 8 (means of ten seeds: 3.0 to 4.4, "
        "and 6.8 to 8). In the figure of Metz et al. one clump hops from mode to mode; here it is "
        "smeared out.",
        "Why does A not stay where it is?",
        "D learns to reject the crowded place, so that moving on pays. B sees what D would answer, "
        "and backpropagates through those answers.",
    ),
    Preset(
        "Packing",
        DuelSetup.model_validate({**_RING, "second": "packed"}),
        "B's discriminator judges three samples at once. Three of one mode are rare in the data, "
        "1 triple in 64, and the rule where there is one mode.",
        "Eight equal modes, one of them dropped. How much easier is it seen in triples?",
        "The total variation of one sample is 0.125, of triples 0.330: packing turns missing "
        "variety into an error that is easy to see.",
    ),
    Preset(
        "Wasserstein",
        DuelSetup.model_validate({**_RING, "second": "clipped", "third": "gradient_penalty"}),
        "The slope of B's and C's critics is bounded, by clipping or by a penalty. Which of the "
        "two comes closer depends on the seed: try several before you believe one.",
        "Two laws that do not overlap have JS = ln 2, however far apart. And Wasserstein?",
        "It is the distance itself, so that moving closer is rewarded from anywhere, if the critic "
        "is near the best 1-Lipschitz one. B and C differ from A in more than that: the last row "
        "of the table lists the knobs.",
    ),
    Preset(
        "All cures",
        DuelSetup.model_validate(
            {**_RING, "second": "packed", "third": "gradient_penalty", "fourth": "cured"}
        ),
        "Four answers to one seed. Read modes and high quality together.",
        "Which of those that cover all modes is also sharp?",
        "Compare the rows of the table: covering is not sharpness. And no row says which part of a "
        "cure does it: the last one lists all knobs that differ, and D has a pace of its own, "
        "falling to zero.",
    ),
    Preset(
        "On the grid",
        DuelSetup.model_validate({"data": "grid", "second": "cured", "steps": 5000, **_METZ}),
        "25 modes. Under *Numbers*, scrub: a mode is touched before it is covered.",
        "Why does the usual count, one sample per mode, look so much better?",
        "Samples in transit between modes touch many. With 20 of 10,000 a mode has to be meant.",
    ),
]
