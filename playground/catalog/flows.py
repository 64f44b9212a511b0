"""The topics of the chapter on flows."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="flows",
        chapter="flows",
        title="Normalizing flows",
        icon=":material/air:",
        promise=(
            "Noise is bent, layer by layer, into your data, and you can read its exact density "
            "at every moment of the training."
        ),
        notes="Sections 1.1 to 1.3",
        modules=("models.flows", "models.densities"),
        trains=True,
        keeps=("view", "temperature"),
        sections=("1.2", "1.3", "1.1"),
    ),
    Topic(
        slug="xray",
        chapter="flows",
        title="Flow X-ray",
        icon=":material/radiology:",
        promise=(
            "One point, followed through every layer of a flow: where it goes, and what each "
            "layer does to its density, to the last digit."
        ),
        notes="Sections 1.2 and 1.3",
        modules=("models.flows", "models.densities"),
        trains=True,
        keeps=("view", "compare"),
        sections=("1.2", "infinitesimal", "1.3"),
    ),
    Topic(
        slug="glow",
        chapter="flows",
        title="Glow on images",
        icon=":material/flare:",
        promise=(
            "A flow of pictures, trained while you watch: every picture becomes noise and comes "
            "back pixel for pixel, and its price is known in bits."
        ),
        notes="Section 1.3",
        modules=("models.glow", "models.images"),
        trains=True,
        keeps=("view", "temperature", "warmth", "part", "order"),
        sections=("1.3",),
        words="RealNVP actnorm 1x1 convolution coupling squeeze split multi-scale dequantization "
        "bits per dimension triangular Jacobian LU",
    ),
    Topic(
        slug="change",
        chapter="flows",
        title="Change of variables",
        icon=":material/transform:",
        promise=(
            "Stretch a line or a plane with your own hands, and see why its density is divided "
            "by exactly the stretch."
        ),
        notes="Sections 1.1 and 1.2",
        modules=("models.change_of_variables",),
        keeps=("view",),
        sections=("1.1", "1.2", "discrete", "lotus"),
    ),
)
