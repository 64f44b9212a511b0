"""The topics of the chapter on autoregressive networks."""

from playground.catalog.entry import Topic

TOPICS: tuple[Topic, ...] = (
    Topic(
        slug="autoregressive",
        chapter="autoregressive",
        title="Autoregressive networks",
        icon=":material/linear_scale:",
        promise=(
            "One symbol after the other: four kinds of network race to the entropy rate, and each "
            "shows who in it may look at whom."
        ),
        notes="Section 4, autoregressive models",
        modules=("models.autoregressive",),
        trains=True,
        keeps=("view", "look", "word_2", "word_27", "wiring_frame"),
        sections=("4", "long memory", "deep ar"),
        words="chain rule causal option A LSTM GRU WaveNet receptive field vanishing n-gram",
    ),
    Topic(
        slug="pixels",
        chapter="autoregressive",
        title="Pixels",
        icon=":material/grid_view:",
        promise=(
            "An image, one pixel after the other: watch it being drawn, finish a half-erased "
            "digit, and see who sees whom and what each pixel costs."
        ),
        notes="Section 4, deep generative AR models",
        modules=("models.autoregressive", "models.images"),
        trains=True,
        keeps=(
            "view",
            "warmth",
            "image",
            "unfinished",
            "erased",
            "drawing_frame",
            "sight_pixel",
        ),
        sections=("deep ar",),
        words="PixelCNN MADE NADE masked convolution blind spot inpainting bits per dimension",
    ),
)
