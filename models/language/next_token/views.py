"""What the page of the next token shows of a setup."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.frame import Frame
from models.language.decoder import MOST_TOKENS, Floats
from models.language.looking import Anatomy, Parts, Repeats, anatomy, parts, repeats
from models.language.next_token.here import decoder_here, present, tokens_of
from models.language.next_token.setups import (
    AnatomySetup,
    ChoiceSetup,
    FactorsSetup,
    MachineSetup,
    PromptSetup,
    RepeatSetup,
    SearchSetup,
)
from models.language.writing import (
    Beam,
    Chain,
    Greedy,
    Sampled,
    Written,
    chain,
    draw,
    law_of,
    laws,
    write,
)
from models.setup import Setup

SHOWN = 12  # tokens whose probabilities are drawn
PLACES = 7  # last tokens under the lens
SAMPLES = 3  # texts that are drawn beside the others


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
    greedy, beam = Greedy(), Beam(setup.beams)
    samples = [Sampled(setup.choosing, setup.seed + place) for place in range(SAMPLES)]
    write(decoder, tokens, most, greedy, beam, *samples)
    texts = [text for sample in samples for text in sample.found]
    return {
        "greedy": greedy.found[0],
        **{f"beam {place}": text for place, text in enumerate(beam.found, 1)},
        **{f"sample {place}": text for place, text in enumerate(texts, 1)},
    }


def machine(setup: MachineSetup) -> Machine:
    """All that happens while the text is read, and what changes without what is silenced."""
    decoder = decoder_here().decoder
    tokens = [decoder.start, *tokens_of(setup, decoder)]
    whole = law_of(decoder.following(tokens))
    reading = decoder.read(tokens, present(setup.without, decoder.shape))
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


def dissected(setup: AnatomySetup) -> Anatomy:
    """The whole machine at the end of the text, and what changes without what is silenced."""
    decoder = decoder_here().decoder
    tokens = [decoder.start, *tokens_of(setup, decoder)]
    return anatomy(decoder, tokens, present(setup.without, decoder.shape))


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
        case AnatomySetup():
            whole = dissected(setup)
            return {
                "embedding": whole.embedding,
                "norms": whole.norms,
                "lens": words(whole.lens.tolist()),
                "shares": whole.shares,
                "changed": whole.changed,
                "heads": whole.parts.heads,
                "feed_forward": whole.parts.feed_forward,
                "units": whole.units,
                "unit_parts": whole.unit_parts,
                "next": words(whole.best.tolist()),
                "whole": whole.whole,
                "without": whole.without,
                "weights": whole.weights,
            }
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
    AnatomySetup: {
        "embedding": "token_read number",
        "norms": "layer_before token_read",
        "lens": "layer_before",
        "shares": "layer_before",
        "changed": "layer_before",
        "heads": "layer head",
        "feed_forward": "layer",
        "units": "layer rank",
        "unit_parts": "layer rank",
        "next": "token",
        "whole": "token",
        "without": "token",
        "weights": "layer head from to",
    },
    RepeatSetup: {"bits": "place", "scores": "layer head", "sinks": "layer head"},
}
