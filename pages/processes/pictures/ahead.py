"""The future as it is foretold, from ever later places, with the band that it should keep to."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from models.processes import AheadSetup, series_of
from pages.processes.pictures.foretold import foretold
from playground import lesson, scene, timeline
from playground.lesson import Readout

SLUG = "prediction"
BEFORE = 80  # values before the first place that are drawn


def foreseen(setup: AheadSetup) -> None:
    """The series, and over it a forecast that moves on."""
    text = setup.model_dump_json()
    now = foretold(setup)
    at = timeline.steps(text, len(now["step"]))
    data = series_of(setup)
    first = max(0, now["step"][0] - BEFORE)
    t = data.first + np.arange(first, len(data.values))
    known = np.stack((t, data.values[first:]), axis=-1)
    where, mean, spread = now["place"], now["forecast"], now["spread"]
    forecast = np.stack((where, mean), axis=-1)[:, None]
    edges = [np.stack((where, mean + sign * 1.96 * spread), axis=-1) for sign in (-1, 1)]
    band = np.stack(edges, axis=1)
    room = 0.15 * float(np.ptp(data.values[first:]))
    low, high = float(data.values[first:].min()) - room, float(data.values[first:].max()) + room
    here = np.stack((where[:, 0], where[:, 0]), -1)
    picture = scene.Scene(
        [
            scene.Paths("the series", known[None], "data", width=2),
            scene.Paths(
                "now",
                np.stack((here, np.broadcast_to([low, high], here.shape)), -1)[:, None],
                "base",
                dashed=True,
            ),
            scene.Paths("95 % band", band, "exact", dashed=True, width=2),
            scene.Paths("forecast", forecast, "model", width=3.5),
        ],
        (float(t[0]), float(t[-1]) + 0.5 * setup.ahead, low, high),
        times=data.first + np.array(now["step"]),
        time_name="from",
        curves=[scene.Curve("missed by (rms)", now["missed"], "model")],
        total=len(now["step"]),
        identity=at.identity,
        start=at.frame,
        report_time=True,
        x_label="year" if setup.series == "sunspots" else "n",
        y_label="",
        equal=False,
        badge="held out",
        alt="A series, and a forecast with its 95 % band from ever later places.",
    )
    scene.show(picture, SLUG)
    numbers(now)


def numbers(now: Mapping[str, Any]) -> None:
    """How often the band holds."""
    last = now["spread"][0]
    lesson.readouts(
        [
            Readout(
                "Inside the band",
                100 * float(now["inside_all"][0]),
                "%",
                95.0,
                "wanted",
                samples=len(now["step"]),
                help="Share of true values inside, a mean over the places. Forecasts from "
                "neighbouring places miss together, and the band does not know that the "
                "coefficients are estimated.",
            ),
            Readout(
                "Spread, one step ahead",
                float(last[0]),
                help="One standard deviation: σ.",
            ),
            Readout(
                "Spread, at the end",
                float(last[-1]),
                reference=float(last[0]),
                reference_name="one step ahead",
                help="σ times the root of the sum of squares of the impulse response; it grows "
                "towards the standard deviation of the part that was fitted.",
            ),
        ]
    )
