"""The topics of the chapter on judging a generator."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="transport",
        chapter="evaluation",
        title="Transport",
        icon=":material/local_shipping:",
        promise=(
            "Earth that is moved from one cloud to another as cheaply as can be, and the proof, "
            "by curves you drag, that nobody does it cheaper."
        ),
        notes="Section 3.2",
        modules=("models.transport",),
        keeps=("view", "frame"),
        sections=("3.2",),
        words="Wasserstein Kantorovich Rubinstein Sinkhorn Monge earth mover optimal transport",
    ),
)
