"""The story of the latent-space page, in order: from an autoencoder to collapse, and back."""

from models.autoencoders import VaeSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Autoencoder limit",
        VaeSetup(beta=0.001),
        "With β near 0 hardly anything holds the codes together: they spread far beyond the "
        "prior's rings, each a dot, and between them there are holes. Drag the point into one.",
        "Reconstructions of the images trained on are fine. Why are samples of the prior worse?",
        "The prior N(0, I) knows nothing of this cloud of dots, and next to none of its disc is "
        "any image's code. The decoder was never asked what lies in the holes: it answers with "
        "anything.",
    ),
    Preset(
        "ELBO",
        VaeSetup(),
        "With β = 1 the codes gather around the prior's disc, and classes lie side by side: drag "
        "the point, and most places of the disc decode to a digit. Between two classes lies a "
        "mixture of both.",
        "The rate is the KL to the prior. What would the map look like if the rate were 0?",
        "All ellipses would be the unit circle: the code would say nothing about the image, and "
        "the decoder could only draw the mean of all digits.",
    ),
    Preset(
        "β = 4",
        VaeSetup(beta=4.0),
        "A nat of rate costs four: the ellipses grow, and less is told apart. The networks also "
        "overfit less: the lead in ELBO of the images trained on over held-out ones shrinks.",
        "Is a model with β = 4 still trained on a lower bound of log p(x)?",
        "Yes. The KL is never negative, so for β above 1 the objective lies below the ELBO, which "
        "lies below log p(x). It is a looser bound, and that is the price.",
    ),
    Preset(
        "Collapse",
        VaeSetup(beta=50.0, learned=False, sigma=0.35),
        "Posterior collapse: β σ² = 6.1 is more than the largest variance along any direction of "
        "the data (5.2 for MNIST, 0.70 for the small digits). Both latents switch off, and every "
        "code decodes to the same mean.",
        "The encoder network could describe the images. Why does it not want to?",
        "Of a linear decoder it can be computed: a latent along a direction of variance λ saves at "
        "best (λ − β σ²)/(2σ²) nats of distortion, and is charged β · ½ ln(λ/(β σ²)). Down to "
        "λ = β σ² that pays; there both are 0, and below nothing is left to save.",
    ),
    Preset(
        "InfoVAE",
        VaeSetup(objective="infovae", alpha=0.9, lam=100.0, learned=False, sigma=0.35),
        "The same decoder noise as in the collapse. The KL of each single image is charged a "
        "tenth only; instead the cloud of all codes is matched to the prior, by the MMD: it takes "
        "the prior's spread, and each image is a small ellipse in it.",
        "The rate is higher than with the ELBO. What is bought with it?",
        "Information about which image it is. By its bound the model is the worse one: the ELBO "
        "pays for all of the rate, InfoVAE for a tenth, and once more, through the MMD, for the "
        "part KL(q(z)‖p(z)). The MMD sees the shape of the cloud and hardly the holes between its "
        "ellipses.",
    ),
]

INFOVAE = (
    "In lines 2 and 3 of InfoVAE's objective the notes write $p_\\theta(x)$ for the law of the "
    "images. It is that of the data, $p_D(x)$, everywhere but in $\\log p_\\theta(x|z)$, and the "
    "information is that under $q$: only then is the rate the sum above. The switch: "
    "**Objective**, **α** and **λ**."
)
