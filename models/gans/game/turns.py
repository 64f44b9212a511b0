"""Training step by step: both players, or one of them while the other waits."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict

from models.frame import Frame, Start
from models.gans.game.setup import GanSetup
from models.gans.game.training import Player, Training, frame_of


class Turns(BaseModel):
    """Turns of the players, one after the other.

    Attributes:
        gan: The setup of the GAN.
        moves: Who moves, and how many steps, in each turn.
    """

    model_config = ConfigDict(frozen=True)

    gan: GanSetup
    moves: tuple[tuple[Player, int], ...]

    @property
    def steps(self) -> int:
        """Of all turns together."""
        return sum(steps for _, steps in self.moves)


def take_turns(setup: GanSetup, frame: Start, player: Player = "both", steps: int = 1) -> Frame:
    """The frame ``steps`` steps after ``frame``, in which ``player`` moves.

    With ``both`` it is the frame that :func:`models.gans.train` reaches from there. A
    step of one player counts as a step: the data that it has seen is not seen again.

    Raises:
        ModelError: The data cannot be used, or ``frame`` is of another architecture.
        Diverged: A parameter or a loss stopped being a number.
    """
    training = Training(setup, [setup.seed], frame)
    for _ in range(steps):
        training.advance(player=player)
    return frame_of(training)


def play(turns: Turns, start: Start) -> Iterator[Frame]:
    """The frames after each of the ``turns`` that are taken from ``start`` on.

    Raises:
        ModelError: As :func:`take_turns`.
        Diverged: As :func:`take_turns`.
    """
    for player, steps in turns.moves:
        start = frame = take_turns(turns.gan, start, player, steps)
        yield frame
