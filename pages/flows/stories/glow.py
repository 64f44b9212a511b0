"""The story of Glow on images, in order."""

from models.glow import GlowSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Digits",
        GlowSetup(),
        "From noise to digits in some seconds. The curve is the price of a held-out picture in "
        "bits for each pixel; after a few dozen updates it is below independent pixels.",
        "Turn the temperature down. What is gained, and what is lost?",
        "Cold draws stay near the middle of the Gaussian: cleaner strokes, and less variety. Only "
        "T = 1 is the model whose bits are counted.",
    ),
    Preset(
        "MNIST",
        GlowSetup(data="mnist", steps=500, flow_steps=3),
        "28×28 pixels and 256 grey values, the same flow. One Gaussian costs far more: it needs "
        "noise for pixels that are always black.",
        "How many numbers does z have?",
        "784, as many as pixels: a flow compresses nothing. What is saved is in the density.",
    ),
    Preset(
        "What scales hold",
        GlowSetup(scales=3),
        "In each row one part of z is drawn anew and all others are kept: the fine part changes "
        "grey values and edges, the coarse one the digit.",
        "Which part can be redrawn without changing the digit?",
        "The finest: its numbers leave first, seen from all that stays.",
        opens={"view": "scales"},
    ),
    Preset(
        "There and back",
        GlowSetup(seed=1),
        "Two real pictures and the line between their codes. Both ends come back pixel for pixel, "
        "for f is inverted and not approximated. Train a VAE beside it and compare the ends.",
        "Is the middle of the line a digit?",
        "Often not a clean one. Nothing in the likelihood asks for it: only the ends are data.",
        opens={"view": "ways"},
    ),
    Preset(
        "The ledger",
        GlowSetup(scales=3, flow_steps=2),
        "The figure of the notes with live shapes: squeeze, steps of flow, split. Under it what "
        "every part adds to log p(x) for this picture, and they add up.",
        "Why does squeeze add nothing?",
        "It only sorts pixels into channels: a permutation, with |det| = 1.",
        opens={"view": "ledger"},
    ),
    Preset(
        "A surprise",
        GlowSetup(seed=1003),
        "Draw a picture and read its bits. Then look at the empty one, which nobody drew: on six "
        "seeds of ten, as on this one, it costs fewer bits than real digits do in the mean.",
        "Is the model wrong?",
        "Not about density. Typical pictures lie where there are many, not where density is "
        "highest, as the mode of a Gaussian in many dimensions is far from all of its draws.",
        opens={"view": "likely"},
    ),
    Preset(
        "Learned noise",
        GlowSetup(dequantization="variational", coupling="spline"),
        "The flow may choose where in its cell the noise of every pixel lies, and pays for it; its "
        "couplings may bend as well. Both bounds come down, towards the PixelCNN's exact bits.",
        "What would the best noise be?",
        "The flow's own law inside the cell: then the bound is −log P itself, and nothing is left "
        "for many noises to gain.",
        opens={"view": "noise"},
    ),
    Preset(
        "Without noise",
        GlowSetup(dequantization="none", width=64, learning_rate=0.005, steps=1500),
        "Trained on bare grey values, the density heaps up at 17 points of every axis: at what it "
        "was trained on its number falls below 0 and goes on falling, while the bound with noise "
        "gets worse.",
        "What is the best that such a training can reach?",
        "Minus infinity: a density can be arbitrarily high on a lattice, which has volume 0.",
        opens={"view": "noise"},
    ),
    Preset(
        "One step deep",
        GlowSetup(flow_steps=1, scales=1),
        "One step at one scale is exactly invertible, and can hardly bend anything: half of the "
        "channels pass its coupling unchanged. The coupling's Jacobian, by autograd: sorted by "
        "channel it is lower triangular, so its determinant is read off the diagonal.",
        "Turn to *Place by place*. Did the determinant change?",
        "No: rows and columns were permuted alike. The zeros are the same, only scattered.",
        opens={"view": "jacobian"},
    ),
]
