"""Training step by step: both players, or one of them while the other waits."""

from models.gans.game.setup import GanSetup
from models.gans.game.training import Player, Training, frame_of
from models.training.frame import Frame


def take_turns(setup: GanSetup, frame: Frame, player: Player = "both", steps: int = 1) -> Frame:
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
