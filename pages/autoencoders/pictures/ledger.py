"""The pictures of the ledger page: the plane, the posterior under the encoder's ellipse, bars."""

from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoencoders import INPUTS, PlaneSetup, Vae, restore
from models.autoencoders.bounds import ROUNDING
from models.autoencoders.codes import plain
from models.autoencoders.model import source
from models.autoencoders.posterior import Quadrature, account
from playground import charts, lesson, live, scene
from playground.charts.waterfall import Step, waterfall
from playground.lesson import Readout

HEIGHT = 430
COARSE = 193  # codes along each axis that keep up with a training
NAMES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"  # of modes, the largest first
ABOVE = 0.42  # how far over its point a name stands
SAID = 3  # modes that get a number
Layers = list[scene.layers.Layer]


def codes(screen: live.Screen[PlaneSetup], frame: int) -> Quadrature:
    """The autoencoder at one frame with all its codes decoded; fewer while frames are coming."""
    coarse = screen.active and screen.setup.latents == 2
    return _codes(screen.identity, frame, COARSE if coarse else None, screen)


@st.cache_resource(max_entries=16, show_spinner=False)
def _codes(
    identity: str, frame: int, cells: int | None, _screen: live.Screen[PlaneSetup]
) -> Quadrature:
    model = restore(_screen.setup, _screen.recording.frame(frame).checkpoint)
    return Quadrature(model, cells)


@st.cache_data(max_entries=64, show_spinner="Summing over all codes of each point …")
def of_the_set(identity: str, frame: int, _screen: live.Screen[PlaneSetup]) -> dict[str, Any]:
    """The mean account of held-out points, as plain numbers."""
    grid = codes(_screen, frame)
    return vars(account.of(grid, source(_screen.setup).test[:INPUTS].numpy()))


def plane(screen: live.Screen[PlaneSetup], x: NDArray[np.float64], more: Layers) -> scene.Events:
    """Data, samples and decoded codes over the steps, and the point that is held to account."""
    recording, data = screen.recording, source(screen.setup)
    first = screen.first()
    mesh = recording.view("mesh", first)
    exact = recording.metric("log_px")[first:]
    decoded: scene.layers.Layer = (
        scene.Mesh("decoded grid", mesh, "base")
        if mesh.ndim == 4
        else scene.Paths("decoded line", mesh[:, None], "base", width=2.5)
    )
    picture = scene.Scene(
        [
            scene.Points("data", data.test[:600], "data", 2, 0.5),
            scene.Points("samples", recording.view("samples", first)[:, :400], "model", 2, 0.5),
            decoded,
            *more,
            scene.Handles("x", x, "exact", ["x"]),
        ],
        data.window,
        **screen.time(),
        curves=[
            scene.Curve("mean log p(x)", exact, "exact"),
            scene.Curve("mean ELBO", exact - recording.metric("gap")[first:], "model"),
        ],
        badge="trained live",
        alt="The data, samples, what codes decode to, and a point x to drag.",
    )
    return screen.show(picture, height=HEIGHT)


def answers(seen: plain.Encoded) -> Layers:
    """What codes drawn from q(z|x) decode to."""
    mean = seen.mean_image[None]
    return [
        scene.Points("decoded from q(z|x)", seen.images, "query", 3, 0.8),
        scene.Points("their mean", mean, "key", 6, 1.0),
    ]


def divided(found: account.Blur) -> Layers:
    """What each mode of p(z|x) decodes to, and their average between them."""
    rays = [np.stack((found.average, each)) for each in found.decoded]
    names = [*NAMES[: len(rays)], "average"]
    up = np.array((0.0, ABOVE))
    places = np.vstack((found.decoded + up, found.average - 1.4 * up))  # the average's is below
    return [
        scene.Paths("to their average", rays, "key", width=1.5, dashed=True),
        scene.Points("decoded modes", found.decoded, "codeword", 7, 1.0),
        scene.Points("their average", found.average[None], "key", 7, 1.0),
        scene.Labels("names", places, names),
    ]


def divided_posterior(grid: Quadrature, x: NDArray[np.float64], found: account.Blur) -> None:
    """The true posterior of x with its modes marked."""
    seen = account.of(grid, x[None])
    if grid.model.latents == 2:
        posterior(grid, x, seen, [scene.Labels("modes", found.z, NAMES[: len(found.z)])])
        return
    exact = account.posterior(grid, x, seen)
    q = account.normal_density(exact.z, seen.mean.item(), seen.sd.item())
    lines = [
        charts.Curve("p(z|x), exact", exact.z, exact.density, "exact"),
        charts.Curve("q(z|x)", exact.z, q, "model"),
    ]
    foot, gap = np.zeros_like(found.height), np.full_like(found.height, np.nan)
    marks = np.stack((foot, found.height, gap), axis=1).reshape(-1)
    lines.append(charts.Curve("its modes", found.z[:, 0].repeat(3), marks, "codeword"))
    across = (exact.window[0], exact.window[1])
    chart = charts.curves(lines, "z", "density", x_range=across, height=HEIGHT - 40)
    lesson.badge("exact")
    charts.show(chart, "modes", "The true posterior of x, a mark at each mode.")


def densities(found: account.Blur) -> None:
    """How dense the data are where the modes decode to, and at the average."""
    *modes, average = found.density
    said = [
        Readout(
            f"Data at {name}",
            density,
            "1/area",
            help=f"The exact density of the data at what mode {name} decodes to; {mass:.1%} of "
            "p(z|x) belongs to this mode.",
        )
        for name, density, mass in zip(NAMES[:SAID], modes, found.mass, strict=False)
    ]
    what = "The exact density of the data at the mean of all that p(z|x) decodes to."
    lesson.readouts(
        [*said, Readout("Data at their average", average, "1/area", help=what)], long=True
    )


def posterior(
    grid: Quadrature,
    x: NDArray[np.float64],
    seen: account.Account,
    more: Layers | None = None,
    share: float = 1.0,
) -> None:
    """The true posterior of x, the encoder's Gaussian and the best one, in the latent space."""
    found = account.posterior(grid, x, seen)
    if grid.model.latents == 1:
        posterior_curves(found, seen, share)
        return
    radii = [[1.0], [2.0]]
    layers: list[scene.layers.Layer] = [
        scene.Field(
            "p(z|x), exact",
            found.density,
            found.window,
            0,
            float(found.density.max()),
            levels=found.levels,
            power=0.6,
            dtype="float16",
        ),
        scene.Ellipses(
            "q(z|x), 1 and 2 sd", seen.mean.repeat(2, 0), seen.sd * radii, "model", 0.06
        ),
        scene.Paths("best Gaussian, 1 and 2 sd", best_rings(seen), "key", dashed=True, width=2),
        *(more or []),
    ]
    picture = scene.Scene(
        layers,
        found.window,
        x_label="z₁",
        y_label="z₂",
        badge="exact",
        alt="Contours of the true posterior of x, under the encoder's ellipse and the best one.",
    )
    scene.show(picture, "posterior", HEIGHT, share=share)


def best_rings(seen: account.Account) -> NDArray[np.float64]:
    """The best Gaussian at 1 and 2 standard deviations, (2, points, 2)."""
    circle = scene.circle()
    rings: NDArray[np.float64] = (
        seen.best_mean[0] + seen.best_sd[0] * np.array([1, 2])[:, None, None] * circle
    )
    return rings


def posterior_curves(found: account.Posterior, seen: account.Account, share: float) -> None:
    """The same for a single latent, as densities of it."""
    z = found.z
    q = account.normal_density(z, seen.mean.item(), seen.sd.item())
    best = account.normal_density(z, seen.best_mean.item(), seen.best_sd.item())
    lines = [
        charts.Curve("p(z|x), exact", z, found.density, "exact"),
        charts.Curve("q(z|x)", z, q, "model"),
        charts.Curve("best Gaussian", z, best, "key", dashed=True),
    ]
    across = (found.window[0], found.window[1])
    height = round(share * HEIGHT) - 40
    chart = charts.curves(lines, "z", "density", x_range=across, height=height)
    lesson.badge("exact")
    alt = "The true posterior of x, the encoder's Gaussian and the best Gaussian."
    charts.show(chart, "curves", alt)


def bars(log_px: float, elbo: float, amortisation: float, family: float, key: str) -> None:
    """The bound and its two gaps, one after the other, up to log p(x)."""
    steps = [
        Step("ELBO", elbo, "model"),
        Step("+ amortisation gap", amortisation, "query"),
        Step("+ family gap", family, "key"),
    ]
    chart = waterfall(steps, Step("= log p(x)", log_px, "exact"), "nats", height=180)
    charts.show(chart, key, "The ELBO and its two gaps add up to log p(x).")


def readouts(seen: account.Account, model: Vae) -> None:
    """The entries for the chosen point."""
    lesson.readouts(
        [
            Readout(
                "log p(x)",
                seen.log_px,
                "nats",
                digits=4,
                help="By summing p(x|z) p(z) over a fine grid of all codes; here right to "
                f"{seen.error:.1g} nats.",
            ),
            Readout(
                "ELBO",
                seen.elbo,
                "nats",
                reference=seen.log_px,
                reference_name="log p(x)",
                digits=4,
                help="−(distortion + rate), by Gauss-Hermite quadrature over q.",
            ),
            Readout(
                "KL(q‖p(z|x))",
                seen.gap,
                "nats",
                reference=seen.family,
                reference_name="of it no diagonal Gaussian avoids",
                rounding=seen.rounding,
                help="The gap of the bound, computed from the posterior itself.",
            ),
            Readout(
                "Distortion",
                seen.distortion,
                "nats",
                reference=seen.rate,
                reference_name="rate",
                rounding=ROUNDING,
                help="−E ln p(x|z) under q; the rate is KL(q(z|x)‖p(z)).",
            ),
            Readout(
                "Decoder σ",
                model.deviation,
                help="Standard deviation of the decoder's noise, in units of the data.",
            ),
        ]
    )
