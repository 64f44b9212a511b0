"""The story of the collapse page, in order: a price, a line through the spectrum, a repair."""

from models.autoencoders import CollapseSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "β = 1",
        CollapseSetup(beta=1.0),
        "With 16 latents offered and β = 1 most of them are used: some fourteen bars of KL stand "
        "well above zero.",
        "Of n images a code can tell at most ln n nats about which one it is: with the 297 "
        "held-out ones 5.7. The rate is several times that. What is the rest spent on?",
        "On KL(q(z)‖p(z)): the cloud of these codes does not fill the prior in 16 dimensions. Of "
        "more images more would count as information; but samples of the prior mostly fall "
        "between the codes, and look worse than reconstructions.",
    ),
    Preset(
        "β = 16",
        CollapseSetup(beta=16.0),
        "The same networks, but a nat of rate costs sixteen. Most bars fall to zero; about four "
        "latents carry nearly everything.",
        "Eight eigenvalues of the data lie above β σ² = 0.16: so many directions a linear model "
        "would keep. Why do these networks keep fewer latents?",
        "They are not linear: one latent may be bent around several directions of the data, and "
        "each further one has to earn its own price. The count λ > β σ² is exact for linear "
        "networks, and for others a guide.",
    ),
    Preset(
        "Linear",
        CollapseSetup(network="linear", latents=32, beta=4.0),
        "For linear networks the best model is known: open the spectrum. Every direction above the "
        "line β σ² is learned, none below it.",
        "Without moving the knob: how many latents would survive at β = 50?",
        "Count the eigenvalues above 50 · 0.01 = 0.5: there are 3. Train it and compare.",
        opens={"view": "line"},
    ),
    Preset(
        "Collapse",
        CollapseSetup(network="linear", latents=32, beta=50.0, sigma=0.15),
        "β σ² = 1.1 is above the whole spectrum. Every posterior is the prior, and every code "
        "decodes to the mean of all digits.",
        "The ELBO with β = 1 would keep most latents. Is collapse a failure of training?",
        "No: here it is the best solution of the objective, in closed form. A decoder that may "
        "blame so much noise has nothing left to explain.",
        opens={"view": "line"},
    ),
    Preset(
        "InfoVAE",
        CollapseSetup(latents=2, objective="infovae", alpha=0.9, lam=100.0, sigma=0.15),
        "The KL of each image is charged a tenth, but all codes together are matched to the "
        "prior: they take its spread, with each image a dot.",
        "Which part of the rate is paid for here, and which is not?",
        "The rate is mutual information plus KL(q(z)‖p(z)). InfoVAE charges a tenth of both, and "
        "for the second once more, α + λ − 1 = 99.9 times the MMD². So the code keeps nearly all "
        "that can be measured of the information, ln n for n images; and the MMD sees the "
        "cloud's shape, hardly the holes between its dots.",
        opens={"view": "prior"},
    ),
]

# Told under the two views of gradients, of which no station speaks.
GRADIENTS = Preset(
    "Two gradients",
    CollapseSetup(),
    "One gradient, three estimators with the same mean. Make σ smaller: the reparametrised samples "
    "gather at the gradient, those of the score function fly apart.",
    "Why does the score function scatter so much more, and what does a baseline change?",
    "It multiplies the whole value f(z) by the score, whose size is 1/σ; only the differences of f "
    "matter, and a baseline takes the rest away without moving the mean. The reparametrised "
    "gradient uses the slope of f itself, and needs f to have one.",
)

PCA = (
    "The notes say that a linear decoder “recovers PCA”. It recovers the principal *subspace*, for "
    "centred data or with a bias, and up to any invertible matrix of the codes; so the directions "
    "here are counted in the eigenvalues of $WW^\\top$, which no rotation of the codes changes. "
    "The switch: **Networks**."
)
REPARAMETRISED = (
    "The notes print $\\mathbb{E}_q[f(Z)] = \\nabla\\,\\mathbb{E}_{p(\\varepsilon)}"
    "[f(g(\\varepsilon,\\varphi,x))]$. Both sides are the same number, without $\\nabla$; only "
    "then is the gradient taken, of either. The first histogram follows from the right side, the "
    "others from the left."
)
