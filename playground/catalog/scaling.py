"""The topics of the chapter on scaling laws."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="scaling",
        chapter="scaling",
        title="Scaling laws",
        icon=":material/trending_down:",
        promise=(
            "Fit a power law to animals, spend a budget by the laws of the literature, and train "
            "language models until they show a law of your own."
        ),
        notes="Section 5.2",
        modules=("models.scaling", "models.scaling.sweep"),
        keeps=("view", "law", "floor", "moment", "fork"),
        sections=("5.2",),
        words="allometry brain body mammals exponent Chinchilla Kaplan compute optimal tokens RMA",
    ),
    Topic(
        slug="claims",
        chapter="scaling",
        title="Six claims",
        icon=":material/fact_check:",
        promise=(
            "What the notes claim of transformers at scale, one claim after the other, put to the "
            "test on small models that were really trained, and on Kaplan's formulas."
        ),
        notes="Section 5.2",
        modules=("models.scaling.claims", "models.scaling.sweep"),
        keeps=("view",),
        sections=("5.2",),
        words="scaling overfitting universality transfer sample efficiency convergence frontier",
    ),
)
"""*Scaling laws* trains in one of its views only, and so counts as one that follows its knobs."""
