"""The two players' costs, as they are trained; v is D's raw output, σ the logistic function."""

from models.gans.setup import Loss

_CROSS = (
    r"J^{(D)} = -\tfrac12\,\mathbb{E}_{x\sim p_{data}}\log D(x)"
    r" - \tfrac12\,\mathbb{E}_z\log\bigl(1 - D(G(z))\bigr)"
)


def _bound(activation: str, conjugate: str) -> tuple[str, str]:
    """An f-GAN: both players play for one bound."""
    return (
        r"J^{(D)} = -\mathbb{E}_{x\sim p_{data}}[T(x)] + \mathbb{E}_z[f^*(T(G(z)))],\quad "
        rf"T = {activation},\quad f^*(t) = {conjugate}",
        r"J^{(G)} = -\mathbb{E}_z[f^*(T(G(z)))]",
    )


FORMULAS: dict[Loss, tuple[str, str]] = {
    "minimax": (_CROSS, r"J^{(G)} = -J^{(D)}"),
    "non_saturating": (_CROSS, r"J^{(G)} = -\tfrac12\,\mathbb{E}_z\log D(G(z))"),
    "maximum_likelihood": (
        _CROSS,
        r"J^{(G)} = -\tfrac12\,\mathbb{E}_z\exp\bigl(\sigma^{-1}(D(G(z)))\bigr)",
    ),
    "least_squares": (
        r"J^{(D)} = \tfrac12\,\mathbb{E}_x(v(x) - 1)^2 + \tfrac12\,\mathbb{E}_z\,v(G(z))^2",
        r"J^{(G)} = \tfrac12\,\mathbb{E}_z(v(G(z)) - 1)^2",
    ),
    "wasserstein": (
        r"J^{(D)} = -\mathbb{E}_x[v(x)] + \mathbb{E}_z[v(G(z))],\quad \lVert v\rVert_L \le K",
        r"J^{(G)} = -\mathbb{E}_z[v(G(z))]",
    ),
    "relativistic": (
        r"J^{(D)} = \mathbb{E}_{x,z}\log\bigl(1 + e^{v(G(z)) - v(x)}\bigr)",
        r"J^{(G)} = \mathbb{E}_{x,z}\log\bigl(1 + e^{v(x) - v(G(z))}\bigr)",
    ),
    "kl": _bound("v", "e^{t-1}"),
    "reverse_kl": _bound("-e^{-v}", r"-1 - \log(-t)"),
    "pearson": _bound("v", r"\tfrac14 t^2 + t"),
    "hellinger": _bound("1 - e^{-v}", r"\tfrac{t}{1-t}"),
    "jensen_shannon": _bound(r"\log 2 - \log(1 + e^{-v})", r"-\log(2 - e^t)"),
    "gan": _bound(r"-\log(1 + e^{-v})", r"-\log(1 - e^t)"),
}

AT_BEST: dict[Loss, str] = {
    "minimax": "At the optimal D the generator minimises the Jensen-Shannon divergence: "
    "2·J⁽ᴳ⁾ = 2·JSD − ln 4. A D that is sure of itself leaves it no slope: minimax saturates.",
    "non_saturating": "The same cost of D, but the generator maximises the chance that D is "
    "mistaken: the slope is largest where D is surest.",
    "maximum_likelihood": "At the optimal D the value of this cost is the constant −½, whatever "
    "the generator does; only its slope, with D held still, is that of ½ KL(p_data ‖ p_model).",
    "least_squares": "Least squares pulls samples that are far on the right side back, too.",
    "wasserstein": "The critic's gap estimates K times the Wasserstein distance, from below, and "
    "keeps a slope where the two laws do not overlap.",
    "relativistic": "Only differences between real and generated points count; R1 and R2 keep "
    "the game stable.",
    "kl": "f(u) = u ln u.",
    "reverse_kl": "f(u) = −ln u.",
    "pearson": "f(u) = (u − 1)².",
    "hellinger": "f(u) = (√u − 1)².",
    "jensen_shannon": "f(u) = u ln u − (u + 1) ln((u + 1)/2): twice the Jensen-Shannon divergence "
    "of the notes, whose f carries a ½.",
    "gan": "f(u) = u ln u − (u + 1) ln(u + 1), with f(1) = −ln 4: the value is 2·JSD − ln 4.",
}
