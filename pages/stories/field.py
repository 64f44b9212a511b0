"""The story of the field page: one GAN proves little, many tell how often."""

from models.gans.field import FieldSetup
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
        "The same narrow ring for all; the discriminator judges 1, 2, 3 or 4 samples at once.",
        "Read the share of each cell with its interval. Which differences are real?",
        "Those whose intervals do not overlap. With 32 GANs a cell, a difference of a few GANs is "
        "luck; take more GANs in each cell to see finer ones.",
    ),
    Preset(
        "A map",
        FieldSetup(across="rate_ratio", down="learning_rate", seeds=4, each=600),
        "Two knobs at once: whether a GAN collapses depends on the rates of both players together.",
        "Along which direction does little change?",
        "Follow cells of one colour. Where the generator is the slower one by the same factor, its "
        "discriminator has time to answer, whatever the rate is.",
    ),
]
