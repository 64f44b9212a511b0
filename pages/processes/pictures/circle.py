"""Poles and zeros under the hand, and all that follows from them, computed in the browser."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from models.processes import (
    EDGE,
    HALF_TURN,
    LAGS,
    MOST,
    PLACES,
    RIM,
    Floats,
    ProcessSetup,
    RootsSetup,
    decibel_range,
    decibels,
    mirrored,
    outside,
    placed,
    process_of,
    tallest,
    wav,
    white_noise,
)
from models.values import places
from pages.processes.pictures.recursion import account, recursion
from pages.processes.pictures.seen import seen
from playground import controls, handles, here, palette, scene

SLUG = "processes"
DECIMALS = 3  # of a place, finer than a pixel
REACH = 1.35  # of the plane that is shown, unless a root is farther out
BEYOND = 0.15  # the plane's edge, of the farthest root
SHOWN = 400  # last points of the path that are drawn
SAMPLES = 16_000  # that are heard
MOST_SHOWN = 10.0  # height of a response: beyond, it is seen to leave
NEW = {
    "pole pair": ("poles", (0.3, 0.5)),
    "real pole": ("poles", (0.5, 0.0)),
    "zero pair": ("zeros", (-0.4, 0.6)),
    "real zero": ("zeros", (-0.5, 0.0)),
}


@st.fragment
def dragged(setup: ProcessSetup) -> None:
    """The plane, and the five pictures that follow it."""
    if controls.turned(SLUG, setup, "poles", "zeros"):
        st.rerun()  # what was let go belongs to the setup, so the page around has to follow
    poles, zeros = array(setup.poles), array(setup.zeros)
    left, right = st.columns([1.5, 1], gap="small")
    with left:
        scene.show(plane(poles, zeros), SLUG, 520, handles.follow("", partial(let_go, setup)))
    filtered = of_roots(poles, zeros)
    now = seen(setup)
    with right:
        path(filtered, setup)
        one, other = st.columns(2, gap="small")
        with one:
            stems(filtered, "impulse", "l[n]", "impulse response", now["impulse"], "model")
            stems(filtered, "correlation", "R[m]/R[0]", "autocorrelation", None, "exact")
        with other:
            stems(filtered, "inverse", "γ[n]", "whitening response", now["whitening"], "query")
            spectrum(filtered, now["spectrum"])
    heard(setup)
    account(now)
    recursion(setup)


def of_roots(poles: Floats, zeros: Floats) -> Callable[..., scene.Filtered]:
    """What the browser computes of a filter with these roots, as they are dragged."""
    return partial(
        scene.Filtered,
        poles=scene.Roots(here.key("poles"), poles),
        zeros=scene.Roots(here.key("zeros"), zeros),
    )


def array(roots: Sequence[tuple[float, float]]) -> Floats:
    """Places (N, 2); N may be 0."""
    return np.array(roots, dtype=np.float64).reshape(-1, 2)


def plane(poles: Floats, zeros: Floats) -> scene.Scene:
    """The unit circle with what can be dragged."""
    filtered = of_roots(poles, zeros)
    roots = np.abs(np.concatenate((poles, zeros)))
    reach = max(REACH, roots.max(initial=0.0) + BEYOND)
    cross = np.array([[(-reach, 0), (reach, 0)], [(0, -reach), (0, reach)]], dtype=float)
    layers: list[scene.layers.Layer] = [
        scene.Paths("unit circle", scene.circle()[None], "base", width=2),
        scene.Paths("axes", cross, "base", width=0.7),
        scene.Paths("× poles", filtered("poles", count=2), "model", width=3),
        scene.Paths("○ zeros", filtered("zeros", count=2), "query", width=3),
    ]
    rows: list[tuple[str, Floats, palette.Concept]] = [
        ("poles", poles, "model"),
        ("zeros", zeros, "query"),
    ]
    for name, xy, color in rows:
        if len(xy):
            layers.append(scene.Handles(name, xy, color, shared=here.key(name)))
    return scene.Scene(
        layers,
        (-reach, reach, -reach, reach),
        x_label="Re z",
        y_label="Im z",
        badge="drag",
        alt=f"The unit circle with {len(poles)} poles and {len(zeros)} zeros to be dragged; each "
        "off the real axis has its conjugate.",
    )


def path(filtered: Any, setup: ProcessSetup) -> None:
    """The last numbers of the path, in units of the process's own standard deviation."""
    line = filtered("output", count=SHOWN, noise=white_noise(setup.seed))
    shown(
        [scene.Paths("x[n]", line, "data", width=1.6)],
        (0, SHOWN, -4, 4),
        "path",
        "n",
        "x[n] / sd",
        "The process, made of the same white noise whatever the filter.",
        0.28,
    )


def stems(
    filtered: Any, kind: str, name: str, key: str, values: Any, color: palette.Concept
) -> None:
    """A response as stems, tall enough for its values at rest."""
    height = 1.15 * tallest(1.0 if values is None else values, MOST_SHOWN)
    zero = [[(0, 0), (LAGS, 0)]]
    shown(
        [
            scene.Paths("zero", zero, "base", width=0.7),
            scene.Paths(name, filtered(kind, count=LAGS), color, width=2.2),
        ],
        (-1, LAGS, -height, height),
        key,
        "m" if kind == "correlation" else "n",
        name,
        f"The {key} as stems.",
        0.33,
    )


def spectrum(filtered: Any, values: Floats) -> None:
    """S(ω) in decibels."""
    low, top = decibel_range(decibels(values))
    shown(
        [scene.Paths("S(ω)", filtered("spectrum", count=PLACES), "exact", width=2.5)],
        (0, HALF_TURN, low, top),
        "spectrum",
        "ω",
        "S in dB",
        "The power spectrum in decibels.",
        0.33,
    )


def shown(
    layers: list[Any],
    window: tuple[float, float, float, float],
    key: str,
    x_label: str,
    y_label: str,
    alt: str,
    share: float,
) -> None:
    """One of the small pictures."""
    picture = scene.Scene(layers, window, x_label=x_label, y_label=y_label, equal=False, alt=alt)
    scene.show(picture, key, 150, share=share)


def buttons(setup: RootsSetup) -> None:
    """One root more, or the last one less."""
    zeros = array(setup.zeros)
    known = {"poles": array(setup.poles), "zeros": zeros}
    with st.container(horizontal=True, gap="small"):
        for label, (kind, place) in NEW.items():
            st.button(
                label,
                key=here.key(f"add {label}"),
                icon=":material/add:",
                disabled=len(known[kind]) >= MOST,
                on_click=write,
                args=(kind, np.vstack((known[kind], [place]))),
            )
        for kind, xy in known.items():
            st.button(
                f"last of the {kind}",
                key=here.key(f"drop {kind}"),
                icon=":material/remove:",
                disabled=not len(xy),
                on_click=write,
                args=(kind, xy[:-1]),
            )
        if outside(zeros):
            st.button(
                "Reflect zeros inside",
                key=here.key("reflect"),
                icon=":material/flip:",
                on_click=write,
                args=("zeros", mirrored(zeros, EDGE)),
            )


def write(kind: str, xy: Floats) -> None:
    """These become the roots of the setup."""
    controls.set_values(SLUG, **{kind: places(xy, DECIMALS)})


def let_go(setup: RootsSetup, positions: handles.Positions) -> None:
    """Where the roots come to rest: poles inside the circle, each on its own side of the axis."""
    for kind, before in (("poles", setup.poles), ("zeros", setup.zeros)):
        if kind in positions:
            xy = placed(positions[kind], array(before)[:, 1] == 0)
            if kind == "poles":
                inside = mirrored(xy, RIM)
                here.keep("mirrored", not np.allclose(inside, xy))
                xy = inside
            write(kind, xy)


def heard(setup: ProcessSetup) -> None:
    """Two seconds of the process, at 8,000 steps a second."""
    st.audio(sound(setup.model_dump_json()), format="audio/wav")
    st.caption("Two seconds of it at 8,000 steps a second, never louder than a quarter.")


@st.cache_data(max_entries=16, show_spinner=False)
def sound(text: str) -> bytes:
    """The process of a setup, given as JSON, as a WAV file."""
    setup = ProcessSetup.model_validate_json(text)
    return wav(process_of(setup).driven(white_noise(setup.seed, SAMPLES)))
