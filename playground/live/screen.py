"""What a page's view is given."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from playground.live.watched import Watched
from playground.recording import Recording

S = TypeVar("S")


@dataclass(frozen=True, eq=False)
class Screen(Generic[S]):
    """What a page's view is given: a recording that holds still while it is drawn.

    Attributes:
        slug: The topic.
        recording: The frames so far. It may grow between two views, never during one.
        setup: What was trained.
        active: Whether more frames may come.
        watched: Where it is watched and may be forked; None for one of several side by side.
    """

    slug: str
    recording: Recording
    setup: S
    active: bool = False
    watched: Watched | None = None
