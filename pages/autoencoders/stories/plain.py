"""The story of plain autoencoders, in order: four ways to keep a network from copying."""

from models.autoencoders.plain import (
    ContractiveSetup,
    DenoisingSetup,
    SparseSetup,
    UndercompleteSetup,
)
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Two numbers",
        UndercompleteSetup(),
        "Each digit is two numbers, and the classes part without having been told: drag **z**. "
        "The error on held-out digits falls below PCA's, which is dashed.",
        "The error of the digits trained on is far lower than that of the held-out ones. Why?",
        "Those are by other writers, and the networks have more parameters than there are images.",
    ),
    Preset(
        "Linear is PCA",
        UndercompleteSetup(network="linear", latents=5, steps=500),
        "The error comes down to PCA's, the sum of the eigenvalues that are left out, and the "
        "largest angle between the two subspaces goes to 0. The directions themselves differ.",
        "Why are the learned directions not the eigenvectors?",
        "Any invertible matrix between encoder and decoder leaves every reconstruction as it is. "
        "Only the subspace is determined.",
        opens={"look": "pca"},
    ),
    Preset(
        "A line through moons",
        UndercompleteSetup(data="moons", latents=1),
        "One number for a point of the plane: the decoder can say no more than a line, and bends "
        "it through both moons. PCA's line is straight.",
        "What does the line do between the moons?",
        "It has to cross somewhere: the decoder is continuous, and codes of the crossing are "
        "those of no point.",
    ),
    Preset(
        "A knot in space",
        UndercompleteSetup(data="knot", latents=1, steps=4000),
        "A closed curve in space, and one number for it: the line follows the knot, and has two "
        "ends. Turn it.",
        "Why can no continuous code of one number close the curve?",
        "A closed curve is not an interval: somewhere neighbours have codes far apart.",
    ),
    Preset(
        "Back to the data",
        DenoisingSetup(),
        "Trained only to remove noise, the network moves every place near the data nearly as "
        "the exact score says it should. Put **x̃** anywhere, and follow the arrows back.",
        "Far from all data, who tells the network where to go?",
        "Nobody: it was never shown such places. There its arrows part from the exact ones, and "
        "the R² does not notice, since it is measured where corrupted points are.",
        opens={"view": "denoising"},
    ),
    Preset(
        "Digits restored",
        DenoisingSetup(data="digits", sigma=0.5, latents=32, width=128),
        "The network restores digits better than the best linear denoiser, which is dashed and "
        "in the last row: it knows what digits look like.",
        "How can anything beat the best linear denoiser if the noise is Gaussian?",
        "The noise is, the digits are not: the best of all denoisers is E[x|x̃], which is linear "
        "only for Gaussian data.",
        opens={"view": "denoising"},
    ),
    Preset(
        "Strokes as atoms",
        SparseSetup(),
        "A code of 64 numbers, nearly nine tenths of them 0 for any one digit: the atoms become "
        "strokes and parts of digits. Look at the code of one input, and step through ISTA.",
        "Why must the atoms have length 1?",
        "Long atoms need small codes: the penalty could be made as small as one likes without "
        "anything being sparse.",
        opens={"view": "sparse"},
    ),
    Preset(
        "A wanted activity",
        SparseSetup(penalty="kl"),
        "The other way: every unit is to be active for a twentieth on average. The mean activity "
        "comes down to what the error allows.",
        "Which of the two gives codes with exact zeros?",
        "L1, by its threshold. A sigmoid is never 0.",
        opens={"view": "sparse"},
    ),
    Preset(
        "A price on change",
        ContractiveSetup(),
        "Every change of the code with its input is charged, and only those that tell points apart "
        "are worth it. The short lines show in which direction the code changes most: around the "
        "circles rather than across them.",
        "Without the error, what would f be?",
        "A constant: nothing changes less.",
        opens={"view": "contractive"},
    ),
]
