"""Another word at any place of a text: the tree of what was said then begins before it."""

from typing import NamedTuple

from models.language.decoder import Decoder
from models.language.next_token.setups import MOST_NODES, PromptSetup
from models.language.writing import Tree, grown, path


class Turned(NamedTuple):
    """Where one goes on.

    Attributes:
        prompt: What the tree begins with.
        grown: The tree, with all that was said before as other branches.
        node: The place in it after the new word.
    """

    prompt: str
    grown: Tree
    node: int


def instead(setup: PromptSetup, decoder: Decoder, place: int, token: int) -> Turned:
    """Say ``token`` at ``place`` of prompt and continuation, both from 0.

    What stood there, and all after it, stays a branch. Only where no tree can begin before that
    place, such as before the first word, or would be too large, the text is begun anew.

    Raises:
        ModelError: The prompt is empty or too long.
    """
    prompt = decoder.tokens(setup.prompt)
    if place >= len(prompt):
        parent = path(setup.grown, setup.node)[place - len(prompt)]
        return Turned(setup.prompt, *grown(setup.grown, parent, [token]))
    kept, rest = prompt[:place], prompt[place:]
    begins, more = decoder.text(kept), len(rest)
    line = tuple(enumerate(rest))
    tree = (*line, *((parent + more, each) for parent, each in setup.grown))
    tree, node = grown(tree, 0, [token])
    if len(tree) > MOST_NODES or not begins.strip() or decoder.tokens(begins) != kept:
        return Turned(decoder.text([*kept, token]), (), 0)
    return Turned(begins, tree, node)
