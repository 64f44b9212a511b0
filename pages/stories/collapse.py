"""The story of the collapse page, in order: a price, a line through the spectrum, a repair."""

from models.autoencoders import CollapseSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "β = 1",
        CollapseSetup(beta=1.0),
        "With 16 latents offered and β = 1 most of them are used: some fourteen bars of KL stand "
        "well above zero.",
        "The rate exceeds what is needed to tell the 600 images apart, ln 600 = 6.4 nats. "
        "What is the rest spent on?",
        "On KL(q(z)‖p(z)): the cloud of all codes does not fill the prior in 16 dimensions. That "
        "part tells nothing about the image, and it is why samples look worse than "
        "reconstructions.",
    ),
    Preset(
        "β = 16",
        CollapseSetup(beta=16.0),
        "The same networks, but a nat of rate costs sixteen. Most bars fall to zero; four latents "
        "carry nearly everything.",
        "Why do latents die one by one, instead of all getting a little weaker?",
        "A latent whose direction of the data has less variance than β σ² pays more for its KL "
        "than it saves, at any strength; one above that line is still worth its price.",
    ),
    Preset(
        "Linear",
        CollapseSetup(network="linear", latents=32, beta=4.0),
        "For linear networks the best model is known: open the spectrum. Every direction above the "
        "line β σ² is learned, none below it.",
        "Without moving the knob: how many latents would survive at β = 16?",
        "Count the eigenvalues above 16 · 0.01 = 0.16: there are 8. Train it and compare.",
    ),
    Preset(
        "Collapse",
        CollapseSetup(network="linear", latents=32, beta=50.0, sigma=0.15),
        "β σ² = 1.1 is above the whole spectrum. Every posterior is the prior, and every code "
        "decodes to the mean of all digits.",
        "The ELBO with β = 1 would keep most latents. Is collapse a failure of training?",
        "No: here it is the best solution of the objective, in closed form. A decoder that may "
        "blame so much noise has nothing left to explain.",
    ),
    Preset(
        "InfoVAE",
        CollapseSetup(latents=2, objective="infovae", alpha=0.9, lam=100.0, sigma=0.15),
        "The KL of each image is nearly free, but all codes together are matched to the prior: "
        "they take its spread, with each image a dot.",
        "Which part of the rate is paid for here, and which is not?",
        "The rate is mutual information plus KL(q(z)‖p(z)). InfoVAE charges a tenth for the first, "
        "which describes the image, and so keeps 6.2 of its ln 600 = 6.4 nats; for the second it "
        "charges by the MMD, which sees the cloud's shape and hardly the holes between dots.",
    ),
]
OPENS = {"Linear": "line", "Collapse": "line", "InfoVAE": "prior"}
