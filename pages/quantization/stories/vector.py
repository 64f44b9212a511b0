"""The story of the vector page, in order."""

from models.quantization import GainsSetup, PictureSetup, RestartsSetup, VectorSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Sixteen codewords",
        VectorSetup(),
        "Each half-step lowers the distortion: points go to the nearest codeword, codewords "
        "to the mean of their points. Drag one, and its cell follows.",
        "Why are all the borders straight, and where do three of them meet?",
        "A border is the perpendicular bisector between two codewords: the points equally far "
        "from both. Where three meet is equally far from three codewords, the centre of the "
        "circle through them.",
    ),
    Preset(
        "Correlated",
        VectorSetup(source="correlated"),
        "The codewords line up along the diagonal, where the points are: two scalar "
        "quantizers would waste 6 of their 16 cells on corners that hold less than a hundredth of "
        "the points.",
        "How many decibels does a pair gain from a correlation of 0.9, with many codewords?",
        "Half of −10 log₁₀(1 − 0.9²) = 7.21 dB, since of the two letters only the second has "
        "one before it: 3.61 dB. Few codewords get less, or a little more: see “Three "
        "advantages”.",
    ),
    Preset(
        "Empty cells",
        VectorSetup(source="ring", method="lattice"),
        "Two codewords of the lattice fall into the hole of the ring (with most other seeds one), "
        "where no point is nearest to them: they never move again, and their bits are lost.",
        "Switch on “Repair empty cells”. Can the distortion rise when a dead codeword jumps?",
        "No: nothing used it, so nobody misses it, and where it lands it can only be nearer "
        "to some points than their own codeword. The same idea revives dead codes of a VQ-VAE.",
    ),
    Preset(
        "Best and worst",
        RestartsSetup(size=6, restarts=24),
        "The same points, the same algorithm, other starts: one codeword in the middle of a "
        "ring of five is best, and the worst of 24 starts ends 8 % above it; with ten other "
        "seeds that was 0.1 to 7 %.",
        "A larger seed list finds a better optimum. How would you know that it is the best?",
        "You would not: Lloyd's algorithm only proves that no half-step helps any more. For "
        "six codewords of a Gaussian the best known has total distortion 0.5069 on the law "
        "itself; a finite sample comes out a little lower, since the codebook is fitted to it.",
        {"view": "restarts"},
    ),
    Preset(
        "Three advantages",
        GainsSetup(size=32),
        "Hexagons fill the plane better than squares, a codebook in two dimensions follows "
        "the shape of the density, and its cells follow the correlation.",
        "Which of the three advantages has no limit?",
        "Memory: −10 log₁₀(1 − ρ²) grows without bound as ρ → 1. Space-filling never exceeds "
        "1.53 dB in any dimension, and shape 2.81 dB for a Gaussian; together they are the "
        "4.35 dB between Panter-Dite and the rate-distortion function.",
        {"view": "gains"},
    ),
    Preset(
        "A picture",
        PictureSetup(),
        "Sixteen colours instead of sixteen million: 4 bits a pixel and not 24, and the sky "
        "shows where the codewords are missing.",
        "How much does the PSNR grow with each bit, and why is it less than 6 dB in the end?",
        "With d coordinates a bit is worth 6.02 / d dB: about 2 dB for three colour channels, "
        "once there are many colours. The first bits are worth more, here 7.6 dB, then 4.5, "
        "3.4 and 2.5: the colours lie near a line from dark to light, as if d were nearer to 1.",
        {"view": "picture"},
    ),
]
