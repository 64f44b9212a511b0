"""The two players' costs, as they are trained; v is D's raw output, σ the logistic function."""

from models.gans import GanSetup
from models.gans.players import Loss, Penalty

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
    "minimax": (
        _CROSS,
        r"J^{(G)} = \tfrac12\,\mathbb{E}_z\log\bigl(1 - D(G(z))\bigr)"
        r" = -J^{(D)} + \text{what G does not move}",
    ),
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

_PENALTIES: dict[Penalty, str] = {
    "gradient": r"+ \lambda\,\mathbb{E}_{\hat x}(\lVert\nabla v(\hat x)\rVert - 1)^2",
    "r1": r"+ \tfrac{\gamma}{2}\,\mathbb{E}_{x\sim p_{data}}\lVert\nabla v(x)\rVert^2",
    "r1_r2": r"+ \tfrac{\gamma}{2}\,\mathbb{E}_{x\sim p_{data}}\lVert\nabla v(x)\rVert^2"
    r" + \tfrac{\gamma}{2}\,\mathbb{E}_z\lVert\nabla v(G(z))\rVert^2",
}


def penalty(setup: GanSetup, step: int) -> str:
    """What the discriminator minimises besides its cost after some steps, or how it is held back;
    empty for none."""
    if setup.penalty == "clip":
        return rf"-{setup.clip:g} \le w \le {setup.clip:g}\quad\text{{for every weight of D}}"
    if setup.penalty not in _PENALTIES:
        return ""
    letter = r"\lambda" if setup.penalty == "gradient" else r"\gamma"
    return (
        rf"\text{{D minimises }} J^{{(D)}} {_PENALTIES[setup.penalty]},"
        rf"\quad {letter} = {float(setup.weight_at(step)):.4g}"
    )


AT_BEST: dict[Loss, str] = {
    "minimax": "At the optimal D the generator minimises the Jensen-Shannon divergence: "
    "−J⁽ᴰ⁾ = JSD − ln 2, of which J⁽ᴳ⁾ is the part that it moves, −½ ln 2 = −.3466 at "
    "equilibrium. Where D is sure of itself this cost is flat in D's logit: it saturates.",
    "non_saturating": "The same cost of D, but the generator maximises the chance that D is "
    "mistaken: the slope is largest where D is surest.",
    "maximum_likelihood": "At the optimal D the value of this cost is the constant −½, whatever "
    "the generator does; only its slope, with D held still, is that of ½ KL(p_data ‖ p_model).",
    "least_squares": "Least squares pulls samples that are far on the right side back, too.",
    "wasserstein": "If the critic's slope nowhere exceeds K, its gap is at most K times the "
    "Wasserstein distance; its slope does not fade where the two laws do not overlap.",
    "relativistic": "Only differences between real and generated points count.",
    "kl": "f(u) = u ln u.",
    "reverse_kl": "f(u) = −ln u.",
    "pearson": "f(u) = (u − 1)².",
    "hellinger": "f(u) = (√u − 1)².",
    "jensen_shannon": "f(u) = u ln u − (u + 1) ln((u + 1)/2): twice the Jensen-Shannon divergence "
    "of the notes, whose f carries a ½.",
    "gan": "f(u) = u ln u − (u + 1) ln(u + 1), with f(1) = −ln 4: the bound is 2·JSD − ln 4, "
    "twice the value of the notes' game, which has a ½.",
}

ERRATA: dict[Loss, str] = {
    "maximum_likelihood": "The notes choose f = p_data/p_model in E[f ∂ log p_model/∂θ]. A cost is "
    "minimised, so f = −p_data/p_model, with the ratio held still and p_model > 0: their sign "
    "would climb away from the data. And only the slope of this cost is that of the likelihood: "
    "at D\\* its value is −½ whatever G does.",
}
