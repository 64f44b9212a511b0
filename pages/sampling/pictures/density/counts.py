"""Symbols that are drawn and counted, beside the law that they come from."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import streamlit as st

from models.estimation import CountsSetup, laplace
from models.estimation.views import (
    CORNERS,
    JUDGES,
    LONGEST,
    SymbolLaw,
    account,
    count_walk,
    dirichlet_field,
    distance_curves,
    expected_unseen,
    in_triangle,
    judges,
    on_log_axes,
    symbol_law,
)
from models.frame import over_time
from playground import lesson, scene, timeline
from playground.lesson import Readout
from playground.timeline import Place

LINK = "counts"
HEIGHT = 400
ROOM = 1.25  # of the highest bar
GRID = 80  # cells of the triangle


@st.cache_data(max_entries=64, show_spinner=False)
def walked(text: str) -> dict[str, Any]:
    """The frames of a setup as plain arrays; "step" is how many symbols are seen in each."""
    return over_time(list(count_walk(CountsSetup.model_validate_json(text))))


def ready(setup: CountsSetup) -> object:
    """Compute what the stage shows."""
    return walked(setup.model_dump_json())


@st.fragment
def stage(setup: CountsSetup) -> None:
    """The bars, how far they are off, and the numbers of this moment."""
    text = setup.model_dump_json()
    steps, law = walked(text), symbol_law(setup)
    at = timeline.steps(text, len(steps["step"]))
    left, right = st.columns(2, gap="small")
    with left:
        scene.show(bars(setup, law, steps, at), height=HEIGHT)
    with right:
        if len(law.names) == len(CORNERS):
            scene.show(triangle(setup, law, steps, at), "triangle", HEIGHT)
        else:
            scene.show(errors(setup, steps, at), "errors", HEIGHT)
    numbers(setup, law, steps, at.frame)


def bars(setup: CountsSetup, law: SymbolLaw, steps: Mapping[str, Any], at: Place) -> scene.Scene:
    """Relative counts, the smoothed estimate with its uncertainty, and the law."""
    size, smooth = len(law.names), setup.alpha > 0
    x = np.arange(size, dtype=float)
    seen = steps["counts"] / steps["step"][:, None]
    top = ROOM * max(float(law.probabilities.max()), float(seen[-1].max()))
    width, shift = (0.4, 0.2) if smooth else (0.7, 0.0)
    level = np.stack((x - 0.45, x + 0.45), axis=-1)
    exact = np.stack((level, np.broadcast_to(law.probabilities[:, None], level.shape)), axis=-1)
    latest = steps["last"].astype(int)
    layers: list[scene.layers.Layer] = [
        scene.Paths("counted, nₖ / n", upright(x - shift, seen), "data", width=width, bars=True),
    ]
    if smooth:
        layers += [
            scene.Paths(
                "estimate", upright(x + shift, steps["estimate"]), "model", width=width, bars=True
            ),
            scene.Paths("± one deviation", whiskers(x + shift, steps), "exact", width=1.5),
        ]
    unseen = np.where(steps["counts"] == 0, 0.0, np.nan)
    layers += [
        scene.Paths("law", exact, "exact", width=2.5),
        scene.Points("not seen", tops(x, unseen), "gradient", size=5, opacity=1.0),
        scene.Points(
            "latest",
            np.stack((x[latest], np.full(len(latest), 0.96 * top)), -1)[:, None],
            "data",
            7,
        ),
        scene.Labels("goes on", higher(x, seen, top), ["↑"] * size),
        scene.Labels("symbols", np.column_stack((x, np.full(size, -0.05 * top))), law.names),
    ]
    worse = -np.where(np.isfinite(steps["held_out"]), steps["held_out"], np.nan)
    highest = max([law.entropy + 0.5, *worse[np.isfinite(worse)]])
    return scene.Scene(
        layers,
        (-0.8, size - 0.2, -0.1 * top, top),
        measured=(-2.0, -1.0, 0.0, top),  # letters stand where numbers of symbols would
        times=steps["step"],
        time_name="n",
        curves=scene.telling(
            scene.Curve(
                "held-out −ln p̂", worse, "model", law.entropy, "H", wanted=(law.entropy, highest)
            ),
            scene.Curve("distance to the law", steps["distance"], "model"),
        ),
        identity=at.identity,
        start=at.frame,
        report_time=True,
        autoplay=at.frame == 0,
        equal=False,
        link=LINK,
        x_label="",
        y_label="probability",
        badge="estimate",
        alt=f"Bars of {size} symbols: how often each was seen, beside its probability.",
    )


def tops(x: np.ndarray[Any, Any], heights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Where bars over ``x`` (K,) end, (T, K) -> (T, K, 2)."""
    return np.stack((np.broadcast_to(x, heights.shape), heights), axis=-1)


def higher(
    x: np.ndarray[Any, Any], heights: np.ndarray[Any, Any], top: float
) -> np.ndarray[Any, Any]:
    """Where a bar over ``x`` (K,) leaves the picture, (T, K) -> (T, K, 2): as few draws let it."""
    return tops(x, np.where(heights > top, 0.88 * top, np.nan))


def upright(x: np.ndarray[Any, Any], heights: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Bars over ``x`` (K,) from 0 to heights (T, K), as lines (T, K, 2, 2)."""
    return np.stack((tops(x, np.zeros_like(heights)), tops(x, heights)), axis=-2)


def whiskers(x: np.ndarray[Any, Any], steps: Mapping[str, Any]) -> np.ndarray[Any, Any]:
    """A deviation below and above each estimate, (T, K, 2, 2)."""
    low, high = (steps["estimate"] + sign * steps["deviation"] for sign in (-1, 1))
    return np.stack((tops(x, low), tops(x, high)), axis=-2)


def errors(setup: CountsSetup, steps: Mapping[str, Any], at: Place) -> scene.Scene:
    """How far the estimate is off over the number of symbols, both on log axes."""
    sizes, exact, samples, _ = distance_curves(setup.symbols, setup.alpha)
    own = on_log_axes(steps["step"], steps["distance"])  # (T, 2)
    here = np.arange(len(own))
    so_far = np.where((here <= here[:, None])[..., None], own, np.nan)[:, None]
    mean = on_log_axes(sizes, exact)
    name = scene.Labels("slope −½", mean[30:31] + np.array([0.25, 0.22]), ["slope −½"])
    return scene.Scene(
        [
            scene.Paths("other samples", on_log_axes(sizes, samples), "base", width=0.6),
            scene.Paths("mean of counts, exact", mean[None], "exact", dashed=True, width=2),
            scene.Paths("this sample", so_far, "model", width=3),
            scene.Points("now", own[:, None], "model", size=6, opacity=1.0),
            name,
        ],
        (0.0, 4.05, -2.6, 0.1),
        times=steps["step"],
        time_name="n",
        identity=f"{at.identity} errors",
        start=at.frame,
        equal=False,
        link=LINK,
        transport=False,
        x_label="log₁₀ of the symbols seen",
        y_label="log₁₀ of the distance to the law",
        badge="exact mean",
        alt="The error of the estimate falls along a line of slope −½ on log axes.",
    )


@st.cache_data(max_entries=32, show_spinner=False)
def posteriors(text: str) -> Any:
    """The Dirichlet posterior over the triangle at each moment, (T, GRID, GRID)."""
    setup = CountsSetup.model_validate_json(text)
    prior = setup.alpha if setup.alpha > 0 else 1.0
    edge = (np.arange(GRID) + 0.5) / GRID
    counts = walked(text)["counts"] + prior
    return np.stack([dirichlet_field(each, edge, CORNERS[2, 1] * edge) for each in counts])


def triangle(
    setup: CountsSetup, law: SymbolLaw, steps: Mapping[str, Any], at: Place
) -> scene.Scene:
    """Three probabilities are a point; the posterior is a cloud around it that shrinks."""
    field = posteriors(setup.model_dump_json())
    names = scene.Labels(
        "symbols", CORNERS + np.array([(0, -0.05), (0, -0.05), (0, 0.05)]), law.names
    )
    seen = in_triangle(steps["counts"] / steps["step"][:, None])
    prior = f"Dirichlet({setup.alpha:g}, …)" if setup.alpha > 0 else "Dirichlet(1, 1, 1)"
    return scene.Scene(
        [
            scene.Field("posterior", field, (0, 1, 0, CORNERS[2, 1]), 0, 1, unit="of its highest"),
            scene.Polygons("triangle", [CORNERS], "base"),
            scene.Points("counted", seen[:, None], "data", size=6, opacity=1.0),
            scene.Points(
                "estimate", in_triangle(steps["estimate"])[:, None], "model", size=6, opacity=1.0
            ),
            scene.Points("law", in_triangle(law.probabilities)[None], "exact", size=6, opacity=1.0),
            names,
        ],
        (-0.1, 1.1, -0.1, 0.98),
        times=steps["step"],
        time_name="n",
        identity=f"{at.identity} triangle",
        start=at.frame,
        link=LINK,
        transport=False,
        axes=False,
        badge="exact",
        alt=f"The posterior of three probabilities under the prior {prior}, over their triangle.",
    )


def numbers(setup: CountsSetup, law: SymbolLaw, steps: Mapping[str, Any], frame: int) -> None:
    """This moment's numbers, each beside what it can be compared with."""
    now = {name: float(steps[name][frame]) for name in steps if steps[name].ndim == 1}
    n, held = int(now["step"]), judges(setup)
    slope = distance_curves(setup.symbols, setup.alpha)[-1]
    finite = np.isfinite(now["held_out"])
    lesson.readouts(
        [
            Readout(
                "Held-out log-likelihood",
                now["held_out"],
                "nats a symbol",
                -law.entropy,
                "the law itself, −H =",
                now["held_out_error"] if finite else None,
                JUDGES,
                "Mean of ln p̂ over symbols that the estimate has not seen: −∞ as soon as one of "
                "them has the probability 0.",
            ),
            Readout(
                "Distance to the law",
                now["distance"],
                "",
                now["expected_distance"],
                "mean of counts",
                samples=n,
                help="Half of Σ|p̂ − p|: the largest error in the probability of any event. Beside "
                "it the exact mean for relative counts.",
            ),
            Readout(
                "Symbols not seen",
                int(now["unseen"]),
                "",
                expected_unseen(law.probabilities, n),
                "expected",
                help=f"Of {len(law.names)}; expected are Σ (1 − p)ⁿ.",
            ),
            Readout(
                "Slope of the error",
                slope.value,
                "",
                -0.5,
                "of n^−½:",
                slope.error,
                slope.samples,
                help=f"On log axes, from 300 to {LONGEST:,} symbols.",
            ),
        ]
    )
    estimate = laplace(steps["counts"][frame], setup.alpha)
    latex = r"\hat p_k = \frac{n_k + \alpha}{n + \alpha K}"
    own, apart = account(estimate, held)
    if not finite:
        lesson.formula(latex)
        st.caption(
            f":material/warning: {int(now['unseen'])} symbols have p̂ = 0, and one of the "
            f"{JUDGES:,} held-out ones is among them: ln 0 = −∞. Raise α.",
            text_alignment="center",
        )
        return
    lesson.equation(
        latex + r",\qquad \frac1m\sum_{j=1}^{m}\ln \hat p(x_j) = -H(r) - "
        r"\mathrm{KL}(r\,\Vert\,\hat p)",
        [("-H(r)", own), (r"-\mathrm{KL}(r\,\Vert\,\hat p)", apart)],
        (r"\text{held-out}", now["held_out"]),
    )
    st.caption(
        f"r: the relative counts of the {JUDGES:,} held-out symbols. Only the second term depends "
        "on the estimate.",
        text_alignment="center",
    )
