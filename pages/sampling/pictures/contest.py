"""One law, all methods: how far each is from F as its draws become more, and what they cost."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.sampling import CRITICAL
from models.sampling.experiments import ContestSetup, contest
from playground import lesson, scene
from playground.lesson import Readout

MOMENTS = 40
TALL = 4.0  # of a panel, in both directions


@st.cache_data(max_entries=32, show_spinner="Drawing by every method …")
def entered(text: str) -> list[dict[str, Any]]:
    """The entries of a setup as plain data, which survives an edited module."""
    found = contest.entries(ContestSetup.model_validate_json(text))
    return [entry._asdict() for entry in found]


@st.cache_data(max_entries=32, show_spinner=False)
def timed(text: str) -> dict[str, float]:
    """Seconds for the draws of a setup, measured once on this machine."""
    return contest.seconds(ContestSetup.model_validate_json(text))


def show(setup: ContestSetup) -> None:
    """The view."""
    text = setup.model_dump_json()
    entries, law = entered(text), contest.law_of(setup)
    low, high = law.window
    panels, moments = [], contest.moments(setup.wanted, MOMENTS)
    for entry in entries:
        counts = np.clip(moments, 0, len(entry["x"]))
        x, bridge = contest.bridges(law, entry["x"], counts.tolist())
        lines = np.stack((np.broadcast_to(x, bridge.shape), bridge), axis=-1)[:, None]
        layer = scene.Paths("√n (Fₙ − F)", lines, "model", width=2)
        panels.append(scene.Panel(f"{entry['name']} · KS {lesson.numeral(entry['off'])}", [layer]))
    band = [[[low, y], [high, y]] for y in (-CRITICAL, CRITICAL)]
    picture = scene.Scene(
        [
            scene.Paths("F", [[[low, 0], [high, 0]]], "base", width=1),
            scene.Paths("±1.36: 19 of 20 stay within", band, "exact", dashed=True, width=1.5),
        ],
        (low, high, -TALL, TALL),
        times=moments,
        time_name="draws",
        identity=text,
        start="last",
        autoplay=True,
        x_label="x",
        y_label="√n (Fₙ − F)",
        equal=False,
        badge="exact",
        panels=panels,
        alt="For each method the distance of its draws from the law, times the root of their "
        "number; that of a random walk leaves the band.",
    )
    scene.show(picture, "contest", 480)
    seconds = timed(text)
    st.table([row(entry, seconds[entry["name"]]) for entry in entries])
    st.caption(
        "Useful draws of a chain are its effective size: neighbours repeat one another, or stand "
        f"on opposite sides and are worth more than independent ones. The first {contest.OUT} "
        "steps of a chain, which are thrown away, count as time and not as proposals. The "
        "critical KS distance, exceeded by chance once in twenty times, is that of as many "
        "independent draws. Seconds are those of this machine, the fastest of three."
    )
    worst, first = max(entries, key=lambda entry: float(entry["cost"])), entries[0]
    lesson.readouts(
        [
            Readout(f"{first['name']}, KS distance", first["off"], reference=first["critical"],
                    reference_name="exceeded by chance once in 20:", samples=len(first["x"]),
                    help="Of all draws from the law."),
            Readout(f"{worst['name']}, for one useful draw", worst["cost"], reference=1.0,
                    reference_name="independent, none refused", help="Proposals."),
        ]
    )  # fmt: skip


def row(entry: Mapping[str, Any], seconds: float) -> dict[str, str]:
    """One method in the table."""
    write = lesson.numeral
    return {
        "method": entry["name"],
        "draws a second": f"{len(entry['x']) / seconds:,.0f}",
        "useful draws a second": f"{entry['useful'] / seconds:,.0f}",
        "proposals for a useful draw": write(entry["cost"]),
        "KS distance": write(entry["off"]),
        "critical": write(entry["critical"]),
    }


def arrays(setup: ContestSetup) -> Mapping[str, Any]:
    """What a person takes home."""
    entries = entered(setup.model_dump_json())
    few = min(len(entry["x"]) for entry in entries)
    return {
        "method": np.array([entry["name"] for entry in entries]),
        "draws": np.stack([entry["x"][:few] for entry in entries]),
    } | {
        name: np.array([entry[name] for entry in entries])
        for name in ("useful", "cost", "off", "critical")
    }


AXES = {"draws": "method draw"} | dict.fromkeys(
    ("method", "useful", "cost", "off", "critical"), "method"
)
