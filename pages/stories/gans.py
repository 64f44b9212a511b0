"""The story of the GAN page, in order: a game, how it collapses, and how it is cured."""

from models.gans import PRESETS, GanSetup
from playground.lesson import Preset

OPENS = {"Exact D*": "beside"}  # the view that a preset is about
STATIONS = [
    Preset(
        "A fair game",
        GanSetup(data="easy_ring", steps=3000),
        "The samples spread over the ring and D's plane turns neutral: it can tell less and less.",
        "Where do the pink arrows point, and why do they shrink?",
        "Uphill on D: where a sample would be taken for real sooner. Where D is flat, there is "
        "nothing to climb, and the generator rests: at equilibrium D = ½ everywhere.",
    ),
    Preset(
        "Minimax",
        PRESETS["minimax"],
        "Narrow modes: D soon is sure of itself, and the slope that reaches the generator fades.",
        "Look at J_G on the time axis. Why does a better D not help the generator?",
        "log(1 − D(G(z))) is flat where D is near 0. The better D tells samples apart, the less "
        "it says about where they should go: the minimax cost saturates.",
    ),
    Preset(
        "Collapse",
        PRESETS["ring_collapse"],
        "The samples gather at a few of the eight modes, and the reverse KL stays high.",
        "Scrub to the moment at which a mode is lost. What did D do there?",
        "It learned to reject the crowded place, and all samples moved on together. Nothing in "
        "the cost of a single sample rewards being different from the others.",
    ),
    Preset(
        "Exact D*",
        GanSetup(data="two_modes", steps=1500),
        "The dashed curve is the best discriminator there can be; the blue one is what was "
        "learned. Drag the line across both modes.",
        "Where the two curves differ most, does it matter?",
        "Mostly where neither density has mass: there D is not trained and no sample goes. The "
        "error printed here weighs each place by the mass that it has.",
    ),
    Preset(
        "Packed",
        PRESETS["ring_packed"],
        "D judges three samples at once: identical ones give a fake away.",
        "The notes call it parking. What does a packed D see that a single one cannot?",
        "It is packing (PacGAN). Three equal samples are no worse one by one, but as a triple "
        "they are never real: lack of variety itself becomes visible.",
    ),
    Preset(
        "Cured",
        PRESETS["ring_cured"],
        "Pairs compared, slopes damped at both ends, a learning rate that falls: all eight modes.",
        "High quality ends close to the perfect sampler's 98.9 %. Are the modes right, then?",
        "Not in their width: the spread ratio ends well below 1, so they are too tight, which "
        "high quality alone would praise. And the cure has one more part: the noise is a mixture "
        "of as many parts as the data has modes, so that no sample need bridge two of them; the "
        "published tables use one Gaussian.",
    ),
]
