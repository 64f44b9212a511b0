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
        PlaneSetup(data="eight_gaussians", width=16),
        "On the data (the right bars) the encoder is nearly as good as the best Gaussian. This x "
        "lies between the modes, where a small encoder was hardly ever asked: its ellipse stands "
        "beside the contours, the dashed best Gaussian on them.",
        "How could the amortisation gap of this x be closed without training a larger encoder?",
        "By optimising mean and variance for this x alone, as variational inference did before "
        "VAEs. That is how the best Gaussian is found here; it takes a search for each x.",
    ),
    Preset(
        "Two modes",
        PlaneSetup(data="moons", latents=1),
        "One latent is a thread through both moons. This x lies in the hollow of one of them: two "
        "pieces of thread explain it, and p(z|x) has two modes. Each decodes to data; their "
        "average lies where there are few or none. Drag x towards either side.",
        "The best Gaussian takes the larger mode and drops the other. What does that cost if both "
        "have the same mass?",
        "ln 2 = 0.69 nats; with a larger share s it is −ln s. In the account that is the family "
        "gap, which no encoder avoids; this one, never asked about such an x, adds a larger gap "
        "of its own.",
        opens={"view": "blur"},
    ),
    Preset(
        "β = 4",
        PlaneSetup(beta=4.0),
        "A nat of rate is charged four times, and the decoder may call everything noise: the code "
        "is given up, every ellipse is the prior, and both gaps vanish. Yet log p(x) of the data "
        "is nearly a nat below that of β = 1.",
        "The bound has become exact. Is this model better?",
        "No: a bound close to log p(x) says nothing about how large log p(x) is. An encoder that "
        "ignores x has no gap at all once the decoder ignores z as well.",
    ),
    Preset(
        "Linear",
        PlaneSetup(network="linear", data="moons"),
        "With linear maps the true posterior is a Gaussian, the same for every x up to a shift, "
        "and training turns the codes until its axes are those of the latents: both gaps vanish. "
        "This is probabilistic PCA.",
        "So the bound is tight. What is the price?",
        "The model can only be a Gaussian of the plane: log p(x) of the data is more than half a "
        "nat below that of the networks.",
    ),
]
