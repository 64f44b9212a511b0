"""What the page of the next token shows of a setup."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.errors import Damaged, ModelError, TooLong
from models.frame import Frame
from models.language.decoder import (
    MOST_TOKENS,
    Decoder,
    Floats,
    load_decoder,
    small_decoder,
)
from models.language.looking import Parts, Repeats, parts, repeats
from models.language.next_token.setups import (
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    PromptSetup,
    RepeatSetup,
    SearchSetup,
)
from models.language.writing import (
    Chain,
    Written,
    beam,
    chain,
    draw,
    greedy,
    law_of,
    laws,
    said,
    sampled,
)
from models.setup import Setup
from models.wheels import Missing

SHOWN = 12  # tokens whose probabilities are drawn
PLACES = 7  # last tokens under the lens
SAMPLES = 3  # texts that are drawn beside the others


class Here(NamedTuple):
    """The decoder of this machine, and why it is not the large one; "" where it is."""

    decoder: Decoder
    reason: str


class Choice(NamedTuple):
    """How one token is chosen.

    Attributes:
        words: (K,) the likeliest tokens by the model.
        laws: (4, K) their probabilities by the model, and after temperature, top-k and top-p.
        kept: (4,) how many tokens have any probability.
        token: What is drawn.
    """

    words: tuple[str, ...]
    laws: NDArray[np.float64]
    kept: tuple[int, ...]
    token: int


class Machine(NamedTuple):
    """The decoder layer by layer.

    Attributes:
        words: The T tokens, the start before them.
        places: (P,) those under the lens.
        lens: (layers + 1, P) what would be said after each block.
        shares: (layers + 1, P) its probability.
        next_words: (K,) the likeliest next tokens by the whole model.
        whole: (K,) their probabilities.
        without: (K,) their probabilities without what is silenced.
        says: What is likeliest without it.
        parts: Of the logit of that token.
        weights: (layers, heads, T, T).
        sinks: (layers, heads) mean weight on the start, over all other tokens.
    """

    words: tuple[str, ...]
    places: tuple[int, ...]
    lens: tuple[tuple[str, ...], ...]
    shares: Floats
    next_words: tuple[str, ...]
    whole: NDArray[np.float64]
    without: NDArray[np.float64]
    says: str
    parts: Parts
    weights: Floats
    sinks: Floats


def decoder_here() -> Here:
    """The pretrained decoder; where its weights are missing or damaged, the small one."""
    try:
        return Here(load_decoder(), "")
    except (Missing, Damaged) as error:
        return Here(small_decoder(), str(error))


def tokens_of(setup: PromptSetup, decoder: Decoder) -> list[int]:
    """The prompt, and what was said after it on the way to a place of the tree.

    Raises:
        ModelError: It is empty or too long, or the tree is made of another decoder's tokens.
    """
    after = said(setup.grown, setup.node)
    if any(token >= decoder.shape.vocabulary for _, token in setup.grown):
        raise ModelError(
            "This link goes on with tokens of the large decoder, which is not here: go back to "
            "the prompt."
        )
    tokens = [*decoder.tokens(setup.prompt), *after]
    if len(tokens) > MOST_TOKENS:
        raise TooLong(len(tokens), MOST_TOKENS, "tokens")
    return tokens


def factored(setup: FactorsSetup) -> Chain:
    """The text factor by factor."""
    decoder = decoder_here().decoder
    return chain(decoder, tokens_of(setup, decoder), setup.best)


def logits_of(setup: PromptSetup) -> Floats:
    """(V,) of the next token."""
    decoder = decoder_here().decoder
    return decoder.following([decoder.start, *tokens_of(setup, decoder)])


def chosen(setup: ChoiceSetup, logits: Floats) -> Choice:
    """How the next token is chosen from its logits."""
    four = laws(logits, setup.choosing)
    best = np.argsort(-four.model, kind="stable")[:SHOWN]
    uniform = np.random.default_rng(setup.seed).random()
    return Choice(
        tuple(decoder_here().decoder.words(best.tolist())),
        np.stack([law[best] for law in four]),
        tuple(int(np.count_nonzero(law)) for law in four),
        draw(four.top_p, uniform),
    )


def searched(setup: SearchSetup) -> dict[str, Written]:
    """The texts of each way to write on, the start of the prompt left out."""
    decoder = decoder_here().decoder
    tokens = [decoder.start, *tokens_of(setup, decoder)]
    most = min(setup.written, MOST_TOKENS + 1 - len(tokens))
    found = {"greedy": greedy(decoder, tokens, most)}
    for place, text in enumerate(beam(decoder, tokens, most, setup.beams), 1):
        found[f"beam {place}"] = text
    for place in range(SAMPLES):
        text = sampled(decoder, tokens, most, setup.choosing, setup.seed + place)
        found[f"sample {place + 1}"] = text
    return found


def machine(setup: MachineSetup) -> Machine:
    """All that happens while the text is read, and what changes without what is silenced."""
    decoder = decoder_here().decoder
    of = decoder.shape
    tokens = [decoder.start, *tokens_of(setup, decoder)]
    heads = tuple((n, h) for n, h in setup.silenced if n < of.layers and h < of.heads)
    without = setup.without._replace(
        heads=heads, layers=tuple(n for n in setup.skipped if n < of.layers)
    )
    whole = law_of(decoder.following(tokens))
    reading = decoder.read(tokens, without)
    law = law_of(reading.logits[-1].cpu().numpy())
    best = np.argsort(-whole, kind="stable")[:SHOWN]
    places = range(max(0, len(tokens) - PLACES), len(tokens))
    lens = decoder.lens(reading, places)
    token = int(law.argmax())
    return Machine(
        ("start", *decoder.words(tokens[1:])),
        tuple(places),
        tuple(tuple(decoder.words(row)) for row in lens.tokens.tolist()),
        lens.shares,
        tuple(decoder.words(best.tolist())),
        whole[best],
        law[best],
        decoder.words([token])[0],
        parts(decoder, reading, len(tokens) - 1, token),
        reading.weights,
        reading.weights[:, :, 1:, 0].mean(-1),
    )


def repeated(setup: RepeatSetup) -> Repeats:
    """A random string, said twice."""
    return repeats(decoder_here().decoder, setup.string, setup.seed)


def next_token(setup: Setup) -> Iterator[Frame]:
    """What a view shows, as one frame.

    Raises:
        ModelError: The prompt cannot be read.
    """
    yield Frame(0, {}, {name: np.asarray(value) for name, value in _arrays(setup).items()})


def _arrays(setup: Setup) -> Mapping[str, Any]:
    words = decoder_here().decoder.words
    match setup:
        case FactorsSetup():
            found = factored(setup)
            return {
                "word": found.words,
                "bits": found.bits,
                "rank": found.ranks,
                "entropy": found.entropy,
                "alternatives": [words(row) for row in found.alternatives.tolist()],
                "shares": found.shares,
            }
        case SearchSetup():
            texts = searched(setup)
            return {
                "way": list(texts),
                "text": [decoder_here().decoder.text(each.tokens) for each in texts.values()],
                "nats": [each.total for each in texts.values()],
            }
        case ChoiceSetup():
            choice = chosen(setup, logits_of(setup))
            return {"word": choice.words, "law": choice.laws}
        case MachineSetup():
            seen = machine(setup)
            return {
                "lens": seen.lens,
                "shares": seen.shares,
                "next": seen.next_words,
                "whole": seen.whole,
                "without": seen.without,
                "heads": seen.parts.heads,
                "feed_forward": seen.parts.feed_forward,
                "weights": seen.weights,
            }
        case RepeatSetup():
            twice = repeated(setup)
            return {"bits": twice.bits, "scores": twice.scores, "sinks": twice.sinks}
    raise TypeError(f"{type(setup).__name__} has no view.")


#: What the axes of the arrays are, for each setup.
AXES: Mapping[type[Setup], Mapping[str, str]] = {
    FactorsSetup: {
        "word": "place",
        "bits": "place",
        "rank": "place",
        "entropy": "before",
        "alternatives": "before alternative",
        "shares": "before alternative",
    },
    ChoiceSetup: {"word": "token", "law": "stage token"},
    SearchSetup: {"way": "text_number", "text": "text_number", "nats": "text_number"},
    MachineSetup: {
        "lens": "layer_before place",
        "shares": "layer_before place",
        "next": "token",
        "whole": "token",
        "without": "token",
        "heads": "layer head",
        "feed_forward": "layer",
        "weights": "layer head from to",
    },
    RepeatSetup: {"bits": "place", "scores": "layer head", "sinks": "layer head"},
}
