"""A mixture in a person's hands: each Gaussian's mean, spread and weight are handles."""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
import streamlit as st

from models.densities import (
    MAX_MODES,
    SPREAD,
    Mode,
    emptiest,
    modes_of,
    rounded_modes,
)
from models.gans import GanSetup
from models.gans.game import mixture_of
from playground import controls, handles, scene

KEY = "gans:editor"
HALF = 2.0  # half the side of the window
EDGE = 1.9  # largest coordinate of a mean
APART = 0.3  # from the mean to a handle that stands at zero
SIGMAS, TALL = 3.0, 0.5  # lengths of a unit of spread and of weight
HEAVIEST = 2.5
Modes = Sequence[Mode]


def modes_in(setup: GanSetup) -> list[Mode]:
    """The mixture of a setup, or the one to start with if there is none."""
    if setup.mixture:
        return list(setup.mixture)
    return modes_of(mixture_of(setup.model_copy(update={"mixture": ()})))


@st.fragment
def editor(setup: GanSetup, take: Callable[[Modes], None]) -> None:
    """The mixture's handles; ``take`` gets what they were left at."""
    if controls.turned("gans", setup, "mixture"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    modes = modes_in(setup)
    held = handles.held(str(setup.mixture), KEY)
    now = modes if held is None else dragged(modes, held)
    st.caption("Drag a mean; pull its spread to the right and its weight upwards.")
    means, spreads, weights = places(now)
    circle = scene.circle(49)
    picture = scene.Scene(
        [
            scene.Polygons(
                "3 sd", [mean + SIGMAS * m.sd * circle for mean, m in zip(means, now, strict=True)],
                "data",
            ),
            scene.Paths("arms", np.stack((spreads, means, weights), axis=1), "data", width=1.25),
            scene.Handles("spread", spreads, "base"),
            scene.Handles("weight", weights, "codeword"),
            scene.Handles("mean", means, "data"),
        ],
        (-HALF, HALF, -HALF, HALF),
        alt="The modes of your mixture, with handles.",
    )  # fmt: skip

    def release(positions: handles.Positions) -> None:
        take(rounded_modes(dragged(modes, positions)))

    scene.show(picture, KEY, 380, handles.follow(str(setup.mixture), release, KEY))
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Add a mode",
            icon=":material/add:",
            disabled=len(modes) >= MAX_MODES,
            on_click=partial(_take, take, [*modes, free(modes)]),
        )
        st.button(
            "Remove one",
            icon=":material/remove:",
            disabled=len(modes) < 2,
            on_click=partial(_take, take, modes[:-1]),
        )


def _take(take: Callable[[Modes], None], modes: Modes) -> None:
    take(rounded_modes(modes))


def places(modes: Modes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where the handles of mean, spread and weight stand, (K, 2) each."""
    means = np.array([(mode.x, mode.y) for mode in modes])
    right = np.array([APART + SIGMAS * mode.sd for mode in modes])
    up = np.array([APART + TALL * mode.weight for mode in modes])
    zero = np.zeros(len(modes))
    return means, means + np.column_stack((right, zero)), means + np.column_stack((zero, up))


def dragged(modes: Modes, positions: handles.Positions) -> list[Mode]:
    """The modes that handles stand for; a mean takes its two others along."""
    before = places(modes)[0]
    after = []
    for mode, old, mean, spread, weight in zip(
        modes, before, *(positions[name] for name in ("mean", "spread", "weight")), strict=True
    ):
        if np.abs(mean - old).max() > 1e-6:
            x, y = np.clip(mean, -EDGE, EDGE)
            after.append(mode._replace(x=float(x), y=float(y)))
            continue
        sd = np.clip((spread[0] - mean[0] - APART) / SIGMAS, *SPREAD)
        share = np.clip((weight[1] - mean[1] - APART) / TALL, 0.02, HEAVIEST)
        after.append(mode._replace(sd=float(sd), weight=float(share)))
    return after


def free(modes: Modes) -> Mode:
    """A new mode, as far as possible from those that there are."""
    x, y = emptiest(modes, 1.2)
    return Mode(x, y, modes[-1].sd, 1.0)
