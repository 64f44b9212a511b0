"""The topics of the chapter on autoencoders."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="plain",
        chapter="autoencoders",
        title="Autoencoders",
        icon=":material/hourglass:",
        promise=(
            "Keep a network from copying its input, by a narrow code, by noise, by a price on "
            "activity or on change, and see what it learns instead."
        ),
        notes="Sections 2.1-2.3",
        modules=("models.autoencoders.plain", "models.images"),
        trains=True,
        keeps=("view", "look", "z", "turn", "start", "basis", "x", "one", "other"),
        sections=("2.1", "2.2", "2.3"),
        words="PCA KLT eigendigits subspace bottleneck dictionary ISTA Tweedie score DAE CAE",
    ),
    Topic(
        slug="vae",
        chapter="autoencoders",
        title="Variational autoencoder",
        icon=":material/explore:",
        promise=(
            "Walk through a latent space with your finger: every point of the map is an image, "
            "and the bound says what the map costs."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.images"),
        trains=True,
        keeps=("view", "z", "ends"),
        sections=("2.5", "infovae"),
    ),
    Topic(
        slug="ledger",
        chapter="autoencoders",
        title="The ELBO ledger",
        icon=":material/balance:",
        promise=(
            "Drag a point and see its exact log p(x) paid in full: the bound, what the encoder "
            "misses, and what no diagonal Gaussian could give."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.densities"),
        trains=True,
        keeps=("view", "x"),
        sections=("2.5", "2.4"),
    ),
    Topic(
        slug="collapse",
        chapter="autoencoders",
        title="Beta and collapse",
        icon=":material/compress:",
        promise=(
            "Raise the price of information and watch latents switch off, one by one, where "
            "a line through the data's spectrum says they must."
        ),
        notes="Section 2.5",
        modules=("models.autoencoders", "models.images"),
        trains=True,
        keeps=("view", "away", "sd"),
        sections=("infovae", "gradient", "2.1", "2.5"),
    ),
    Topic(
        slug="vqvae",
        chapter="autoencoders",
        title="VQ-VAE",
        icon=":material/grid_on:",
        promise=(
            "See an image become a grid of whole numbers: swap one by hand, take away a term of "
            "the loss, and let a prior write new grids."
        ),
        notes="Section 2.5",
        modules=("models.vqvae", "models.images"),
        trains=True,
        keeps=("view", "swap", "grid_cell", "warmth"),
        sections=("vq-vae", "quantization"),
    ),
)
