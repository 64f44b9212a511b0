"""The story of VQ-VAE, in order: the machine, its three terms, its prior, and back to Lloyd."""

from models.vqvae import PointsSetup, VqVaeSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "The machine",
        VqVaeSetup(),
        "The encoder gives a vector for every patch; each becomes the nearest codeword, and the "
        "decoder sees whole numbers only. Play, and watch cells and codewords share out the plane.",
        "Put another codeword into one cell. How far does the picture change?",
        "Most in that patch, and around it as far as the decoder's convolutions reach, eleven "
        "pixels or all of a small digit: a code of this kind is local, unlike the code of a VAE, "
        "which stands for the whole image.",
    ),
    Preset(
        "More to say",
        VqVaeSetup(
            data="digits",
            grid="fine",
            codewords=256,
            dimensions=8,
            learns="averages",
            revive=True,
        ),
        "Eight numbers for each codeword and four times as many of them: the digits come back "
        "sharper. The plane now shows two directions of eight, so its cells only look crossed.",
        "What does an image cost, if every code takes log₂ K bits?",
        "16 codes of 8 bits are 128 bits, 2 for each pixel. The prior needs fewer: it knows which "
        "codes follow which.",
    ),
    Preset(
        "As printed",
        VqVaeSetup(data="digits", grid="fine", learns="printed"),
        "With the stop-gradient around the whole difference the second term has the gradient 0: "
        "the codewords stay where they started, and vectors are drawn away from them.",
        "Why does the loss fall all the same?",
        "Reconstruction and commitment still train encoder and decoder: the encoder learns to hit "
        "codewords that nobody chose. The term itself cannot move anything.",
        opens={"view": "terms"},
    ),
    Preset(
        "No commitment",
        VqVaeSetup(data="digits", grid="fine", beta=0.0),
        "Without the third term nothing holds the encoder near its codewords: it runs away, the "
        "codewords run after it, and few are left in use.",
        "The second term goes on pulling codewords to the vectors. Why is that not enough?",
        "Straight through, the encoder gets the arrows of $z_q$ wherever it is: they never tell "
        "it to come closer. It moves faster than the codewords follow.",
        opens={"view": "terms"},
    ),
    Preset(
        "No reconstruction",
        VqVaeSetup(data="digits", grid="fine", reconstruct=False),
        "Nothing tells the decoder what to draw, nor the encoder what to say: vectors and "
        "codewords agree perfectly, about nothing.",
        "Both remaining terms fall to 0. At which code?",
        "At any: if all vectors lie at codewords, both terms are 0. Agreement costs nothing when "
        "nothing has to be said.",
        opens={"view": "terms"},
    ),
    Preset(
        "Dead codewords",
        VqVaeSetup(data="digits", grid="fine", start="apart"),
        "Codewords that begin far apart are nearest to nothing, get no gradient, and stay dead: "
        "fewer than half are ever used.",
        "Turn on *Restart dead codewords*. What changes?",
        "A dead codeword is put at a vector of the batch, where it is nearest to something: all 64 "
        "come into use, and the distortion falls.",
    ),
    Preset(
        "A prior",
        VqVaeSetup(data="digits", grid="fine", learns="averages", revive=True),
        "Left, codes drawn one after the other by a small transformer; right, each by itself, as "
        "often as it occurs. Only the left ones know that strokes go on.",
        "The autoencoder was trained without any prior. Where is its KL term?",
        "With a uniform prior over K codes and a posterior that is one code, the KL is log K for "
        "each cell, a constant. The prior is learnt afterwards, or beside it as here, from codes.",
        opens={"view": "prior"},
    ),
    Preset(
        "Lloyd's again",
        PointsSetup(),
        "Encoder and decoder do nothing, codewords move to the averages of all points: the curve "
        "lies on Lloyd's, update by update.",
        "Let the codebook learn by its loss instead. Which ends lower?",
        "The second term's gradient points at the mean of the cell, so both come to rest at "
        "centroids; but batches shake Adam's codewords on the way, often into a better optimum.",
        opens={"view": "bridge"},
    ),
]
