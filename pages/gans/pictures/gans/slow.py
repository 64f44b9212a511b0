"""One step in slow motion: a picture with a sentence for each of its parts."""

import numpy as np
import streamlit as st

from models.frame import Frame
from models.gans import GanSetup
from models.gans.game import Moment, mixture_of, slow_motion
from pages.gans.pictures.gans.opinion import opinion
from pages.gans.pictures.gans.parts import captions
from pages.gans.pictures.gans.rest import rest
from playground import live, scene

HEIGHT = 430
PACE = 0.5  # captions a second


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
    rest(setup, step)
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
