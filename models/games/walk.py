"""A play as frames, one for each update: what the page's script repeats."""

from collections.abc import Iterator

from models.frame import Frame
from models.games.plane import play
from models.games.setup import GameSetup


def walk(setup: GameSetup) -> Iterator[Frame]:
    """The play of ``setup``, update by update.

    Metrics: ``x``, ``y``; ``distance`` from the equilibrium; ``factor``, the exact growth of the
    distance in each step near the equilibrium. Views: ``path`` (1, 2).
    """
    played = play(setup)
    for number, (place, distance) in enumerate(zip(played.path, played.distance, strict=True)):
        x, y = map(float, place)
        metrics = {"x": x, "y": y, "distance": float(distance), "factor": played.factor}
        yield Frame(number, metrics, {"path": place[None]})
