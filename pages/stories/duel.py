"""The story of the duel page: the notes' chain from the first cost to the cures."""

from models.gans.duel import DuelSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Minimax saturates",
        DuelSetup(first="minimax", second="non_saturating"),
        "Both start from the same weights. Put the losses on the time axis: minimax's J_G hugs "
        "zero while D wins, and its samples move late.",
        "The two costs of the generator have the same minimum. Why is one of them slower?",
        "Where D(G(z)) is near 0, log(1 − D) is flat and −log D is steep: the slope reaches the "
        "generator of B just where A's has faded.",
    ),
    Preset(
        "Cycling",
        DuelSetup(first="non_saturating", second="unrolled", steps=2000),
        "A visits one mode after another, as in the figure of Metz et al.; B looks five updates "
        "of D ahead and stays spread out.",
        "Why does A not stay where it is?",
        "D learns to reject the crowded place, so the cheapest answer is to move on together. "
        "B sees what D would answer, and backpropagates through those answers.",
    ),
    Preset(
        "Packing",
        DuelSetup(first="non_saturating", second="packed"),
        "B's discriminator judges three samples at once: three alike are never real.",
        "Eight equal modes, one of them dropped. How much easier is it seen in triples?",
        "The total variation of one sample is 0.125, of triples 0.330: packing turns missing "
        "variety into an error that is easy to see.",
    ),
    Preset(
        "Wasserstein",
        DuelSetup(first="non_saturating", second="clipped", third="gradient_penalty"),
        "The critics of B and C keep a slope wherever the samples are; clipping is the crude way "
        "to bound it, the gradient penalty the gentle one.",
        "Two laws that do not overlap have JS = ln 2, however far apart. And Wasserstein?",
        "It is the distance itself, so that moving closer is rewarded from anywhere.",
    ),
    Preset(
        "All cures",
        DuelSetup(
            first="non_saturating", second="packed", third="gradient_penalty", fourth="cured"
        ),
        "Four answers to one seed. Compare the reverse KL, then the high quality.",
        "Which of them covers all modes, and which of those is also sharp?",
        "Covering is not sharpness: read both rows of the table. With networks this small and so "
        "few steps, sharpness is still to come; Cured on the GAN page is larger and trains longer.",
    ),
    Preset(
        "On the grid",
        DuelSetup(data="grid", first="non_saturating", second="cured", steps=5000),
        "25 modes: touched soon, covered late. Put the modes on the time axis.",
        "Why does the usual count, one sample per mode, look so much better?",
        "Samples in transit between modes touch many. With 20 of 10,000 a mode has to be meant.",
    ),
]
