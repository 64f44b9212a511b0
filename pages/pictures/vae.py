"""The pictures of the latent-space page: the map, what it decodes to, strips, an input's codes."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import ArrayLike, NDArray

from models.autoencoders import Vae, VaeSetup, plain, restore
from models.autoencoders.source import Source, source
from models.frame import FRAMES
from models.images import images, missing
from playground import charts, controls, ink, lesson, live, scene
from playground.lesson import Readout
from playground.recording import Recording

SLUG = "vae"
HEIGHT = 430
REACHES = (4.0, 6.0, 9.0, 14.0, 22.0)  # half-widths of the map
GLYPHS = "0123456789"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
STRIPS = 8  # latents that get a strip and a slider
LADDER = (1, 5, 50, 500)  # samples of the importance-weighted bounds
JUDGED = 64  # held-out inputs behind them
Layers = list[scene.layers.Layer]


@st.cache_resource(max_entries=64, show_spinner=False)
def at_frame(identity: str, frame: int, _screen: live.Screen) -> Vae:
    """The autoencoder as it was at one frame of a recording."""
    return restore(_screen.setup, _screen.recording.frame(frame).checkpoint)


def on_map(screen: live.Screen, frame: int) -> NDArray[np.int64]:
    """Which two latents the map shows at a frame."""
    axes: NDArray[np.int64] = screen.recording.view("axes")[frame]
    return axes


def window(latents: NDArray[Any]) -> scene.layers.Window:
    """A square around all codes of the newest frame, one of few, so that it seldom changes."""
    most = float(np.abs(latents[-1]).max()) if len(latents) else 0.0
    reach = next((each for each in REACHES if most < 0.98 * each), REACHES[-1])
    return (-reach, reach, -reach, reach)


def latent(axis: int) -> str:
    """What a latent is called, counted from 1."""
    return f"z{axis + 1}".translate(SUBSCRIPTS)


def classes(data: Source) -> tuple[list[str], NDArray[Any]]:
    """The character and the class of every shown input."""
    labels = data.labels[: len(data.shown)].numpy()
    return [GLYPHS[label] for label in labels], labels


def latent_map(screen: live.Screen, more: Layers) -> scene.Events:
    """The codes over the steps of the training, with their ellipses and the prior's rings."""
    recording, data = screen.recording, source(screen.setup)
    first = scene.needed(SLUG, recording.identity)
    latents, var = recording.view("latents", first), recording.view("latent_var", first)
    texts, groups = classes(data)
    axes = recording.view("axes")[-1]
    codes: scene.layers.Layer = scene.Points("codes q(z|x)", latents, "model", 2.5)
    if data.side:
        codes = scene.Glyphs("codes q(z|x)", latents, texts, groups)
    picture = scene.Scene(
        [
            scene.Ellipses("posteriors, 1 sd", latents, np.sqrt(var), "model", 0.05),
            scene.Paths("prior, 1 and 2 sd", rings(1, 2), "base", dashed=True),
            codes,
            *more,
        ],
        window(recording.view("latents")),
        times=recording.steps[first:],
        first=first,
        total=FRAMES + 1,
        curves=[scene.Curve("ELBO, held out", recording.metric("test_elbo")[first:], "model")],
        identity=recording.identity,
        live=screen.active,
        start="last",
        x_label=latent(axes[0]),
        y_label=latent(axes[1]),
        link=f"{SLUG}:time",
        badge="trained live",
        alt="Each input's code on the plane of the two most informative latents, by class.",
    )
    return scene.show(picture, SLUG, HEIGHT)


def rings(*radii: float) -> NDArray[np.float64]:
    """Circles around the origin, (n, 65, 2)."""
    turn = np.linspace(0, 2 * np.pi, 65)
    circle = np.stack((np.cos(turn), np.sin(turn)), axis=-1)
    around: NDArray[np.float64] = np.asarray(radii)[:, None, None] * circle
    return around


def image(pixels: ArrayLike, side: int, key: str, name: str, height: int = 300) -> None:
    """One image (side²,)."""
    grey = np.asarray(pixels).reshape(side, side)[::-1]
    ink.show(grey, f"{SLUG}:{key}", name, f"{name}, {side} by {side} pixels.", height)


def sheet(images: ArrayLike, side: int, columns: int, key: str, name: str, height: int) -> None:
    """Several images in rows."""
    alt = f"{len(np.asarray(images))} images: {name}."
    ink.show(plain.sheet(images, side, columns), f"{SLUG}:{key}", name, alt, height)


def on_plane(screen: live.Screen, more: Layers) -> None:
    """Data, samples and the decoded grid over the steps, for points of the plane."""
    recording, data = screen.recording, source(screen.setup)
    key = f"{SLUG}:plane"
    first = scene.needed(key, recording.identity)
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
        times=recording.steps[first:],
        first=first,
        total=FRAMES + 1,
        identity=recording.identity,
        live=screen.active,
        start="last",
        link=f"{SLUG}:time",
        badge="trained live",
        alt="The data, samples of the model, and what a grid of codes decodes to.",
    )
    scene.show(picture, key, HEIGHT)


def prior_grid(screen: live.Screen) -> scene.Events:
    """Decoded prior quantiles over the steps of the training, as one picture."""
    recording = screen.recording
    key = f"{SLUG}:grid"
    first = scene.needed(key, recording.identity)
    grid = recording.view("grid", first)[:, ::-1]
    rows, columns = recording.view("grid").shape[1:]
    extent = (0.0, float(columns), 0.0, float(rows))
    side = source(screen.setup).side
    picture = scene.Scene(
        [scene.Field("decoded quantiles", grid, extent, 0, 1, scale="ink")],
        extent,
        times=recording.steps[first:],
        first=first,
        total=FRAMES + 1,
        curves=[scene.Curve("ELBO, held out", recording.metric("test_elbo")[first:], "model")],
        identity=recording.identity,
        live=screen.active,
        start="last",
        badge="trained live",
        alt=f"{columns // side} by {rows // side} decoded images over equal shares of the prior.",
        x_label="",
        y_label="",
        axes=False,
    )
    return scene.show(picture, key, HEIGHT + 60)


def names(setup: VaeSetup) -> Sequence[str]:
    """What the classes are called, where their characters do not say it."""
    here = setup.data == "fashion" and not missing(setup.data)
    return images(setup.data).names if here else ()


def kl_bars(kl: ArrayLike) -> None:
    """The mean KL of every latent, the most informative first."""
    ordered = np.sort(np.asarray(kl))[::-1]
    labels = [str(number) for number in range(1, len(ordered) + 1)]
    bars = charts.Series("mean KL to the prior", ordered, "model")
    chart = charts.bars(labels, [bars], "nats", x_title="latent, sorted", height=180)
    charts.show(chart, f"{SLUG}:kl", "The mean KL of each latent to the prior, sorted.")


def sliders(found: Mapping[int, float], model: Vae) -> NDArray[np.float64]:
    """A slider for each latent, given its KL; the code (L,) that they stand for."""
    code = np.zeros(model.latents)
    for axis, kl in found.items():
        label = f"{latent(axis)} · {kl:.2f} nats"
        help = "Moves this latent alone; its mean KL says how much the code tells with it."
        code[axis] = controls.continuous(
            label, -3.0, 3.0, 0.0, f"{SLUG}_z{axis + 1}", step=0.05, help=help
        )
    return code


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


@st.cache_data(max_entries=64, show_spinner="Drawing 500 codes of each input …")
def rungs(identity: str, frame: int, _screen: live.Screen) -> dict[str, Any]:
    """The bounds at one frame, with standard errors over the inputs, and log p(x) if known."""
    model = at_frame(identity, frame, _screen)
    return plain.rungs(model, source(_screen.setup).test[:JUDGED], LADDER)


def bounds_over_k(found: Mapping[str, Any]) -> None:
    """The bounds rising with the number of samples to log p(x)."""
    lines = [charts.Curve("bound, k samples", LADDER, found["mean"], "model")]
    if "log_px" in found:
        lines.append(charts.Curve("log p(x), by quadrature", [], found["log_px"], "exact"))
    chart = charts.curves(lines, "samples k", "nats", log_x=True, height=300)
    charts.show(chart, f"{SLUG}:ladder", "The bound on log p(x) rises with k.")


def rate_and_distortion(recording: Recording) -> None:
    """What the code costs and what it misses, over the training."""
    lines = [
        charts.Curve("rate", recording.steps, recording.metric("rate"), "query"),
        charts.Curve("distortion", recording.steps, recording.metric("distortion"), "key"),
        charts.Curve("−ELBO = both", recording.steps, -recording.metric("elbo"), "model"),
    ]
    chart = charts.curves(lines, "step", "nats", height=300)
    charts.show(chart, f"{SLUG}:rd", "Rate, distortion and their sum over the training.")


def rung_readouts(found: Mapping[str, Any]) -> None:
    """Each bound with its standard error, and log p(x) where it is known."""
    said = [
        Readout("ELBO" if k == 1 else f"IWAE-{k}", value, "nats", None, "", error, JUDGED)
        for k, value, error in zip(LADDER, found["mean"], found["error"], strict=True)
    ]
    if "log_px" in found:
        said.append(
            Readout(
                "log p(x)",
                float(found["log_px"]),
                "nats",
                samples=JUDGED,
                help="By quadrature over the latent plane: what every bound is a bound of.",
            )
        )
    lesson.readouts(said)


def readouts(screen: live.Screen, frame: int, data: Source) -> None:
    """The bound, what the code costs, and what is left of it."""
    metrics = screen.recording.frame(frame).metrics
    setup: VaeSetup = screen.setup
    items = [
        Readout(
            "ELBO, held out",
            metrics["test_elbo"],
            "nats",
            reference=metrics["elbo"],
            reference_name="on training inputs",
            samples=len(data.tested),
            help="The bound on log p(x) for inputs that were never trained on.",
        ),
        Readout(
            "Rate",
            metrics["rate"],
            "nats",
            reference=metrics["information"],
            reference_name="of it information",
            samples=len(data.shown),
            help="KL(q(z|x)‖p(z)): what a code costs. Part of it tells inputs apart (mutual "
            "information), the rest is the codes' distance from the prior as a whole.",
        ),
        Readout(
            "Active latents",
            int(metrics["active_units"]),
            "",
            reference=setup.latents,
            reference_name="of",
            help="Latents whose mean varies by more than 0.01 over the inputs (Burda et al.).",
        ),
    ]
    if "sigma" in metrics:
        what = "learned" if setup.learned else "fixed"
        help = f"Standard deviation of the decoder's noise, in units of the data; {what}."
        items.append(Readout("Decoder σ", metrics["sigma"], help=help))
    lesson.readouts(items)
