"""What the attention page says of its pretrained heads, on sentences that did not choose them."""

import numpy as np

from benchmarks.stories.claim import Claim, Seen
from models.attention import Attention, load_encoder, pattern_scores
from models.attention.encoder import plane

# One pair for each fresh seed; the second of each repeats a word of the first.
FRESH = (
    ("The baker opened his shop at six.", "By noon the shop was almost empty."),
    ("A dog chased the ball across the field.", "Nobody could find the ball again."),
    ("My uncle fixed the radio with a spoon.", "The radio played all night."),
    ("She drew a map of the island.", "The island was smaller than it looked."),
    ("The pilot waited for the storm to pass.", "When the storm was over, he slept."),
    ("They planted a tree behind the school.", "The tree is taller than the house now."),
    ("He wrote his name on the wall.", "The wall was painted white last week."),
    ("The queen gave a speech to the crowd.", "Some in the crowd were crying."),
    ("We ate soup on the balcony.", "The soup was too hot for the baby."),
    ("A ship brought tea to the city.", "The city had never seen so many people."),
)


def _pair(seed: int) -> tuple[str, str]:
    return FRESH[seed % len(FRESH)]


def _read(seed: int) -> Attention:
    return load_encoder().attend(*_pair(seed))


def _previous(seed: int) -> Seen:
    scores = pattern_scores(_read(seed))
    here = scores["previous"][0, 2]
    every = np.concatenate([scores["previous"].ravel(), scores["next"].ravel()])
    return Seen(bool(here > 0.9 and here == every.max()), f"{here:.2f} of its weight")


def _copies(seed: int) -> Seen:
    table = pattern_scores(_read(seed))["other_text"]
    layer, head = np.unravel_index(table.argmax(), table.shape)
    best = int(layer), int(head)
    return Seen(best == (2, 9), f"best L{layer} H{head}, {table.max():.2f}")


def _rest(seed: int) -> Seen:
    text, _ = _pair(seed)
    seen = load_encoder().attend(text)
    on_first = (seen.weights[1, 11, :, 0] > 0.5).mean()
    values = np.linalg.norm(load_encoder().story(text, None, 1, 11, 1).values, axis=1)
    short = values[0] / values[1:-1].min()
    numbers = f"{on_first:.0%} of the tokens rest, the value has {short:.2f} of the shortest word's"
    return Seen(bool(on_first >= 0.8 and short < 0.1), numbers)


def _matters(seed: int) -> Seen:
    a, b = _pair(seed)
    found = plane(load_encoder(), a, b, ((0, 2), (1, 8)))
    layer, head = np.unravel_index(found.shifts.argmax(), found.shifts.shape)
    most, both = found.shifts.max(), found.shift
    numbers = f"L0 H2 and L1 H8 {both:.4f}, L{layer} H{head} alone {most:.4f}"
    return Seen(bool(layer == 5 and most > 10 * both), numbers)


CLAIMS = [
    Claim("The word before", "layer 0, head 2 looks back; no head is more regular", _previous),
    Claim("The same word again", "layer 2, head 9 joins copies across the texts most", _copies),
    Claim("A place to rest", "layer 1, head 11 rests on [CLS], whose value is short", _rest),
    Claim(
        "Does it matter?", "some head of the last layer alone moves it ten times as far", _matters
    ),
]
