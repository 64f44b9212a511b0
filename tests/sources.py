"""What a source says, read while nobody else compiles."""

import ast

from playground import warm


def parsed(source: str) -> ast.Module:
    """The tree of a source.

    Pages import ahead of time in a thread of their own, and Python 3.11 counts the depth of what is
    compiled for all threads together.
    """
    with warm.undisturbed():
        return ast.parse(source)
