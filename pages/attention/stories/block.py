"""The story of the block page, in order."""

from models.attention import BlockSetup
from playground.lesson import Preset

STATIONS = [
    Preset(
        "A set of tokens",
        BlockSetup(),
        "Shuffle as often as you like: the two tables stay equal, and the difference is what "
        "float32 rounds away. With the digits of float64 it shrinks by a factor of about a "
        "billion.",
        "Why is the difference not exactly zero, and how can you tell rounding from a real one?",
        "A sum in another order is rounded otherwise. Rounding shrinks with more digits; a real "
        "difference stays. Every step of (1) and (2) treats all columns alike, so f(XP) = f(X)P.",
    ),
    Preset(
        "Positions",
        BlockSetup(positions=True),
        "Each place has a vector of its own, added before the block. The two tables part, and "
        "float64 shows the very same difference as float32.",
        "What would an encoder without positions make of “dog bites man”?",
        "The same as of “man bites dog”, in another order: a bag of words. Where every token sees "
        "all others, positions are how the order gets in. A mask is another way: see the next "
        "station.",
    ),
    Preset(
        "A causal mask",
        BlockSetup(causal=True),
        "No positions, and yet the shuffle is noticed: a token sees only those before it, and the "
        "shuffle has put others there. *Where each token looks* has triangles for maps.",
        "Does a decoder need positions at all?",
        "Not for everything: how many tokens a token can see already tells its place. Decoders "
        "without positions can be trained, but most are given them.",
    ),
    Preset(
        "Many heads",
        BlockSetup(width=32, tokens=12, heads=8, hidden=64),
        "More heads, more neurons, more tokens: the equality does not depend on any of them.",
        "Which part of the block mixes the tokens, and which works on each alone?",
        "Only the attention mixes columns, by the weights in σ. W₁, W₂ and ReLU act on each column "
        "by itself, so for them a shuffle is no event at all.",
    ),
]
