"""The story of the latent-space page, in order: from an autoencoder to collapse, and back."""

from models.autoencoders import VaeSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "Autoencoder limit",
        VaeSetup(beta=0.001),
        "With β near 0 nothing holds the codes together: they spread far beyond the prior's "
        "rings, each a dot, and between them there are holes. Drag the point into one.",
        "The training images are fitted best of all. Why are samples of the prior no good?",
        "The prior N(0, I) covers a small part of this map, and next to none of it is any image's "
        "code. The decoder was never asked what lies in the holes: it answers with anything.",
    ),
    Preset(
        "ELBO",
        VaeSetup(),
        "With β = 1 the codes gather in the prior's disc, and the classes lie side by side: nearly "
        "every point of the disc decodes to some digit.",
        "The rate is the KL to the prior. What would the map look like if the rate were 0?",
        "All ellipses would be the unit circle: the code would say nothing about the image, and "
        "the decoder could only draw the mean of all digits.",
    ),
    Preset(
        "β = 4",
        VaeSetup(beta=4.0),
        "A nat of rate costs four: less is told apart, the ellipses grow, and the decoded images "
        "get softer. The ELBO of held-out images even rises: 1,500 images are overfitted less.",
        "Is a model with β = 4 still trained on a lower bound of log p(x)?",
        "Yes. The KL is never negative, so for β above 1 the objective lies below the ELBO, which "
        "lies below log p(x). It is a looser bound, and that is the price.",
    ),
    Preset(
        "Collapse",
        VaeSetup(beta=50.0, learned=False, sigma=0.15),
        "Posterior collapse: β σ² = 1.1 is more than the largest variance of the data along any "
        "direction, 0.70. Both latents switch off, and every code decodes to the same mean.",
        "The encoder network could describe the images. Why does it not want to?",
        "A latent along a direction of variance λ saves about λ/(2σ²) nats of distortion, and "
        "costs β times its rate. Below λ = β σ² the bill is always larger than the gain.",
    ),
    Preset(
        "InfoVAE",
        VaeSetup(objective="infovae", alpha=0.9, lam=100.0, learned=False, sigma=0.15),
        "The same decoder noise as in the collapse. The KL of each single image is nearly taken "
        "away; instead the cloud of all codes is matched to the prior: it has the prior's spread, "
        "and each image is a dot in it.",
        "The rate is higher than with the ELBO. What is bought with it?",
        "Information: about 6.2 of the ln 600 = 6.4 nats that tell the images apart. By its bound "
        "it is the worse model, for the ELBO pays for all of the rate, InfoVAE hardly for this "
        "part. And dots leave holes: KL(q(z)‖p(z)) is larger here than with β = 1.",
    ),
]
