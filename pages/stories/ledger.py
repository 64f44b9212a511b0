"""The story of the ledger page, in order: what the bound misses, and which part of it is whose."""

from models.autoencoders import PlaneSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "ELBO",
        PlaneSetup(),
        "The bars add up: the ELBO and two gaps give exactly log p(x), computed by summing over "
        "all codes. Drag x: the bound moves with it, and the sum holds everywhere.",
        "The bound is trained, log p(x) is not. Can log p(x) fall while the ELBO rises?",
        "Yes. The ELBO also rises when the gap shrinks: the decoder may give up likelihood to get "
        "posteriors that a Gaussian fits. Scrub the strip: the distance of its lines is the gap.",
    ),
    Preset(
        "Amortisation gap",
        PlaneSetup(data="pinwheel", width=16),
        "A small encoder has to serve all points at once. Where its ellipse stands beside the "
        "contours and the dashed best Gaussian stands on them, the loss is its own.",
        "How could the amortisation gap of this x be closed without training a larger encoder?",
        "By optimising mean and variance for this x alone, as variational inference did before "
        "VAEs. That is how the best Gaussian is found here; it takes a search for each x.",
    ),
    Preset(
        "Two modes",
        PlaneSetup(data="circles", latents=1),
        "One latent is a thread that has to pass by both circles. Between two of its arms "
        "p(z|x) has two modes: drag x there. No Gaussian fits, and the family gap is the bill.",
        "Look at the points decoded from q(z|x), and at their mean. Why do VAEs blur?",
        "A Gaussian over two modes takes one and drops the other, or covers both and all between. "
        "What the decoder is asked for there is one mean for unlike inputs: an average, a blur.",
    ),
    Preset(
        "β = 4",
        PlaneSetup(beta=4.0),
        "A nat of rate is charged four times: the ellipses grow towards the prior, and log p(x) "
        "falls. The ledger still adds up.",
        "The gap may even shrink. Is this model better?",
        "No: a bound close to log p(x) says nothing about how large log p(x) is. An encoder that "
        "ignores x has no gap at all once the decoder ignores z as well.",
    ),
    Preset(
        "Linear",
        PlaneSetup(network="linear", data="moons"),
        "With linear maps the true posterior is a Gaussian, the same for every x up to a shift: "
        "both gaps all but vanish. This is probabilistic PCA.",
        "So the bound is tight. What is the price?",
        "The model can only be a Gaussian of the plane: log p(x) is far below that of the networks "
        "on the same data.",
    ),
]
OPENS = {"Two modes": "blur"}
