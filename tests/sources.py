"""What a source says, read while nobody else compiles."""

import ast
import threading


def warmed() -> None:
    """Wait for the thread that imports ahead of time, and for what it does then."""
    for thread in threading.enumerate():
        if thread.name == "warm-imports":
            thread.join(180)


def parsed(source: str) -> ast.Module:
    """The tree of a source.

    Pages import ahead of time in a thread of their own, and Python 3.11 counts the depth of what is
    compiled for all threads together.
    """
    warmed()
    return ast.parse(source)
