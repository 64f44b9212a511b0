"""Every knob of a sweep: which decoders are trained, on how much of which text, how long."""

from models.language import TextSetup, second, text_of
from models.setup import knob, rate_knob, seed_knob

WIDTHS = (16, 24, 32, 48, 64, 96, 128, 192, 256)
SHARES = (1 / 32, 1 / 16, 1 / 8, 1 / 4)  # of the text, for runs with little of it
SHAPES = ((1, 68), (4, 34), (8, 24))  # layers and width, all of about 55,300 parameters
CROSSED = (16, 32)  # widths that see little data too, where that is wanted
REPEATED = 3  # so many of the smallest sizes are trained with every seed
CONTEXT = 64  # characters that a decoder reads at most
FRAMES = 32  # moments of each run, beside its beginning
SLICES = 10_000  # into which the work of a whole sweep is cut, for its progress


class SweepSetup(TextSetup):
    """A sweep of small language models; the largest begins when those that foretell it end."""

    sizes: int = knob(
        6,
        "Sizes",
        "How many decoders of two layers: 5 span a factor of 16 in N, 6 one of 36, 7 one of 64. "
        "The largest takes about as long as all before it.",
        low=4,
        high=7,
        step=1,
    )
    updates: int = knob(
        400,
        "Updates of each",
        "How long every decoder learns.",
        low=20,
        high=5000,
        log=True,
    )
    data: bool = knob(
        True,
        "Little data too",
        "Train a middle size on 1/32, 1/16, 1/8 and 1/4 of the text as well, for L(D).",
    )
    crossed: bool = knob(
        False,
        "Little data for others too",
        "Widths 16 and 32 see those parts of the text as well: only so does overfitting show how "
        "data have to grow with N.",
        rare=True,
    )
    shapes: bool = knob(
        True,
        "Depth against width",
        "Train three more shapes of one size: 1, 4 and 8 layers.",
    )
    repeats: int = knob(
        2,
        "Seeds of the smallest",
        "How many seeds the three smallest sizes are trained with. What differs between them is "
        "noise, which the intervals hold.",
        low=1,
        high=5,
        step=1,
    )
    batch: int = knob(
        16,
        "Batch",
        "Stretches of 64 characters in each update.",
        low=4,
        high=64,
        log=True,
        rare=True,
    )
    learning_rate: float = rate_knob(
        0.01,
        "Size of Adam's updates after the first 20, at width 32; it falls as 1/width. Too "
        "small crawls, too large diverges.",
        low=0.0001,
        rare=True,
    )
    falls: bool = knob(
        False,
        "Learning rate falls",
        "To zero along a cosine: the end is better, and all before it worse than it could be.",
        rare=True,
    )
    seed: int = seed_knob(
        "Chooses the initial parameters and the order of the data; the same seed, the same sweep.",
    )

    @property
    def steps(self) -> int:
        """Slices of about equal work, of all decoders together."""
        return SLICES


def told(setup: SweepSetup) -> dict[str, str]:
    """By which recipe, and of what text, in words.

    Raises:
        ModelError: As for :func:`models.language.text_of`.
    """
    text, other = text_of(setup), second()
    return {
        "seed": f"{setup.seed}; {setup.repeats} seeds for each of the {REPEATED} smallest",
        "updates": str(setup.updates),
        "batch": str(setup.batch),
        "learning rate": f"{setup.learning_rate:g}",
        "text": f"{text.name}, {len(text.training):,} characters, SHA-256 {text.digest}",
        "second text": f"{other.name}, {len(other.held_out):,} characters, SHA-256 {other.digest}",
    }
