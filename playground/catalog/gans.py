"""The topics of the chapter on GANs."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="gans",
        chapter="gans",
        title="Generative adversarial networks",
        icon=":material/sports_kabaddi:",
        promise=(
            "Two players train against each other in front of you: watch the samples collapse "
            "onto a few modes, rewind to just before, and cure them."
        ),
        notes="Sections 3 and 3.1",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("view", "axis", "hand"),
        sections=("3", "3.1", "likelihood", "collapse"),
    ),
    Topic(
        slug="duel",
        chapter="gans",
        title="GAN duel",
        icon=":material/swords:",
        promise=(
            "Two to four GANs side by side on one time axis, from the same data and the same "
            "seed: what each does differently, and what comes of it."
        ),
        notes="Mode collapse, sections 3.2 and 3.3",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("axis",),
        sections=("collapse", "3.2", "3.3"),
    ),
    Topic(
        slug="field",
        chapter="gans",
        title="A field of GANs",
        icon=":material/grid_on:",
        promise=(
            "Not one GAN but hundreds, over the two knobs you choose: how often each setup loses "
            "modes, with its interval."
        ),
        notes="Mode collapse, section 3.2",
        modules=("models.gans", "models.densities"),
        trains=True,
        keeps=("cell",),
        sections=("collapse", "3.2"),
    ),
    Topic(
        slug="line",
        chapter="gans",
        title="GAN on a line",
        icon=":material/show_chart:",
        promise=(
            "The figure of the notes, set in motion: two densities, the discriminator beside the "
            "optimal one, and the arrows from z to x."
        ),
        notes="Section 3.1, maximum likelihood",
        modules=("models.gans",),
        trains=True,
        sections=("likelihood", "3.1"),
    ),
    Topic(
        slug="distances",
        chapter="gans",
        title="Distances",
        icon=":material/straighten:",
        promise=(
            "Every divergence of the f-GAN table, learned from samples under its exact ceiling; "
            "and what Wasserstein sees where all of them are blind."
        ),
        notes="Sections 3.2 and 3.3",
        modules=("models.gans",),
        trains=True,
        keeps=("view", "row"),
        sections=("3.2", "3.3"),
    ),
    Topic(
        slug="games",
        chapter="gans",
        title="Games",
        icon=":material/cyclone:",
        promise=(
            "Two players with one number each: why following two slopes spirals, by which exact "
            "factor, and what minimax and maximin ask for."
        ),
        notes="Nash equilibrium and mode collapse",
        modules=("models.games",),
        keeps=("view",),
        sections=("3.1", "collapse"),
    ),
    Topic(
        slug="bimatrix",
        chapter="gans",
        title="Games in normal form",
        icon=":material/grid_view:",
        promise=(
            "A table of payoffs, picked or typed: all its equilibria in fractions, what nobody "
            "would play, how players learn it, and why an equilibrium always exists."
        ),
        notes="Nash equilibrium",
        modules=("models.games",),
        keeps=("view",),
        sections=("3.1",),
        words="Lemke Howson dominance von Neumann fictitious replicator Brouwer Sperner payoff",
    ),
)
