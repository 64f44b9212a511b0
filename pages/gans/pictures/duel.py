"""The pictures of the duel: all contestants in one picture, and one setup from eight seeds."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.gans import GanSetup
from models.gans.exact import LN2, enough, perfect_sampler
from models.gans.game import JUDGED, fixed_points, mixture_of
from models.gans.sweeps import (
    TITLES,
    DuelSetup,
    contestants,
    differences,
    mean_of_seeds,
    recipes,
    seeds_of,
)
from pages.gans.pictures.gans.opinion import opinion
from pages.gans.pictures.opacity import cell_opacity
from playground import charts, live, scene
from playground.charts import Curve, Series
from playground.controls.knobs import knobs_of
from playground.palette import Concept
from playground.recording import Recording

HEIGHT = 560
DATA_SHOWN = 800
COLORS: dict[str, Concept] = {"A": "query", "B": "key", "C": "codeword", "D": "base"}
AXES = {  # first what has a number at every moment
    "modes": "Modes",
    "high_quality": "High quality",
    "reverse_kl": "Reverse KL",
    "js": "JS",
    "g_loss": "G's cost",
    "d_loss": "D's cost",
}


def title(letter: str, setup: DuelSetup) -> str:
    """What a person reads above a contestant."""
    return f"{letter} · {TITLES[recipes(setup)[letter]]}"


def unlike(setup: DuelSetup) -> dict[str, str]:
    """For every letter but A, the knobs in which its GAN differs from A's, in words."""
    pairs, knobs = contestants(setup), {knob.name: knob for knob in knobs_of(GanSetup)}
    return {
        letter: ", ".join(
            f"{knobs[name].label}: {knobs[name].told(getattr(pairs[letter], name))}"
            for name in names
        )
        for letter, names in differences(setup).items()
    }


def beside(screen: live.Screen[DuelSetup], axis: str) -> scene.Events:
    """All contestants over the same steps, and the chosen readout of each as the time axis."""
    recording, setup = screen.recording, screen.setup
    first = screen.first()
    pairs = contestants(setup)
    shared = next(iter(pairs.values()))
    mixture = mixture_of(shared)
    panels = []
    for letter, pair in pairs.items():
        views = {
            name[2:]: recording.view(name, first)
            for name in recording.views
            if name.startswith(f"{letter}_")
        }
        panels.append(scene.Panel(named(screen, letter), layers(pair, views), COLORS[letter]))
    picture = scene.Scene(
        [],
        mixture.window,
        **screen.time(),
        curves=curves(screen, axis, first),
        badge="trained live",
        panels=panels,
        alt="GANs side by side: real and generated samples on each discriminator's field.",
    )
    return screen.show(picture, height=HEIGHT)


def named(screen: live.Screen[DuelSetup], letter: str) -> str:
    """The title of a contestant, and whether it is still in the game."""
    out = screen.recording.metric(f"{letter}_out")
    name = title(letter, screen.setup)
    return f"{name} (diverged)" if len(out) and out[-1] else name


def layers(pair: GanSetup, views: dict[str, Any]) -> Sequence[scene.layers.Layer]:
    """What one panel shows."""
    mesh, window = views["mesh"], mixture_of(pair).window
    return [
        opinion("D(x)", views["field"], window),
        scene.Mesh("latent grid", mesh, "base", cell_opacity(pair, mesh), visible=False),
        scene.Points("real", fixed_points(pair, DATA_SHOWN).numpy(), "data", size=1.6, opacity=0.9),
        scene.Points("generated", views["samples"], "model", size=1.6, opacity=0.9, outside=True),
        scene.Arrows(
            "gradient", views["arrow_start"], views["arrow_vector"], "gradient", visible=False
        ),
    ]


def curves(screen: live.Screen[DuelSetup], axis: str, first: int) -> list[scene.Curve]:
    """The chosen readout of each contestant, with the score of a perfect sampler."""
    pairs = contestants(screen.setup)
    mixture = mixture_of(next(iter(pairs.values())))
    best, count = perfect_sampler(mixture, JUDGED), len(mixture.weights)
    floors: dict[str, tuple[float | None, str, tuple[float, float] | None]] = {
        "reverse_kl": (best.reverse_kl, "noise", (0, 2.0)),
        "modes": (float(count), "all", (0, count)),
        "high_quality": (best.high_quality, "perfect", (0, 1)),
        "js": (LN2, "ln 2", (0, 0.7)),
    }
    floor, floor_name, wanted = floors.get(axis, (None, "", None))

    return [
        scene.Curve(
            letter,
            readings(screen.recording, letter, axis, first),
            COLORS[letter],
            floor if letter == "A" else None,
            floor_name,
            wanted=wanted,
        )
        for letter in pairs
    ]


def readings(recording: Recording, letter: str, axis: str, first: int = 0) -> NDArray[np.float64]:
    """A readout of a contestant over time, (T,): not a number where there is none to tell."""
    found = recording.metric(f"{letter}_{axis}")[first:]
    if axis != "reverse_kl":
        return found
    told = enough(recording.view(f"{letter}_mode_counts", first))
    return np.where(told, found, np.nan)  # where too few lie near a mode


def table(screen: live.Screen[DuelSetup], frame: int) -> None:
    """The readouts of all contestants at one moment, a column for each."""
    pairs = contestants(screen.setup)
    mixture = mixture_of(next(iter(pairs.values())))
    best, count = perfect_sampler(mixture, JUDGED), len(mixture.weights)
    moment = screen.recording.frame(frame)
    rows: list[tuple[str, str, str]] = [
        ("modes", "Modes covered (≥ 20 of 10,000)", f"{count}"),
        ("modes_touched", "Modes touched (≥ 1)", f"{count}"),
        ("high_quality", "High quality, within 3 sd", f"{100 * best.high_quality:.1f} %"),
        ("reverse_kl", "Reverse KL (nats)", f"{best.reverse_kl:.4f} (noise)"),
        ("spread_ratio", "Spread ratio", "1"),
        ("js", "JS divergence (nats)", "0"),
    ]

    def written(name: str, letter: str) -> str:
        value = moment.metrics[f"{letter}_{name}"]
        if name.startswith("modes"):
            return f"{value:.0f}"
        if name in ("reverse_kl", "spread_ratio"):
            told = bool(enough(moment.views[f"{letter}_mode_counts"]))
            return f"{value:.4f}" if told else "too few near a mode"
        return f"{100 * value:.1f} %" if name == "high_quality" else f"{value:.3f}"

    changes = unlike(screen.setup)
    st.table(
        [
            {"": words}
            | {title(letter, screen.setup): written(name, letter) for letter in pairs}
            | {"a perfect sampler": perfect}
            for name, words, perfect in rows
        ]
        + [
            {"": "Unlike A"}
            | {title(letter, screen.setup): changes.get(letter) or "–" for letter in pairs}
            | {"a perfect sampler": ""}
        ]
    )


def sweep(setup: GanSetup, screen: live.Screen[GanSetup]) -> None:
    """One setup from eight seeds, as small multiples on one time axis."""
    recording, mixture = screen.recording, mixture_of(setup)
    first = scene.needed("sweep", recording.identity)
    samples = recording.view("samples", first)  # (T, 8, n, 2)
    panels = [
        scene.Panel(
            f"seed {seed}",
            [
                scene.Points(
                    "generated", samples[:, number], "model", size=1.4, opacity=0.9, outside=True
                )
            ],
        )
        for number, seed in enumerate(seeds_of(setup))
    ]
    modes = np.array([recording.metric(f"modes_{n}")[first:] for n in range(len(panels))])
    count = len(mixture.weights)
    picture = scene.Scene(
        [scene.Points("real", fixed_points(setup, 400).numpy(), "data", size=1.4, opacity=0.9)],
        mixture.window,
        times=recording.steps[first:],
        curves=[
            scene.Curve(
                "modes, mean of 8", mean_of_seeds(modes), "model", count, "all", wanted=(0, count)
            ),
            scene.Curve("fewest", modes.min(0), "base", wanted=(0, count)),
        ],
        first=first,
        total=screen.total,
        identity=recording.identity,
        live=screen.active,
        start="last",
        badge="trained live",
        panels=panels,
        alt="The samples of one GAN trained from eight seeds, side by side.",
    )
    events = scene.show(picture, "sweep", height=430)
    frame = len(recording) - 1 if events.time is None else min(events.time, len(recording) - 1)
    metrics = recording.frame(frame).metrics
    found = np.array([metrics[f"modes_{n}"] for n in range(len(panels))])
    labels = [str(seed) for seed in seeds_of(setup)]
    bars = [
        Series("covered", found, "model"),
        Series("all", np.full(len(labels), count), "exact"),
    ]
    chart = charts.bars(labels, bars, "modes", x_title="seed", y_range=(0, count + 1), height=190)
    charts.show(chart, "sweep modes", "How many modes each seed covers.")
    before = np.array([recording.metric(f"modes_{n}")[: frame + 1] for n in range(len(panels))])
    all_found, lost = np.count_nonzero(found == count), np.count_nonzero(found < before.max(1))
    st.markdown(
        f"At step {int(recording.steps[frame]):,}, **{all_found} of {len(found)}** seeds cover all "
        f"{count} modes, and **{lost}** cover fewer than they had at an earlier moment."
    )


def branches(recording: Recording, setup: Any, axis: str) -> None:
    """After a fork: both branches of every contestant on one chart."""
    older = live.kept_ancestors(recording)
    if not older:
        return
    lines = []
    for letter in contestants(setup):
        metric = f"{letter}_{axis}"
        now = readings(recording, letter, axis)
        lines.append(Curve(letter, recording.steps, now, COLORS[letter]))
        if metric in older[0].metrics:
            lines.append(
                Curve(
                    f"{letter} before",
                    older[0].steps,
                    readings(older[0], letter, axis),
                    COLORS[letter],
                    dashed=True,
                )
            )
    chart = charts.curves(lines, "step", AXES[axis])
    charts.show(chart, "branches", "The readout of this branch and of its parent.")
