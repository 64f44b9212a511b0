"""The sections of the lecture notes: which pages treat them, and by which words they are found.

A topic of the catalog names its sections by their keys. A section that no topic names has no page
yet, and the map of the gallery says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Section:
    """One section of the notes.

    Attributes:
        key: Its name in the catalog: the number where the notes give one of their own.
        lecture: The heading of its lecture.
        number: As it is printed in the notes; a part of a section bears the section's number.
        title: What it is about.
        words: What else somebody may type to find it.
    """

    key: str
    lecture: str
    number: str
    title: str
    words: str = ""

    @property
    def name(self) -> str:
        """Number and title."""
        return f"{self.number} {self.title}"


def _lecture(heading: str, *sections: tuple[str, str, str, str]) -> tuple[Section, ...]:
    return tuple(Section(key, heading, *rest) for key, *rest in sections)


SECTIONS: tuple[Section, ...] = (
    *_lecture(
        "Lectures 2-3 · Normalizing flows",
        (
            "1.1",
            "1.1",
            "Generating a random variable",
            "cdf inverse sampling quantile uniform Box-Muller Jacobian determinant many-to-one pdf",
        ),
        ("gumbel", "1.1", "Gumbel-max", "discrete distributions argmax categorical"),
        ("sampling", "1.1", "Rejection sampling and MCMC", "Markov chain Monte Carlo Metropolis"),
        (
            "estimation",
            "1.1",
            "Estimating a distribution",
            "empirical counts smoothing Laplace kernel density KDE maximum likelihood MLE",
        ),
        (
            "1.2",
            "1.2",
            "Normalizing flows",
            "invertible change of variables log det Jacobian planar Rezende Mohamed",
        ),
        ("discrete", "1.2", "Change of variables, discrete", "pmf sum over the preimages"),
        ("lotus", "1.2", "LOTUS", "law of the unconscious statistician expectation"),
        ("infinitesimal", "1.2", "Infinitesimal flows", "continuous time ODE PDE Neumann"),
        (
            "1.3",
            "1.3",
            "Glow",
            "coupling likelihood dequantization triangular Jacobian RealNVP 1x1 convolution",
        ),
    ),
    *_lecture(
        "Lectures 4-6 · Autoencoders and quantization",
        ("2.1", "2.1", "Undercomplete autoencoders", "PCA Karhunen-Loève linear sparse bottleneck"),
        ("2.2", "2.2", "Denoising autoencoders", "DAE noise score"),
        ("2.3", "2.3", "Contractive autoencoders", "CAE Frobenius Jacobian penalty"),
        ("2.4", "2.4", "Latent variable models", "DLVM encoder decoder intractable posterior"),
        (
            "2.5",
            "2.5",
            "VAE",
            "variational autoencoder ELBO evidence lower bound KL amortized inference IWAE prior "
            "recognition model",
        ),
        (
            "gradient",
            "2.5",
            "Reparameterization trick",
            "gradient estimator score function REINFORCE pathwise Monte Carlo",
        ),
        ("infovae", "2.5", "Weighted ELBO and InfoVAE", "beta disentangle mutual information"),
        ("vq-vae", "2.5", "VQ-VAE", "codebook straight-through stop gradient sg commitment"),
        (
            "quantization",
            "2.5",
            "Introduction to quantization",
            "Lloyd Max distortion rate centroid nearest neighbour levels MSE SNR dB",
        ),
        (
            "vector",
            "2.5",
            "Vector quantization",
            "VQ Voronoi codebook space filling shape memory advantage k-means lattice hexagon",
        ),
    ),
    *_lecture(
        "Lectures 7-9 · Generative adversarial networks",
        ("3", "3", "Generative adversarial networks", "GAN generator discriminator"),
        (
            "3.1",
            "3.1",
            "Nash equilibrium",
            "game payoff bimatrix normal form zero sum minimax saddle point non-saturating "
            "Kakutani",
        ),
        (
            "likelihood",
            "3.1",
            "Maximum likelihood and the optimal D",
            "density ratio MLE KL importance sampling D*",
        ),
        (
            "evaluation",
            "3.1",
            "Evaluation measures",
            "FID IS inception score MMD C2ST coverage birthday paradox precision recall Fréchet "
            "skill rating tournament",
        ),
        (
            "collapse",
            "3.1",
            "Mode collapse",
            "minimax maximin unrolled unrolling packing PacGAN modes dropped cycling",
        ),
        (
            "3.2",
            "3.2",
            "Wasserstein loss",
            "WGAN W1 optimal transport earth mover Kantorovich Rubinstein duality Lipschitz critic",
        ),
        (
            "3.3",
            "3.3",
            "f-GAN",
            "f-divergence conjugate KL JS Jensen-Shannon Hellinger Pearson total variation",
        ),
        ("robust", "3.3", "GANs in robust statistics", "perturbation contamination outliers"),
    ),
    *_lecture(
        "Lectures 10-11 · Autoregressive models",
        ("4", "4", "Factorization and finite memory", "autoregressive AR Markov MLP chain rule"),
        ("long memory", "4", "Long range memory", "RNN recurrent causal dilated convolution"),
        (
            "processes",
            "4",
            "Discrete time random processes",
            "spectrum stationary whitening innovations Paley-Wiener Wiener minimum phase filter",
        ),
        (
            "prediction",
            "4",
            "Autoregressive processes",
            "Yule-Walker Levinson prediction maximum entropy autocorrelation",
        ),
        (
            "deep ar",
            "4",
            "Deep generative AR models",
            "PixelCNN causal convolution categorical softmax WaveNet log-likelihood",
        ),
    ),
    *_lecture(
        "Lectures 12-13 · Transformers",
        ("language", "5", "Language models", "next word n-gram chain rule GPT perplexity"),
        (
            "5.1",
            "5.1",
            "Attention mechanism",
            "BERT heads query key value softmax seq2seq alignment translation self-attention",
        ),
        (
            "block",
            "5.1",
            "Transformer blocks",
            "feed-forward skip connection permutation equivariant multi-head equations (1) (2)",
        ),
        (
            "universal",
            "5.1",
            "Universal approximation",
            "seq-to-seq theorem contextual mapping expressivity",
        ),
        ("positions", "5.1", "Positional encodings", "position order trainable embedding"),
        (
            "5.2",
            "5.2",
            "Allometric scaling",
            "scaling laws power law exponent compute Kaplan superlinear sublinear neurobiology",
        ),
    ),
)
"""In the order of the notes."""


def section(key: str) -> Section:
    """The section of that key.

    Raises:
        KeyError: If the notes have none.
    """
    for candidate in SECTIONS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)
