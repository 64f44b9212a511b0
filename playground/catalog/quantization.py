"""The topics of the chapter on quantization."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="scalar",
        chapter="quantization",
        title="Scalar quantization",
        icon=":material/stairs:",
        promise=(
            "Drag the levels of a quantizer, let Lloyd and Max put them right, and hold every "
            "decibel against theory."
        ),
        notes="Introduction to quantization",
        modules=("models.quantization",),
        keeps=("plot", "frame"),
        sections=("quantization",),
    ),
    Topic(
        slug="vector",
        chapter="quantization",
        title="Vector quantization",
        icon=":material/hexagon:",
        promise=(
            "Drag a codeword and its cell follows; then measure what vectors gain over numbers."
        ),
        notes="Vector quantization",
        modules=("models.quantization",),
        keeps=("view", "rho", "frame"),
        sections=("vector",),
    ),
)
