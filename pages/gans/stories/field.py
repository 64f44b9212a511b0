"""The story of the field page: one GAN proves little, many tell how often."""

from models.gans.sweeps import FieldSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "How often",
        FieldSetup(across="rate_ratio", seeds=16, each=1000),
        "Each small square is one GAN. From left to right its discriminator learns faster beside "
        "the same generator: the cells on the left lose modes far more often.",
        "In the second cell some GANs cover all modes. What does one of them prove?",
        "Little: look at its neighbours in the same cell, which differ in nothing but the seed. "
        "The interval says how much the share of so many GANs can be trusted.",
    ),
    Preset(
        "Packing",
        FieldSetup(data="ring", across="pack", seeds=32, each=1000),
        "The narrow ring; the discriminator judges 1, 2, 3 or 4 samples at once. After a thousand "
        "steps nearly every GAN still misses modes, however many are packed.",
        "All four shares are close to 100 %. Does packing do nothing, then?",
        "Not that this shows: so early no setup covers the ring, and a share that cannot rise "
        "cannot tell setups apart. Give the GANs more steps, or look at the modes of single ones "
        "below.",
    ),
    Preset(
        "A map",
        FieldSetup(across="rate_ratio", down="learning_rate", seeds=4, each=600),
        "Two knobs at once: whether a GAN collapses depends on the rates of both players together.",
        "Along which direction does little change?",
        "Upwards: from one cell to the next the share changes less than it does to the right. What "
        "decides is above all how much faster the discriminator learns than the generator.",
    ),
]
