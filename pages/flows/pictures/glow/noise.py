"""Dequantization: the bound with its constant, what happens without noise, and tighter bounds."""

import streamlit as st

from models.glow import gaussian, independent
from models.glow.look import Slice, Tighter, slice_of, tighter
from pages.flows.pictures.glow.beside import trained
from pages.flows.pictures.glow.shared import HEIGHT, Watched, at_frame, curves, data_of, held_out
from playground import charts, here, lesson, scene
from playground.lesson import Readout

DRAWS, TESTED = 64, 60
SIGN = (
    "The notes print C = M log a, and ≈. The constant is −M log a, positive for a < 1, and it is "
    "an upper bound: −log P(x) = −log ∫ p(x + u) du ≤ −M log a − E log p(x + u), by Jensen's "
    "inequality. M is the dimension; the size of the data set is N."
)
KINDS = {
    "uniform": "Uniform noise has density q = 1 in every cell, so its term is 0: the flow has to "
    "make a box of every cell, with sharp edges.",
    "variational": "The noise is learned with the flow: q(u | x) lies where p is high, and pays "
    "log q for it. If it were p's own law inside the cell, the bound would be −log P itself.",
    "none": "Trained without noise, the flow never sees what lies between two grey values. The "
    "bound is that with uniform noise all the same.",
}


@st.cache_data(max_entries=16, show_spinner="Noise is drawn many times…")
def bounds(identity: str, frame: int, _screen: Watched) -> Tighter:
    """Bounds from many noises at one frame."""
    return tighter(at_frame(identity, frame, _screen), data_of(_screen), TESTED, DRAWS)


def noise(screen: Watched) -> None:
    """The density along one pixel, the bound as a sum, and how much better it gets."""
    frame = screen.settled()
    model, data = at_frame(screen.identity, frame, screen), data_of(screen)
    left, right = st.columns(2, gap="small")
    with left:
        x = held_out(screen, "Held-out picture", 3, here.key("pick"))
    with right:
        pixel = st.slider(
            "Pixel", 0, data.lattice.pixels - 1, middle(data.side), key=here.key("at")
        )
    along(screen, slice_of(model, data.lattice, x, pixel))
    metrics = screen.moment.metrics
    constant, density = metrics["constant"], metrics["density"]
    lesson.equation(
        r"-\log_2 P(x) \le -M \log_2 a - \mathbb{E}_u \log_2 p(x + a u) "
        r"+ \mathbb{E}_u \log_2 q(u \mid x), \qquad u \sim q(u \mid x) \text{ on } [0, 1)^M",
        [
            (r"-\log_2 a", constant),
            (r"-\tfrac1M \mathbb{E} \log_2 p", density),
            (r"\tfrac1M \mathbb{E} \log_2 q", metrics["noise"]),
        ],
        (r"\text{bits a pixel}", metrics["bits"]),
        rounding=1e-6,
        why="single precision",
    )
    st.caption(KINDS[screen.setup.dequantization])
    lesson.beside_the_notes(SIGN)
    told = [
        Readout(
            "With noise",
            metrics["bits"],
            "bits a pixel",
            error=metrics["error"],
            samples=len(data.test),
            help="A bound on −log₂ P, whatever the flow was trained with.",
        ),
        Readout(
            "Density at grey values trained on",
            metrics["train_middle"],
            "bits a pixel",
            metrics["middle"],
            "held out",
            samples=len(data.test),
            help="The same without noise: no bound on anything. Trained without noise it falls as "
            "long as one trains.",
        ),
    ]
    if screen.active:
        lesson.readouts(told)
        st.caption("Tighter bounds follow when the training has ended.")
        return
    found = bounds(screen.identity, frame, screen)
    told.append(
        Readout(
            f"With {DRAWS} noises",
            float(found.bits[-1]),
            "bits a pixel",
            float(found.bits[0]),
            "one noise, the same pictures",
            float(found.error[-1]),
            TESTED,
            "The mean of so many densities inside the logarithm: a better bound, still above.",
        )
    )
    lesson.readouts(told)
    beside(screen, found)


def middle(side: int) -> int:
    """A pixel near the middle."""
    return side * (side // 2) + side // 2


def along(screen: Watched, found: Slice) -> None:
    """The density along one pixel, all others held, with the cells of the grey values."""
    bare = screen.setup.dequantization == "none"
    noisy = [] if bare else [scene.Paths("its noise q", [found.noise], "data", width=2)]
    picture = scene.Scene(
        [
            scene.Paths("cells", found.cells, "base", width=1),
            scene.Paths("density along the pixel", [found.line], "model", width=2),
            *noisy,
            scene.Points("its grey value", [found.own], "data", 6, 1.0),
        ],
        (0.0, 1.0, 0.0, found.top),
        **screen.time(),
        curves=curves(screen),
        badge="trained live",
        x_label="the pixel's value x",
        y_label="p(x | all others)",
        alt="The density of one pixel's value given all others, over the cells of grey values, and "
        "the noise of its own cell, scaled to the mass of that cell.",
        equal=False,
    )
    screen.show(picture, height=HEIGHT)


def beside(screen: Watched, found: Tighter) -> None:
    """The bounds over the number of noises, and other models on the same pictures."""
    name = screen.setup.data
    left, right = st.columns(2, gap="small")
    with left:
        lines = [
            charts.Curve("this flow", found.draws, found.bits, "model"),
            charts.Curve("independent pixels", [], [independent(name).bits], "base", True),
        ]
        chart = charts.curves(lines, "noises k", "bits a pixel", log_x=True, height=260)
        charts.show(chart, "tighter", "Bounds on the bits for each pixel over the noises.")
    with right:
        models = {
            "one Gaussian": gaussian(name).bits,
            "independent pixels": independent(name).bits,
            "this flow": screen.moment.metrics["bits"],
            f"this flow, {DRAWS} noises": float(found.bits[-1]),
        }
        models |= {title: each.bits for title, each in trained(name).items()}
        heights = [charts.Series("bits a pixel", list(models.values()), "model")]
        chart = charts.bars(list(models), heights, "bits a pixel", height=260)
        charts.show(chart, "models", "Bits for each pixel by several models.")
        st.caption(
            "Flow, Gaussian and VAE are bounds. Independent pixels and the PixelCNN tell the "
            "probability of the grey values themselves, and need no noise."
        )
