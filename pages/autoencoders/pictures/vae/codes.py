"""The map of the codes, and what a place on it decodes to."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoencoders import Vae, VaeSetup, restore
from models.autoencoders.codes import plain
from models.autoencoders.model import Source, source, stages
from models.frame import FRAMES
from playground import live, scene

HEIGHT = 430
SHARED = "handles"  # under this name the browser decodes the places of the map's handles
REACHES = (4.0, 6.0, 9.0, 14.0, 22.0)  # half-widths of the map
GLYPHS = "0123456789"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
Layers = list[scene.layers.Layer]


@st.cache_resource(max_entries=64, show_spinner=False)
def at_frame(identity: str, frame: int, _screen: live.Screen[VaeSetup]) -> Vae:
    """The autoencoder as it was at one frame of a recording."""
    return restore(_screen.setup, _screen.recording.frame(frame).checkpoint)


def on_map(screen: live.Screen[VaeSetup], frame: int) -> NDArray[np.int64]:
    """Which two latents the map shows at a frame."""
    axes: NDArray[np.int64] = screen.recording.frame(frame).views["axes"]
    return axes


def window(latents: NDArray[Any]) -> scene.layers.Window:
    """A square around all codes of a frame, one of few, so that it seldom changes."""
    most = float(np.abs(latents).max())
    reach = next((each for each in REACHES if most < 0.98 * each), REACHES[-1])
    return (-reach, reach, -reach, reach)


def latent(axis: int) -> str:
    """What a latent is called, counted from 1."""
    return f"z{axis + 1}".translate(SUBSCRIPTS)


def classes(data: Source) -> tuple[list[str], NDArray[Any]]:
    """The character and the class of every shown input."""
    labels = data.labels[: len(data.shown)].numpy()
    return [GLYPHS[label] for label in labels], labels


def latent_map(screen: live.Screen[VaeSetup], more: Layers, share: float = 1.0) -> scene.Events:
    """The codes over the steps of the training, with their ellipses and the prior's rings."""
    recording, data = screen.recording, source(screen.setup)
    first = screen.first()
    latents, var = recording.view("latents", first), recording.view("latent_var", first)
    texts, groups = classes(data)
    newest = recording.frame(-1).views
    axes = newest["axes"]
    codes: scene.layers.Layer = scene.Points("codes q(z|x)", latents, "model", 2.5)
    if data.side:
        codes = scene.Glyphs("codes q(z|x)", latents, texts, groups)
    picture = scene.Scene(
        [
            scene.Ellipses("posteriors, 1 sd", latents, plain.deviations(var), "model", 0.05),
            scene.Paths("prior, 1 and 2 sd", rings(1, 2), "base", dashed=True),
            codes,
            *more,
        ],
        window(newest["latents"]),
        **screen.time(),
        curves=elbo_curves(screen, first),
        x_label=latent(axes[0]),
        y_label=latent(axes[1]),
        link="time",
        badge="trained live",
        alt="Each input's code on the plane of the two most informative latents, by class.",
    )
    return scene.show(picture, height=HEIGHT, share=share)


def elbo_curves(screen: live.Screen[VaeSetup], first: int) -> list[scene.Curve]:
    """The ELBO of held-out inputs, and of training inputs where those are few enough to overfit.

    The axis begins where a quarter of the frames is over: the first steps gain hundreds of nats.
    """
    recording = screen.recording
    held_out = recording.metric("test_elbo")
    if not source(screen.setup).side:
        return [scene.Curve("ELBO, held out", held_out[first:], "model")]
    trained = recording.metric("elbo")
    late = np.concatenate((held_out, trained)).reshape(2, -1)[:, FRAMES // 4 :]
    wanted = (float(late.min()), float(late.max())) if late.size else None
    return [
        scene.Curve("ELBO, held out", held_out[first:], "model", wanted=wanted),
        scene.Curve("ELBO, trained on", trained[first:], "data", wanted=wanted),
    ]


def time_axis(screen: live.Screen[VaeSetup], report: bool = True) -> scene.Events:
    """The steps of the training by themselves, for a view whose picture is of one moment.

    With ``report`` the page follows while it plays; not where a moment takes seconds to judge.
    """
    recording = screen.recording
    key = "axis"
    first = screen.first(key)
    picture = scene.Scene(
        [],
        (0, 1, 0, 1),
        **screen.time(key) | {"report_time": report},
        curves=[
            scene.Curve("rate", recording.metric("rate")[first:], "query"),
            scene.Curve("distortion", recording.metric("distortion")[first:], "key"),
            scene.Curve("−ELBO = both", -recording.metric("test_elbo")[first:], "model"),
        ],
        alt="Rate and distortion of held-out inputs over the training.",
    )
    return scene.show(picture, key)


def rings(*radii: float) -> NDArray[np.float64]:
    """Circles around the origin, (n, points, 2)."""
    circle = scene.circle()
    around: NDArray[np.float64] = np.asarray(radii)[:, None, None] * circle
    return around


def on_plane(screen: live.Screen[VaeSetup], more: Layers) -> None:
    """Data, samples and the decoded grid over the steps, for points of the plane."""
    recording, data = screen.recording, source(screen.setup)
    key = "plane"
    first = screen.first(key)
    mesh = recording.view("mesh", first)
    decoded: scene.layers.Layer = (
        scene.Mesh("decoded grid", mesh, "base")
        if mesh.ndim == 4
        else scene.Paths("decoded line", mesh[:, None], "base", width=2.5)
    )
    layers: Layers = [
        scene.Points("data", data.test[:600], "data", 2, 0.5),
        scene.Points("samples", recording.view("samples", first)[:, :400], "model", 2, 0.6),
        decoded,
        *more,
    ]
    picture = scene.Scene(
        layers,
        data.window,
        **screen.time(key),
        link="time",
        badge="trained live",
        alt="The data, samples of the model, and what a grid of codes decodes to.",
    )
    scene.show(picture, key, HEIGHT)


def posterior_of(seen: plain.Encoded, axes: NDArray[np.int64]) -> Layers:
    """An input's q(z|x) on the map: its ellipse, and the codes drawn from it."""
    mean, sd, z = (_two(each, axes) for each in (seen.mean, seen.sd, seen.z))
    centres, radii = np.stack((mean, mean)), np.stack((sd, 2 * sd))
    return [
        scene.Ellipses("q(z|x), 1 and 2 sd", centres, radii, "data", 0.3),
        scene.Points("codes drawn from it", z, "exact", 4, 0.9),
    ]


def _two(values: NDArray[Any], axes: NDArray[np.int64]) -> NDArray[Any]:
    """The latents on the map; a single one has zeros beside it."""
    kept = values[..., axes]
    return kept if len(axes) == 2 else np.stack((kept[..., 0], np.zeros(kept.shape[:-1])), -1)


def decoded(
    screen: live.Screen[VaeSetup], frame: int, places: NDArray[np.float64], count: int | None = None
) -> scene.Computed:
    """What places (n, 2) of the map decode to, or ``count`` places along the line through them.

    The browser computes it from the handles ``SHARED``, as fast as a hand can move.
    """
    model, axes = at_frame(screen.identity, frame, screen), on_map(screen, frame)
    side = source(screen.setup).side
    shape = (side, side) if side else (2,)
    return scene.Computed(stages(model, axes), SHARED, places, shape, count)


def between(ends: NDArray[np.float64]) -> scene.Computed:
    """The line between the handles of a walk, on the map."""
    return scene.Computed((), SHARED, ends)


def spread(
    screen: live.Screen[VaeSetup], frame: int, place: NDArray[np.float64]
) -> scene.layers.Layer:
    """p(x|z) of a place (1, 2) of the map, for points of the plane."""
    model = at_frame(screen.identity, frame, screen)
    sd = np.full((2, 2), model.deviation) * [[1], [2]]
    centres = decoded(screen, frame, place, count=2)  # the same twice
    return scene.Ellipses("p(x|z), 1 and 2 sd", centres, sd, "exact", 0.12)
