"""The topics of the chapter on random processes."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="processes",
        chapter="processes",
        title="Random processes",
        icon=":material/earthquake:",
        promise=(
            "Drag a pole, and white noise swings, hums or wanders; then take the process apart "
            "again until only noise is left."
        ),
        notes="Section 4, random processes",
        modules=("models.processes",),
        keeps=("view", "frame"),
        sections=("processes",),
        words="pole zero unit circle innovations whitening Kolmogorov Szegő cepstrum MA",
    ),
    Topic(
        slug="prediction",
        chapter="processes",
        title="Prediction",
        icon=":material/query_stats:",
        promise=(
            "Every order of an autoregression fits a bar more; see what it foretells, how far, and "
            "what a few correlations leave open."
        ),
        notes="Section 4, autoregressive processes",
        modules=("models.processes",),
        keeps=("view", "frame"),
        sections=("prediction",),
        words="Burg Levinson Durbin lattice reflection AIC sunspots forecast triangle vowel LPC",
    ),
)
