"""The story of the GAN page, in order: a game, how it collapses, and how it is cured."""

from models.gans import RECIPES, GanSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A fair game",
        GanSetup(data="easy_ring", steps=3000),
        "Where the samples cover the data D's plane turns neutral: there it can tell less and "
        "less.",
        "Where do the pink arrows point, and why do they shrink?",
        "Uphill on D: where a sample would be taken for real sooner. Where D is flat there is "
        "nothing to climb, and the generator rests. At the equilibrium D* = ½ wherever there are "
        "points at all.",
    ),
    Preset(
        "Narrow modes",
        GanSetup(),
        "The same ring, its modes a tenth as wide: D's plane does not turn neutral. After 5,000 "
        "updates most samples are strung along the ring, between its modes, of which three to "
        "seven are covered on nine of ten seeds, and all eight on the other.",
        "Why are the samples drawn out between the modes?",
        "One Gaussian is bent continuously onto eight islands: what lies between two of them is "
        "stretched across the gap. The narrower the modes, the less of the noise reaches them, and "
        "the surer D is of all the rest. Fewer than a quarter of the samples lie near a mode.",
    ),
    Preset(
        "Minimax",
        RECIPES["minimax"],
        "The same narrow modes, and D learns ten times as fast: it soon is sure of itself, and the "
        "slope that reaches the generator fades. After 1,000 updates it is less than a tenth of "
        "what −log D would give, on eight of ten seeds.",
        "Look at J_G on the time axis *Losses*. Why does a better D not help the generator?",
        "D = σ(v), and log(1 − σ(v)) is flat in the logit v where D is near 0 (in D itself its "
        "slope is −1 there): what reaches the generator is D times the slope of v. So the minimax "
        "cost saturates.",
    ),
    Preset(
        "Collapse",
        RECIPES["ring_collapse"],
        "The generator learns ten times as fast as D. The samples crowd into a part of the ring, "
        "smeared out like a fan, and most seeds miss modes.",
        "Scrub to a moment at which modes are lost. What did D do there?",
        "It learned to reject the crowded place, and many samples moved on together. Nothing in "
        "the cost of a single sample rewards being different from the others.",
    ),
    Preset(
        "Exact D*",
        GanSetup(data="two_modes", steps=1500),
        "The dashed curve is the best discriminator there can be; the blue one is what was "
        "learned. Drag the line across both modes.",
        "Where the two curves differ most, does it matter?",
        "Not where neither density has mass: there D is not trained and no sample goes. The error "
        "printed here weighs each place by the mass that it has.",
        opens={"view": "beside"},
    ),
    Preset(
        "Packed",
        RECIPES["ring_packed"],
        "D judges three samples at once, so that it sees how alike they are.",
        "The notes call it parking. What does a packed D see that a single one cannot?",
        "It is packing (PacGAN). With eight equal modes three real samples share one in 1 of 64 "
        "triples; a generator with one mode gives nothing else. One by one no sample shows that.",
    ),
    Preset(
        "Cured",
        RECIPES["ring_cured"],
        "Pairs compared, slopes damped at both ends and less and less, two updates of D for each "
        "of G, rates that fall: all eight modes, and each as often as in the data, on eleven of "
        "twelve seeds.",
        "High quality ends close to the perfect sampler's 98.9 %. Are the modes right, then?",
        "Put the spread on the time axis: it falls to about 0.6, and the last updates bring back "
        "a little of it. The modes end at 0.6 to 0.8 of their width, and high quality alone would "
        "praise that. And the cure has one more part: the noise is a mixture of as many parts as "
        "the data has modes, so that no sample need bridge two of them; the published tables use "
        "one Gaussian.",
    ),
]
