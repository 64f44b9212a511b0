"""Moments of one training that fight each other, and their skill over the training."""

from typing import Any

import numpy as np
import streamlit as st

from models.measures import BattleSetup
from models.measures.experiments import CONTESTANTS, skill_lines, skill_window
from pages.evaluation.pictures.measures.clouds import WINDOW
from playground import lesson, live, scene
from playground.lesson import Readout


def battles(screen: live.Screen[BattleSetup]) -> None:
    """Skill over training, the table of all games, and the samples of the moment chosen."""
    recording, moment = screen.recording, screen.moment
    left, right = st.columns([1.4, 1], gap="small")
    with left:
        screen.show(skill(screen))
    with right:
        scene.show(games(screen), "games", 300, share=0.5)
        scene.show(samples(screen), "players", 240, share=0.4)
    views, newest = moment.views, screen.frame
    lesson.readouts(
        [
            Readout(
                "Skill of the generator",
                float(views["generators"][newest]),
                "Elo",
                float(views["generators"][CONTESTANTS]),
                "a perfect sampler",
                help="400 points are odds of ten to one; 0 is the mean of all players.",
            ),
            Readout(
                "NRDS",
                float(views["shares"][newest]),
                reference=float(views["shares"][CONTESTANTS]),
                reference_name="a perfect sampler",
                help="Its share of how real all players look to a discriminator that learns.",
            ),
            Readout(
                "GAM against a perfect sampler",
                float(views["ratios"][newest]),
                reference=1.0,
                reference_name="equals",
                help="How often the perfect sampler fools this one's discriminator, over how often "
                "this generator fools the other's. Below 1 it wins.",
            ),
            Readout("FID", float(views["frechet"][newest]), help="Of the same samples."),
        ]
    )
    st.caption(f"{len(recording)} of {CONTESTANTS} moments of the training have joined.")


def skill(screen: live.Screen[BattleSetup]) -> scene.Scene:
    """Skill of the generators and discriminators so far, over the root of the steps."""
    recording = screen.recording
    lines = skill_lines([recording.frame(n).views for n in range(len(recording))])
    first = screen.first()
    return scene.Scene(
        [
            scene.Paths("a perfect sampler", lines.perfect[first:], "exact", dashed=True, width=2),
            scene.Paths("generator", lines.generators[first:], "model", width=3),
            scene.Paths("discriminator", lines.discriminators[first:], "key", width=2),
            scene.Points("contestants", lines.generators[first:, 0], "model", size=5, opacity=1.0),
        ],
        skill_window(recording.frame(-1).views, screen.setup.steps),
        equal=False,
        x_label="√step",
        y_label="skill, Elo",
        curves=[scene.Curve("skill", recording.metric("skill")[first:], "model")],
        badge="trained live",
        alt="The skill of a generator at several moments of its training, by a tournament.",
        **screen.time(),
    )


def games(screen: live.Screen[BattleSetup]) -> scene.Scene:
    """Every generator against every discriminator."""
    count = float(CONTESTANTS + 1)
    return scene.Scene(
        [
            scene.Field(
                "fooled",
                screen.moment.views["wins"],
                (0, count, 0, count),
                0,
                1,
                unit="share taken for real",
                cells=True,
                digits=2,
            )
        ],
        (0, count, 0, count),
        equal=False,
        axes=False,
        alt="A row for each generator, the oldest lowest and a perfect sampler on top, a column "
        "for each discriminator: how often it is fooled.",
    )


def samples(screen: live.Screen[BattleSetup]) -> scene.Scene:
    """The real sample and that of the contestant on screen."""
    views: Any = screen.moment.views
    drawn = np.asarray(views["samples"][screen.frame])
    return scene.Scene(
        [],
        WINDOW,
        panels=[
            scene.Panel("real", [scene.Points("real", views["real"], "data", size=1.6)], "data"),
            scene.Panel(
                "contestant", [scene.Points("contestant", drawn, "model", size=1.6)], "model"
            ),
        ],
        axes=False,
        alt="The real sample beside that of the contestant on screen.",
    )
