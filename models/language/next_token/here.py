"""The decoder of this machine, and a setup in its tokens and its parts."""

from typing import NamedTuple

from models.errors import Damaged, ModelError, TooLong
from models.language.decoder import (
    MOST_TOKENS,
    Decoder,
    Shape,
    Silenced,
    load_decoder,
    small_decoder,
)
from models.language.next_token.setups import PromptSetup
from models.language.writing import said
from models.wheels import Missing


class Here(NamedTuple):
    """The decoder of this machine, and why it is not the large one; "" where it is."""

    decoder: Decoder
    reason: str


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


def present(silenced: Silenced, of: Shape) -> Silenced:
    """What is silenced, of the parts that a decoder of this shape has."""
    heads, *layers = silenced
    return Silenced(
        tuple((n, h) for n, h in heads if n < of.layers and h < of.heads),
        *(tuple(n for n in each if n < of.layers) for each in layers),
    )
