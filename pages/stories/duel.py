"""The story of the duel page: the notes' chain from the first cost to the cures."""

from models.gans.duel import DuelSetup
from playground.lesson import Preset

# The rates and β₁ of Metz et al. 2017: the generator is ten times as fast as its discriminator.
_METZ = {"rate_ratio": 0.1, "momentum": 0.5}
_RING = {"data": "easy_ring", "steps": 2000, **_METZ}

STATIONS = [
    Preset(
        "Minimax saturates",
        DuelSetup(first="minimax", second="non_saturating", rate_ratio=10.0),
        "D learns ten times as fast as G. Put G's cost on the time axis: minimax's creeps up to "
        "zero while D wins, and the JS of A stays the larger one.",
        "The two costs of the generator have the same minimum. Why is one of them slower?",
        "Where D(G(z)) is near 0, log(1 − D) is flat and −log D is steep: the slope reaches the "
        "generator of B just where A's has faded.",
    ),
    Preset(
        "Cycling",
        DuelSetup.model_validate({**_RING, "second": "unrolled", "steps": 1500}),
        "A visits one mode after another, as in the figure of Metz et al.; B looks five updates "
        "of D ahead and stays spread out.",
        "Why does A not stay where it is?",
        "D learns to reject the crowded place, so the cheapest answer is to move on together. "
        "B sees what D would answer, and backpropagates through those answers.",
    ),
    Preset(
        "Packing",
        DuelSetup.model_validate({**_RING, "second": "packed"}),
        "B's discriminator judges three samples at once: three alike are never real.",
        "Eight equal modes, one of them dropped. How much easier is it seen in triples?",
        "The total variation of one sample is 0.125, of triples 0.330: packing turns missing "
        "variety into an error that is easy to see.",
    ),
    Preset(
        "Wasserstein",
        DuelSetup.model_validate({**_RING, "second": "clipped", "third": "gradient_penalty"}),
        "The slope of B's and C's critics is bounded, by clipping or by a penalty: C ends up with "
        "all eight modes, B only with some seeds.",
        "Two laws that do not overlap have JS = ln 2, however far apart. And Wasserstein?",
        "It is the distance itself, so that moving closer is rewarded from anywhere. That needs a "
        "critic near the best 1-Lipschitz one, and clipped weights make a poor one.",
    ),
    Preset(
        "All cures",
        DuelSetup.model_validate(
            {**_RING, "second": "packed", "third": "gradient_penalty", "fourth": "cured"}
        ),
        "Four answers to one seed: A misses modes, and B, C and D cover all eight.",
        "Which of those that cover all modes is also sharp?",
        "Read the rows of the table: covering is not sharpness. Most of D's samples lie within 3 "
        "sd of a mode, fewer of the others'. D also has a pace of its own, falling to zero.",
    ),
    Preset(
        "On the grid",
        DuelSetup.model_validate({"data": "grid", "second": "cured", "steps": 5000, **_METZ}),
        "25 modes: touched soon, covered late. Put the modes on the time axis.",
        "Why does the usual count, one sample per mode, look so much better?",
        "Samples in transit between modes touch many. With 20 of 10,000 a mode has to be meant.",
    ),
]
