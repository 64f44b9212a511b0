"""The topics of the chapter on judging a generator."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="measures",
        chapter="evaluation",
        title="Measuring a generator",
        icon=":material/rule:",
        promise=(
            "The 23 measures of the notes, computed live on a generator whose faults you turn: "
            "which of them sees what, and what a perfect sampler would get."
        ),
        notes="Section 3.1",
        modules=("models.measures",),
        keeps=("view", "number", "matrix_frame", "wishes_frame"),
        sections=("evaluation", "collapse"),
        words=(
            "evaluation FID Frechet inception score IS MMD C2ST coverage birthday paradox NDB "
            "GAM NRDS tournament precision recall desiderata Borji memorise"
        ),
    ),
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
    Topic(
        slug="divergences",
        chapter="evaluation",
        title="Divergences",
        icon=":material/call_split:",
        promise=(
            "A convex function you drag makes a divergence: its conjugate out of tangents, the "
            "bound of any T, and the Gaussian it likes best for a law of two bumps."
        ),
        notes="Section 3.3",
        modules=("models.gans",),
        keeps=("view",),
        sections=("3.3",),
        words="conjugate Fenchel f-divergence mode seeking mode covering variational",
    ),
    Topic(
        slug="robust",
        chapter="evaluation",
        title="Robust statistics",
        icon=":material/shield:",
        promise=(
            "Outliers you drag: where the mean goes with them, the median and Tukey's deepest "
            "point do not; and GANs as estimators, one for each kind of small."
        ),
        notes="Section 3.3",
        modules=("models.robust",),
        trains=False,
        keeps=("view",),
        sections=("robust",),
        words=(
            "outliers contamination Huber Tukey depth median breakdown MAD trimmed mean "
            "halfspace minimax"
        ),
    ),
)
