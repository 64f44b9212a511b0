"""The story of the attention page, in order."""

from dataclasses import dataclass

from models.attention.encoder import Head, ReadingSetup
from playground.lesson import Preset


@dataclass(frozen=True)
class Opening:
    """Where a station opens: the large heads, the locked word, the ranked pattern."""

    heads: tuple[Head, ...]
    word: int | None = None
    pattern: str = "previous"


STATIONS = [
    Preset(
        "Twelve heads",
        ReadingSetup(),
        "72 heads read the same two sentences, and no two look alike: some draw a diagonal, some "
        "a single column, some a fog. The large one looks ahead: went, to and the look at store.",
        "Nobody told a head what to look for. Where do the patterns come from?",
        "From training, at second hand: a larger teacher learnt to predict hidden words, and this "
        "small model only to attend as the teacher's last layer does, with no word to predict. "
        "Every other layer was then taken out, and the rest tuned to tell sentences apart. What a "
        "head is for is our reading of it afterwards.",
    ),
    Preset(
        "The word before",
        ReadingSetup(text_b="She can not see the sea."),
        "Layer 0, head 2 looks at the word before, almost with its whole weight: a shifted "
        "diagonal. It is the most regular head of this model.",
        "How can a head know where the previous word is, if attention sees a set of words?",
        "By the positions added to the words. Without them a block of an encoder, which has no "
        "mask, is permutation equivariant: shuffle the words, and its outputs are shuffled along. "
        "The page *The transformer block* shows exactly that.",
    ),
    Preset(
        "The same word again",
        ReadingSetup(
            text_a="The store was closed, so I went to another store.",
            text_b="I like the other store.",
            hide=True,
        ),
        "With [CLS] and [SEP] hidden, layer 2, head 9 joins copies of a word, also across the "
        "two sentences: store to store, the to the.",
        "Why does the picture become so much clearer once [CLS] and [SEP] are hidden?",
        "A head whose pattern does not apply has to put its weight somewhere: the rows of a "
        "softmax sum to 1. This model rests on [CLS]; hidden, the rest is divided by what is left.",
        opens={"view": "patterns"},
    ),
    Preset(
        "A place to rest",
        ReadingSetup(
            text_a="The cat sat on the mat because it was tired.",
            text_b="",
        ),
        "Layer 1, head 11 puts most of its weight on [CLS], for almost every word. Look at the "
        "scores q · k in its steps: one towers over the others.",
        "Does so much weight on [CLS] mean that [CLS] matters so much?",
        "Not by itself. What is handed over is weight times value, and here the value of [CLS] is "
        "less than a tenth as long as that of any word: look at the green columns. Resting on a "
        "token is a way of doing nothing.",
    ),
    Preset(
        "Two texts",
        ReadingSetup(
            text_a="The bank raised the interest rate.",
            text_b="We sat on the bank of the river.",
            second="apart",
        ),
        "Both texts are read apart, with the same head large on each. Move over the thumbnails: "
        "the patterns belong to the head, the words to the text.",
        "Would you see from the attention alone that the two banks differ?",
        "Not from this head: it joins copies of a word, whatever the word means. Where a head "
        "reads is half of what it does; the other half is the values that it moves.",
    ),
    Preset(
        "Does it matter?",
        ReadingSetup(
            text_a="That is a happy person.",
            text_b="That is a very happy person.",
            silenced=((0, 2), (1, 8)),
        ),
        "The two most regular heads are silenced, and the embedding moves by 0.02. Layer 5, head "
        "4 draws nothing so clear, and without it alone the embedding moves by 0.05. The maps are "
        "those of the network that is left: all layers above have changed.",
        "So is a beautiful map proof that a head is important?",
        "No. A map shows where a head reads; only taking the head away shows what the result "
        "owes to it. On ten other pairs of sentences the difference was larger: a head of the last "
        "layer, not always the same, moved the embedding more than ten times as far as these two "
        "together.",
        opens={"view": "silence"},
    ),
]
OPENINGS = {
    "Twelve heads": Opening(((1, 7),)),
    "The word before": Opening(((0, 2),), word=3),
    "The same word again": Opening(((2, 9),), pattern="other_text"),
    "A place to rest": Opening(((1, 11),), word=6),
    "Two texts": Opening(((2, 9),)),
    "Does it matter?": Opening(((0, 2),)),
}
