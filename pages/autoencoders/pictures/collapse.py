"""The pictures of the collapse page: bars of KL, a line through a spectrum, codes, gradients."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from models.autoencoders import CollapseSetup, restore
from models.autoencoders.bounds import ROUNDING, Parabola, ceiling, estimators
from models.autoencoders.codes import plain
from models.autoencoders.linear import Survival, spectrum, survival, threshold_of
from models.autoencoders.model import source
from playground import charts, lesson, live, scene
from playground.charts import ink
from playground.palette import Concept

HEIGHT = 400
TALL = 520  # of a chart that is the picture of its view
REACHES = (4.0, 6.0, 9.0, 14.0, 22.0)  # half-widths of the plane of codes
DRAWS = 40_000
OWN_DRAWS = 20_000
PICKED = 297  # held-out inputs to choose from
LITTLE = 0.1  # nats
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
COLORS: dict[str, Concept] = {
    "reparametrised": "model",
    "score function": "gradient",
    "score, baseline": "query",
}
RACERS: tuple[Concept, ...] = ("codeword", "query", "model", "gradient", "base", "key")


def kl_bars(screen: live.Screen[CollapseSetup]) -> scene.Events:
    """The mean KL of every latent as bars over the steps, the most informative first."""
    recording = screen.recording
    first = screen.first()
    kl = np.sort(recording.view("kl_per_dim", first), axis=1)[:, ::-1]
    count = kl.shape[1]
    places = np.broadcast_to(np.arange(1, count + 1), kl.shape)
    feet = np.stack((places, np.zeros_like(kl)), axis=-1)
    bars = np.stack((feet, np.stack((places, kl), axis=-1)), axis=-2)  # (T, L, 2, 2)
    most = max(float(moment.views["kl_per_dim"].max()) for moment in recording.moments())
    top = max(1.0, np.ceil(most * 1.05))
    picture = scene.Scene(
        [scene.Paths("KL of each latent (nats)", bars, "model", width=0.7, bars=True)],
        (0.3, count + 0.7, 0.0, float(top)),
        **screen.time(),
        curves=[
            scene.Curve("rate", recording.metric("rate")[first:], "model"),
            scene.Curve("mutual information", recording.metric("information")[first:], "query"),
        ],
        equal=False,
        x_label="latent, sorted",
        y_label="nats",
        badge="trained live",
        alt="A bar for the mean KL of each latent to the prior, sorted, over the training.",
    )
    return screen.show(picture, height=HEIGHT)


def samples(screen: live.Screen[CollapseSetup], frame: int) -> None:
    """Decoded draws of the prior, and held-out images over their reconstructions."""
    data = source(screen.setup)
    if not data.side:
        return
    recording = screen.recording
    views, shown = recording.frame(frame).views, data.test[:4].numpy()
    again = views["reconstructions"][:4]
    sheet(views["samples"][:8], data.side, 4, "samples", "draws of the prior", 190)
    pairs = np.concatenate((shown, again))
    sheet(pairs, data.side, 4, "again", "held-out, reconstructed below", 190)


def sheet(images: NDArray[Any], side: int, columns: int, key: str, name: str, height: int) -> None:
    """Several images in rows."""
    alt = f"{len(images)} images: {name}."
    ink.show(plain.sheet(images, side, columns), key, name, alt, height)


@st.cache_data(max_entries=64, show_spinner=False)
def survived(identity: str, frame: int, _screen: live.Screen[CollapseSetup]) -> Survival:
    """A trained linear model beside its closed form, at one frame."""
    model = restore(_screen.setup, _screen.recording.frame(frame).checkpoint)
    return survival(_screen.setup, model)


def spectrum_line(screen: live.Screen[CollapseSetup], sigma: float, found: Survival | None) -> None:
    """The data's spectrum with the line β σ² drawn through it, and what training kept."""
    values = found.spectrum if found else spectrum(screen.setup)
    shown = values[: np.count_nonzero(values > 1e-3 * values[0])]
    number = np.arange(1, len(shown) + 1)
    threshold = threshold_of(screen.setup.beta, sigma)
    lines = [
        charts.Curve("λ of the data", number, shown, "data"),
        charts.Curve("β σ²", [], threshold, "exact"),
    ]
    if found and found.active:
        kept = found.decoder[: found.active]
        lines.append(
            charts.Curve("learned: w² + β σ²", number[: len(kept)], kept[: len(number)], "model")
        )
    chart = charts.curves(lines, "direction", "variance", log_y=True, height=TALL)
    alt = "Eigenvalues of the data, sorted; the level β σ² cuts off those that switch off."
    charts.show(chart, "line", alt)


def codes(screen: live.Screen[CollapseSetup]) -> scene.Events:
    """All codes, drawn from their posteriors' plane, against the rings of the prior."""
    recording, data = screen.recording, source(screen.setup)
    key = "codes"
    first = screen.first(key)
    latents, var = recording.view("latents", first), recording.view("latent_var", first)
    most = float(np.abs(recording.frame(-1).views["latents"]).max())
    reach = next((each for each in REACHES if most < 0.98 * each), REACHES[-1])
    circle = scene.circle()
    labels = data.labels[: len(data.shown)].numpy()
    picture = scene.Scene(
        [
            scene.Ellipses("posteriors, 1 sd", latents, plain.deviations(var), "model", 0.05),
            scene.Glyphs("means of q(z|x)", latents, [str(each) for each in labels], labels),
            scene.Paths("prior, 1, 2 and 3 sd", [circle, 2 * circle, 3 * circle], "exact"),
        ],
        (-reach, reach, -reach, reach),
        **screen.time(key),
        curves=[
            scene.Curve("I(x; z)", recording.metric("information")[first:], "query"),
            scene.Curve("KL(q(z)‖p(z))", recording.metric("marginal_kl")[first:], "model"),
        ],
        x_label="most informative latent",
        y_label="second",
        badge="trained live",
        alt="The codes of all inputs on their two most informative latents, with the prior.",
    )
    return screen.show(picture, key, HEIGHT + 40)


@st.cache_data(max_entries=64, show_spinner=False)
def parabola_estimates(case: Parabola, seed: int) -> dict[str, estimators.Estimates]:
    """Many gradients of one parabola by each estimator."""
    return estimators.of_parabola(case, DRAWS, SIZES, seed)


@st.cache_data(max_entries=64, show_spinner="Drawing gradients …")
def own_estimates(
    identity: str, frame: int, pick: int, seed: int, _screen: live.Screen[CollapseSetup]
) -> tuple[int, dict[str, estimators.Estimates]]:
    """Many gradients of the model at one frame, for one held-out input."""
    model = restore(_screen.setup, _screen.recording.frame(frame).checkpoint)
    x = source(_screen.setup).test[pick].numpy()
    return estimators.of_model(model, x, OWN_DRAWS, SIZES, seed)


def telling(screen: live.Screen[CollapseSetup]) -> int:
    """How many latents carry more than a little, at the end of a training."""
    return int(np.count_nonzero(screen.recording.frame(-1).views["kl_per_dim"] > LITTLE))


def information(metrics: Mapping[str, float], inputs: int) -> None:
    """What the estimate of the information can say, and what it cannot."""
    st.caption(
        f"$I_q$ is estimated, ± {lesson.numeral(metrics['information_error'], 1, ROUNDING)} nats. "
        f"Of {inputs} inputs it cannot exceed ln {inputs} = {ceiling(inputs):.2f}: close to that "
        "it says no more than that these are told apart, and KL(q(z)‖p(z)) is at most what stands "
        "here."
    )


def gradient_histograms(found: Mapping[str, estimators.Estimates], gradient: float) -> None:
    """Single-sample gradients of the estimators on common bins."""
    spread = 2.5 * found["score, baseline"].deviation
    chart = charts.histogram(
        [charts.Series(name, each.singles, COLORS[name]) for name, each in found.items()],
        "gradient from one sample",
        x_range=(gradient - spread, gradient + spread),
        bins=50,
        height=TALL,
    )
    charts.show(chart, "singles", "Histograms of single-sample gradients, same mean.")


def variance_over_size(found: Mapping[str, estimators.Estimates], dashed: str) -> None:
    """The variance of averages over their size, measured; ``dashed`` says beside what."""
    lines = []
    for name, each in found.items():
        lines.append(charts.Curve(name, SIZES, each.variances, COLORS[name]))
        lines.append(charts.Curve("", SIZES, each.exact, COLORS[name], dashed=True))
    chart = charts.curves(
        lines, "samples averaged", "variance", log_x=True, log_y=True, height=TALL
    )
    charts.show(chart, "variance", "The variance of each estimator falls as 1/n.")
    st.caption(f"Dashed: {dashed}.")


def race_curves(screens: Mapping[str, live.Screen[CollapseSetup]]) -> None:
    """How many nats each β pays for its code, over the training."""
    lines = [
        charts.Curve(name, screen.recording.steps, screen.recording.metric("rate"), color)
        for (name, screen), color in zip(screens.items(), RACERS, strict=False)
    ]
    chart = charts.curves(lines, "step", "rate (nats)", height=260)
    charts.show(chart, "race", "The rate of each training over its steps.")


def side_by_side(screens: Mapping[str, live.Screen[CollapseSetup]]) -> None:
    """For each β: samples, reconstructions and the KL of its latents."""
    columns = st.columns(len(screens), gap="small")
    tops = [screen.recording.frame(-1).views["kl_per_dim"].max() for screen in screens.values()]
    for place, (name, screen) in zip(columns, screens.items(), strict=True):
        with place:
            st.markdown(f"**{name}**")
            beside(name, screen, float(max(tops)))


def beside(name: str, screen: live.Screen[CollapseSetup], top: float) -> None:
    """One of the models that are compared."""
    views, data = screen.recording.frame(-1).views, source(screen.setup)
    if data.side:
        drawn, again = views["samples"][:9], views["reconstructions"]
        sheet(drawn, data.side, 3, f"drawn {name}", "samples", 190)
        pairs = np.stack((data.test[:3].numpy(), again[:3])).reshape(6, -1)
        sheet(pairs, data.side, 3, f"pairs {name}", "held-out, reconstructed", 140)
    kl = np.sort(views["kl_per_dim"])[::-1]
    labels = [str(number) for number in range(1, len(kl) + 1)]
    bars = [charts.Series("KL (nats)", kl, "model")]
    chart = charts.bars(labels, bars, "", y_range=(0, max(top, 0.1)), height=140)
    charts.show(chart, f"kl {name}", f"KL of each latent with {name}.")
