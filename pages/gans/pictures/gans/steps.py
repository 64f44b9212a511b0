"""One step in slow motion, and steps made by hand: pictures with a sentence for each frame."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st

from models.errors import ModelError
from models.gans import GanSetup
from models.gans.game import Moment, mixture_of, slow_motion, take_turns
from models.training import Frame
from pages.gans.pictures.gans.opinion import opinion
from pages.gans.pictures.gans.parts import captions
from playground import address, here, live, scene, timeline
from playground.timeline import Move

SLUG = "gans"
HEIGHT = 430
PACE = 0.5  # captions a second
MOST = 200  # frames made by hand that are kept
Layers = Callable[[GanSetup, Mapping[str, Any]], Sequence[scene.layers.Layer]]
PLAYERS = {"discriminator": "only D moved", "generator": "only G moved", "both": "both moved"}
LETTERS = {"D": "discriminator", "G": "generator", "B": "both"}
MOVE = re.compile(r"([DGB])(1|10|100)")


def start_at(screen: live.Screen[GanSetup], frame: int) -> Frame:
    """The frame of the training that the steps go on from."""
    moment = screen.recording.frame(frame)
    return Frame(moment.step, moment.metrics, moment.views, moment.checkpoint)


def slowly(screen: live.Screen[GanSetup], frame: int) -> None:
    """The parts of the step after a frame, one by one, with what happens in words."""
    setup = screen.setup
    moments = list(slow_motion(setup, start_at(screen, frame)))
    picture = scene.Scene(
        shown(setup, moments),
        mixture_of(setup).window,
        times=range(1, len(moments) + 1),
        time_name="part",
        identity=f"{screen.identity}:{frame}:slow",
        captions=captions(setup, moments),
        pace=PACE,
        autoplay=True,
        badge="trained live",
        alt="One training step, part by part.",
    )
    step = int(screen.recording.steps[frame])
    st.caption(f"Step {step + 1:,} of the training, from the moment that the time axis stands at.")
    scene.show(picture, "slow", HEIGHT)


def shown(setup: GanSetup, moments: list[Moment]) -> list[scene.layers.Layer]:
    """What is there at each moment: noise first, then samples, then their arrows."""
    views = {name: np.stack([m.views[name] for m in moments]) for name in moments[0].views}
    drawn = np.arange(len(moments)) == 0
    noise = np.where(drawn[:, None, None], views["latent"], np.nan)
    samples = np.where(drawn[:, None, None], np.nan, views["samples"])
    window = mixture_of(setup).window
    return [
        opinion("D(x)", views["field"], window),
        scene.Points("noise z", noise, "base", size=3),
        scene.Points("real", views["real"], "data", size=3.5, opacity=0.9),
        scene.Points("generated", samples, "model", size=3.5, opacity=0.9, outside=True),
        scene.Arrows("gradient", views["arrow_start"], views["arrow_vector"], "gradient"),
    ]


def by_hand(screen: live.Screen[GanSetup], frame: int, layers: Layers) -> None:
    """Steps of one player or both, from a frame of the training on."""
    setup, origin = screen.setup, f"{screen.identity}:{frame}"
    again = repeated(screen, frame)
    if again is not None or here.recall("hand", ("",))[0] != origin:
        start = start_at(screen, frame)
        here.keep("hand", (origin, setup, [start], ["The moment of the training"]))
        here.keep("hand made", "")
    for player, steps in again or []:
        make(player, steps)
    if not awaited(screen):
        address.write({here.word("hand"): here.recall("hand made") or None})
    _, _, frames, words = here.recall("hand")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        timeline.buttons(
            [
                Move("D only", ":material/balance:", "D", lambda: move("discriminator"),
                     "The discriminator moves, the generator waits."),
                Move("G only", ":material/brush:", "G", lambda: move("generator"),
                     "The generator moves, the discriminator waits."),
                Move("Both", ":material/sync_alt:", "A", lambda: move("both"), "A whole step."),
                Move("Start again", ":material/undo:", "Z", forget if len(frames) > 1 else None,
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
    if problem := here.recall("hand problem"):
        st.error(problem, icon=":material/error:")
    names = screen.recording.views
    views = {name: np.stack([each.views[name] for each in frames]) for name in names}
    metrics: dict[str, Any] = {
        name: np.array([each.metrics[name] for each in frames]) for name in ("d_loss", "g_loss")
    }
    picture = scene.Scene(
        layers(setup, views),
        mixture_of(setup).window,
        times=[each.step for each in frames],
        identity=f"{origin}:{len(frames)}",
        start="last",
        captions=words,
        curves=[
            scene.Curve("J_D", metrics["d_loss"], "query"),
            scene.Curve("J_G", metrics["g_loss"], "model"),
        ],
        badge="trained live",
        alt="Samples and the discriminator after each of the steps made by hand.",
    )
    scene.show(picture, "hand scene", HEIGHT)


def repeated(screen: live.Screen[GanSetup], frame: int) -> list[tuple[Any, int]] | None:
    """The steps that a link wants made, once the training stands where they begin; else None."""
    texts = address.opened(here.word("hand"))  # such as D10.G10.B1: who made how many steps
    if texts is not None:
        here.keep("hand told", texts[-1] if texts else "")
    if here.recall("hand told") is None or awaited(screen):
        return None
    told = here.forget("hand told").split(".")[:MOST]
    moves = [found for each in told if (found := MOVE.fullmatch(each))]
    return [(LETTERS[found[1]], int(found[2])) for found in moves]


def awaited(screen: live.Screen[GanSetup]) -> bool:
    """Whether the moment that the steps go on from is still to come."""
    told = here.recall("hand told") is not None
    return timeline.awaited(SLUG) or (told and screen.active and not timeline.chosen(SLUG))


def move(player: Any) -> None:
    """Let a player make some steps; a callback."""
    make(player, here.recall("hand steps", 10))


def make(player: Any, steps: int) -> None:
    """Let a player make some steps, and remember them."""
    origin, setup, frames, words = here.recall("hand")
    here.forget("hand problem")
    try:
        frame: Frame = take_turns(setup, frames[-1], player, steps)
    except ModelError as error:
        here.keep("hand problem", str(error))
        return
    said = f"Step {frame.step:,}: {PLAYERS[player]}, {steps} step{'s' * (steps > 1)}"
    kept = (origin, setup, [*frames, frame][-MOST:], [*words, said][-MOST:])
    here.keep("hand", kept)
    letter = next(letter for letter, name in LETTERS.items() if name == player)
    made = [*filter(None, here.recall("hand made").split(".")), f"{letter}{steps}"]
    here.keep("hand made", ".".join(made[-MOST + 1 :]))


def forget() -> None:
    """Back to the moment that the steps began with; a callback."""
    here.forget("hand")
