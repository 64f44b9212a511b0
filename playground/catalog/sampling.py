"""Lecture 2: how samples are made, and densities guessed from them."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="sampling",
        chapter="sampling",
        title="Sampling",
        icon=":material/grain:",
        promise=(
            "A uniform number falls through a curve and is a draw of any law you like; four "
            "other ways to make one, each beside what is exact."
        ),
        notes="Section 1.1",
        modules=("models.sampling.experiments",),
        keeps=("view", "frame"),
        sections=("1.1", "gumbel", "sampling"),
        words="inverse CDF quantile Box-Muller polar Marsaglia Gumbel top-k rejection envelope",
    ),
    Topic(
        slug="chains",
        chapter="sampling",
        title="Markov chains",
        icon=":material/footprint:",
        promise=(
            "Four chains walk over a density you choose or draw: see when they agree, what their "
            "draws are worth, and where they are stuck."
        ),
        notes="Section 1.1",
        modules=("models.sampling.experiments", "models.densities"),
        keeps=("view", "step"),
        sections=("sampling",),
        words="MCMC Metropolis Hastings MALA HMC leapfrog R-hat ESS mixing burn-in",
    ),
    Topic(
        slug="density",
        chapter="sampling",
        title="Density estimation",
        icon=":material/bar_chart:",
        promise=(
            "All you have is a sample: guess the law behind it by counting, by a few Gaussians, by "
            "a bump on every point, and see how far off each guess is."
        ),
        notes="End of section 1.1",
        modules=("models.estimation",),
        keeps=("view", "frame"),
        sections=("estimation", "1.1"),
        words="EM expectation maximisation BIC bandwidth Parzen histogram k-NN Dirichlet Silverman",
    ),
)
