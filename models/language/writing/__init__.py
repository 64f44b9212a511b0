"""Writing with a decoder: how a token is chosen, how a text is searched, and what it costs."""

from models.language.writing.chain import Chain, chain
from models.language.writing.choice import Choosing, Laws, draw, law_of, laws, log_law_of
from models.language.writing.search import Beam, Greedy, Sampled, Way, Written, sampling, write
from models.language.writing.tree import Tree, ends, grown, path, placed, said

__all__ = [
    "Beam",
    "Chain",
    "Choosing",
    "Greedy",
    "Laws",
    "Sampled",
    "Tree",
    "Way",
    "Written",
    "chain",
    "draw",
    "ends",
    "grown",
    "law_of",
    "laws",
    "log_law_of",
    "path",
    "placed",
    "said",
    "sampling",
    "write",
]
