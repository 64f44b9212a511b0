"""The story of pixels: samples, one pixel at a time, who sees whom, what each costs, orders."""

from models.autoregressive import PixelSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Sixteen digits",
        PixelSetup(),
        "From noise to digits: every image is drawn pixel by pixel from the same random numbers, "
        "at every moment of the training. Here only the network changes.",
        "The network never draws while it learns. How can it learn from an image in one pass?",
        "The image is known: all its pixels can be looked at, and masks keep each law from its own "
        "pixel and those after it. So all factors are computed at once.",
    ),
    Preset(
        "One at a time",
        PixelSetup(levels=4),
        "A half-step tells the law of the next pixel, another draws its level. The sixteen images "
        "share the steps, but not their dice.",
        "Why does drawing take so much longer than learning from as many images?",
        "Each pixel's law needs the pixels before it, which have to be drawn first: 64 steps that "
        "wait for each other, where learning is one pass forward and one back.",
        {"view": "drawing"},
    ),
    Preset(
        "Finish it",
        PixelSetup(steps=1000),
        "The lower half of a digit is erased. Fifteen times the network goes on from what is left: "
        "a law, and not one answer.",
        "Erase more. When do other digits begin to appear?",
        "As soon as what is left fits them too: the upper half of a 9 may become a 7, a 4 or an 8.",
        {"view": "finish"},
    ),
    Preset(
        "Blind spot",
        PixelSetup(family="pixelcnn", kernel=3, layers=7, steps=100),
        "Move the handle. The marked pixels come before it, and yet the plain PixelCNN cannot see "
        "them: their derivative is exactly 0, however many layers there are.",
        "Why does the gated network beside it see them?",
        "Its vertical stack reads the rows above to both sides, and does not have to be causal "
        "within a row. The horizontal one reads it from a row above.",
        {"view": "sight"},
    ),
    Preset(
        "What each pixel costs",
        PixelSetup(width=32),
        "Where a stroke begins or ends bits are paid; the left and right edges, nearly always "
        "white, cost next to nothing. Each map adds up to −log₂ P in bits, the mean map, times "
        "ln 2, to the height of the curve in nats.",
        "The notes print Σ_n P(x_n) as the objective. What would a sum of probabilities reward?",
        "The one image that the model knows best; all others add next to nothing. A product of "
        "probabilities becomes a sum of logarithms.",
        {"view": "bits"},
    ),
    Preset(
        "Seventeen greys",
        PixelSetup(levels=17, steps=1000),
        "All greys of the digits: a softmax of 17 levels for each pixel. Even guessing would cost "
        "4.09 bits for each.",
        "The softmax is not told that level 8 lies beside level 9. How does it know?",
        "It has to learn it: a categorical law has no order. (What is read has one: a level enters "
        "as a number from 0 to 1.) Neighbouring levels get similar probabilities because they "
        "occur in similar places.",
    ),
    Preset(
        "From the centre",
        PixelSetup(family="made", pixel_order="centre", steps=2000, batch=64, dropout=0.5),
        "MADE takes any order of the pixels: here from the centre outwards. What is erased is now "
        "the border, and the handle shows who sees whom.",
        "Which order is the best?",
        "None is wrong: each is a chain rule of the same law. They differ by how easily this "
        "network learns their factors.",
        {"view": "drawing"},
    ),
    Preset(
        "Eight orders",
        PixelSetup(
            family="made", pixel_order="random", orders=8, steps=2000, batch=64, dropout=0.5
        ),
        "One set of weights serves eight random orders. The mean of their probabilities is a law "
        "too, and a better one than the first order alone.",
        "Why is the mean never worse than the orders are on average?",
        "−ln is convex: −ln of a mean is at most the mean of −ln (Jensen).",
    ),
    Preset(
        "NADE",
        PixelSetup(family="nade", steps=1500),
        "One hidden layer for each pixel, all with the same weights: what a pixel adds is added "
        "once. This is the oldest of the four networks.",
        "How many hidden layers does one image take, and how many weights?",
        "One layer for each pixel, 64, and the weights of a single one: the sum over the pixels "
        "before is kept and grows.",
    ),
]
