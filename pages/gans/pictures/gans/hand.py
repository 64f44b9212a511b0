"""Steps made by hand: a game that goes on from a moment of the training, move by move."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from models.errors import ModelError
from models.gans import GanSetup
from models.gans.game import Player, Turns, mixture_of, play, take_turns
from pages.gans.pictures.gans.moves import LIMIT, Move, read, text, told
from pages.gans.pictures.gans.rest import rest
from playground import address, here, live, scene, timeline
from playground.recording import FrameLike
from playground.runs import Run
from playground.timeline import Move as Button

SLUG = "gans"
HEIGHT = 430
MOST = 200  # frames made by hand that are kept
Layers = Callable[[GanSetup, Mapping[str, Any]], Sequence[scene.layers.Layer]]
PLAYERS = {"discriminator": "only D moved", "generator": "only G moved", "both": "both moved"}


@dataclass(frozen=True)
class Game:
    """A game by hand.

    Attributes:
        origin: The recording and the frame of it that the game goes on from.
        setup: Of the GAN.
        frames: The last of those after each move; at first that of the training.
        moves: All that were made.
        problem: Why the latest one cannot be made; empty if it could.
    """

    origin: str
    setup: GanSetup
    frames: tuple[FrameLike, ...]
    moves: tuple[Move, ...] = ()
    problem: str = ""

    def after(self, move: Move, frame: FrameLike) -> "Game":
        """The game after one more move, which led to ``frame``."""
        frames, moves = (*self.frames, frame)[-MOST:], (*self.moves, move)
        return replace(self, frames=frames, moves=moves, problem="")

    @property
    def words(self) -> list[str]:
        """What is said of each frame."""
        first = "The moment of the training"
        moves = (None, *self.moves)[-len(self.frames) :]
        pairs = zip(self.frames, moves, strict=True)
        return [said(frame.step, *move) if move else first for frame, move in pairs]


def said(step: int, player: Player, steps: int) -> str:
    """What is said of the frame after a move."""
    return f"Step {step:,}: {PLAYERS[player]}, {steps} step{'s' * (steps > 1)}"


def by_hand(screen: live.Screen[GanSetup], frame: int, layers: Layers) -> None:
    """Steps of one player or both, from a frame of the training on."""
    game = at_hand(screen, frame)
    replay: Any = here.recall("hand replay")
    moves = replay.setup.moves if replay else game.moves
    if not awaited(screen):
        address.write({here.word("hand"): text(moves) or None})
    buttons(game, replay)
    rest(game.setup, game.frames[-1].step)
    if left_out := here.recall("hand left out"):
        st.warning(left_out, icon=":material/link_off:")
    if missing := len(moves) - len(told(moves)):
        st.caption(f":material/link_off: {LIMIT}: the last {missing:,} of this game are not in it.")
    if game.problem:
        st.error(game.problem, icon=":material/error:")
    if replay:
        st.fragment(run_every=live.TICK_SECONDS)(replaying)(replay, len(moves))
    else:
        picture(screen, game, layers)


def away() -> None:
    """Another view is shown: the link is of that one, and tells no moves."""
    address.write({here.word("hand"): None})


def at_hand(screen: live.Screen[GanSetup], frame: int) -> Game:
    """The game that goes on from a frame: as a link tells it, as it was left, or a new one.

    What a link tells is played by a worker of the pool, for all who open it.
    """
    origin, again = f"{screen.identity}:{frame}", repeated(screen)
    game: Game | None = here.recall("hand")
    if again is not None or game is None or game.origin != origin:
        forget()
        moves, left_out = again or ([], "")
        start = screen.recording.frame(frame)
        game = Game(origin, screen.setup, (start,))
        here.keep("hand left out", left_out)
        if moves:
            turns = Turns(gan=screen.setup, moves=tuple(moves))
            viewer = live.viewer()
            replay = live.pool().start(play, turns, start, screen.recording, viewer=viewer)
            here.keep("hand replay", replay)
    replay = here.recall("hand replay")
    if replay is not None and replay.ended:
        leave()
        frames = [replay.recording.frame(n) for n in range(1, len(replay.recording))]
        for move, after in zip(replay.setup.moves, frames, strict=False):
            game = game.after(move, after)
        game = replace(game, problem=replay.sentence)
    here.keep("hand", game)
    return game


def buttons(game: Game, replay: Run | None) -> None:
    """The moves there are, and how many steps each is."""
    begun = bool(replay or game.moves or game.problem)

    def goal(player: Player) -> Callable[[], None] | None:
        return None if replay else partial(move, player)

    with st.container(horizontal=True, vertical_alignment="bottom"):
        timeline.buttons(
            [
                Button("D only", ":material/balance:", "D", goal("discriminator"),
                       "The discriminator moves, the generator waits."),
                Button("G only", ":material/brush:", "G", goal("generator"),
                       "The generator moves, the discriminator waits."),
                Button("Both", ":material/sync_alt:", "A", goal("both"), "A whole step."),
                Button("Start again", ":material/undo:", "Z", forget if begun else None,
                       "Back to the moment of the training."),
            ],
            "hand",
        )  # fmt: skip
        st.segmented_control(
            "Steps at a time",
            [1, 10, 100],
            default=10,
            required=True,
            key=here.key("hand steps"),
        )


def replaying(replay: Run, of: int) -> None:
    """How far the moves of a link are, as long as they are made."""
    if replay.ended:
        st.rerun()
    if replay.waits:
        st.progress(0.0, text="Waiting for a free worker to make the moves of the link")
        return
    made = max(len(replay.recording) - 1, 0)
    st.progress(made / of, text=f"Making the moves of the link · {made:,} of {of:,}")


def picture(screen: live.Screen[GanSetup], game: Game, layers: Layers) -> None:
    """The samples and the discriminator after each move."""
    names, frames = screen.recording.views, game.frames
    views = {name: np.stack([each.views[name] for each in frames]) for name in names}
    metrics: dict[str, Any] = {
        name: np.array([each.metrics[name] for each in frames]) for name in ("d_loss", "g_loss")
    }
    drawn = scene.Scene(
        layers(game.setup, views),
        mixture_of(game.setup).window,
        times=[each.step for each in frames],
        identity=f"{game.origin}:{len(game.moves)}",
        start="last",
        captions=game.words,
        curves=[
            scene.Curve("J_D", metrics["d_loss"], "query"),
            scene.Curve("J_G", metrics["g_loss"], "model"),
        ],
        badge="trained live",
        alt="Samples and the discriminator after each of the steps made by hand.",
    )
    scene.show(drawn, "hand scene", HEIGHT)


def repeated(screen: live.Screen[GanSetup]) -> tuple[list[Move], str] | None:
    """The moves that a link wants made, once the training stands where they begin; else None."""
    texts = address.opened(here.word("hand"))
    if texts is not None:
        here.keep("hand told", texts[-1] if texts else "")
    if here.recall("hand told") is None or awaited(screen):
        return None
    return read(here.forget("hand told"))


def awaited(screen: live.Screen[GanSetup]) -> bool:
    """Whether the moment that the steps go on from is still to come."""
    asked = here.recall("hand told") is not None
    return timeline.awaited(SLUG) or (asked and screen.active and not timeline.chosen(SLUG))


def move(player: Player) -> None:
    """Let a player make some steps; a callback."""
    game: Game = here.recall("hand")
    steps: int = here.recall("hand steps", 10)
    try:
        frame = take_turns(game.setup, game.frames[-1], player, steps)
    except ModelError as error:
        here.keep("hand", replace(game, problem=str(error)))
        return
    here.keep("hand", game.after((player, steps), frame))


def forget() -> None:
    """Back to the moment that the steps began with; a callback."""
    leave()
    here.forget("hand")


def leave() -> None:
    """Wait no longer for the moves of a link."""
    replay: Run | None = here.forget("hand replay")
    if replay is not None:
        replay.leave(live.viewer(), at_once=True)
