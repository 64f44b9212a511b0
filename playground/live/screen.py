"""What a page's view is given."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from playground import scene, timeline
from playground.live.watched import Watched
from playground.recording import Moment, Recording

S_co = TypeVar("S_co", covariant=True)


@dataclass(frozen=True, eq=False)
class Screen(Generic[S_co]):
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
    setup: S_co
    active: bool = False
    watched: Watched | None = None

    @property
    def identity(self) -> str:
        """Of the recording, as its pictures have it."""
        return self.recording.identity

    @property
    def frame(self) -> int:
        """The frame on screen: the one chosen on the time axis, or the newest."""
        return timeline.frame(self.slug, self.recording)

    @property
    def moment(self) -> Moment:
        """What was recorded at that frame."""
        return self.recording.frame(self.frame)

    @property
    def total(self) -> int | None:
        """Frames that the whole training will have, as far as it tells; None once no more comes."""
        whole = len(self.recording) + self.recording.frame(-1).ahead
        return whole if self.active else None

    def turn(self, settled: int | None) -> int:
        """Turn to the frame at which a time axis was left, if it was touched; the frame."""
        return timeline.frame(self.slug, self.recording, settled)

    def settled(self, key: str = "") -> int:
        """Turn to where the axis of a picture was left before it is drawn again; the frame."""
        return self.turn(scene.events(key, self.identity, len(self.recording)).time)

    def first(self, key: str = "", of: str = "") -> int:
        """The first frame that the browser still needs for the picture of that name.

        It is the number of all frames if none is needed.

        Args:
            key: Name of the picture.
            of: What it shows the recording of, such as a prompt: with another one it is another
                picture, all of whose frames are needed.
        """
        return scene.needed(key, self._shown(of))

    def time(self, key: str = "", of: str = "") -> dict[str, Any]:
        """What a picture of the training says about its time: keywords of ``scene.Scene``.

        A picture that is shown anew begins at the moment that was chosen in another view. Its strip
        leaves room for what is known to come, and for nothing once no more comes.

        Args:
            key: Name of the picture.
            of: As for :meth:`first`.
        """
        first, frame = self.first(key, of), self.frame
        return {
            "times": self.recording.steps[first:],
            "first": first,
            "total": self.total,
            "identity": self._shown(of),
            "live": self.active,
            "report_time": True,
            "start": frame if frame < len(self.recording) - 1 else "last",
        }

    def show(
        self, picture: scene.Scene, key: str = "", height: int = 560, share: float = 1.0
    ) -> scene.Events:
        """Draw a picture of the training, and turn to where its time axis was left."""
        events = scene.show(picture, key, height, share=share)
        self.turn(events.time)
        return events

    def _shown(self, of: str) -> str:
        return f"{self.identity}:{of}" if of else self.identity
