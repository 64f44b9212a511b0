"""Two estimators of ∇_φ E_q[f(z)], and how much they scatter.

Reparametrisation (section 2.5 of the notes; Kingma & Welling 2014): z = g(ε, φ, x), and
∇_φ E_q[f(z)] = E_p(ε)[∇_φ f(g(ε, φ, x))]. Exchanging ∇ and E is not "linearity", as printed: it
needs dominated convergence, and a law p(ε) that does not depend on φ.

Score function (REINFORCE, Williams 1992): ∇_φ E_q[f(z)] = E_q[f(z) ∇_φ ln q(z)]. It asks nothing
of f and pays with its variance; a constant subtracted from f leaves the mean and calms it.

Both are unbiased, so what n samples buy is read off one number: the variance of one sample / n.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import ArrayLike
from torch import Tensor

from models.autoencoders.bounds.lower_bounds import rate
from models.autoencoders.model import Floats, Vae, floats


@dataclass(frozen=True, eq=False)
class Gradients:
    """Single-sample gradients of the ELBO of one input with respect to its q(z|x).

    Columns: the L means, then the L log standard deviations. Nats for each unit of them.

    Attributes:
        reparametrised: (n, 2 L).
        score: (n, 2 L).
        score_baseline: (n, 2 L), with the mean of f over the other samples subtracted from f.
    """

    reparametrised: Tensor
    score: Tensor
    score_baseline: Tensor


def gradients(model: Vae, x: Tensor, samples: int, generator: torch.Generator) -> Gradients:
    """``samples`` gradients by each estimator from the same codes, for one input ``x`` (D,).

    f(z) = ln p(x, z) - ln q(z|x). By reparametrisation its gradient is taken through the code and
    through q's parameters in ln q; the score of q averages to zero by itself.
    """
    mean, var = (t.detach()[0].double() for t in model.encode(x[None]))
    noise = torch.randn(samples, len(mean), generator=generator, dtype=torch.float64)
    centre = mean.expand(samples, -1).clone().requires_grad_()
    log_sd = (0.5 * var.log()).expand(samples, -1).clone().requires_grad_()
    z = centre + log_sd.exp() * noise  # (n, L)
    # ln q(z|x) = ln p(ε) - ln|det ∂z/∂ε|: as z moves with q, only the log-determinant changes.
    log_q = -0.5 * (noise.square() + np.log(2 * np.pi)).sum(dim=1) - log_sd.sum(dim=1)
    f = model.log_joint(x, z.to(x.dtype)).double() - log_q  # (n,)
    to_mean, to_log_sd = torch.autograd.grad(f.sum(), (centre, log_sd))
    reparametrised = torch.cat((to_mean, to_log_sd), dim=1)

    score = torch.cat((noise / var.sqrt(), noise.square() - 1), dim=1)  # ∇ ln q(z)
    value = f.detach()
    others = (value.sum() - value) / (samples - 1)
    return Gradients(reparametrised, value[:, None] * score, (value - others)[:, None] * score)


@dataclass(frozen=True)
class Parabola:
    """f(z) = (z - target)² under q = N(mean, sd²), where everything is known.

    Attributes:
        mean: Of q, the parameter of the gradient.
        sd: Of q.
        target: Where f is smallest.
    """

    mean: float
    sd: float
    target: float

    @property
    def gradient(self) -> float:
        """d/dmean E_q[f] = 2 (mean - target), exactly."""
        return 2 * (self.mean - self.target)

    @property
    def reparametrised_variance(self) -> float:
        """The variance of one sample of 2 (z - target): 4 sd²."""
        return 4 * self.sd**2

    @property
    def score_variance(self) -> float:
        """The variance of one sample of f(z) (z - mean) / sd².

        With a = mean - target: a⁴/sd² + 14 a² + 15 sd². It grows without bound as sd → 0, where
        the other one vanishes.
        """
        a, s = self.mean - self.target, self.sd
        return a**4 / s**2 + 14 * a**2 + 15 * s**2

    @property
    def baseline_variance(self) -> float:
        """The same with E f = a² + sd² subtracted from f: 10 sd² + 8 a²."""
        a, s = self.mean - self.target, self.sd
        return 10 * s**2 + 8 * a**2

    def draw(self, samples: int, generator: np.random.Generator) -> tuple[Floats, Floats, Floats]:
        """Single-sample gradients (samples,): reparametrised, score, score with E f subtracted."""
        noise = generator.standard_normal(samples)
        away = self.mean + self.sd * noise - self.target
        f, score = away**2, noise / self.sd
        expected = (self.mean - self.target) ** 2 + self.sd**2
        return 2 * away, f * score, (f - expected) * score


def scatter(singles: Floats, sizes: tuple[int, ...]) -> Floats:
    """The variance of the mean of n singles for each n in ``sizes``, from disjoint groups.

    Args:
        singles: (samples,) single-sample gradients.
        sizes: Group sizes; each needs at least two groups.
    """
    groups = (singles[: len(singles) // n * n].reshape(-1, n).mean(axis=1) for n in sizes)
    return np.array([group.var(ddof=1) for group in groups])


@dataclass(frozen=True, eq=False)
class Estimates:
    """One estimator of a gradient: single samples, and what averages of them scatter.

    Attributes:
        singles: (samples,) single-sample gradients.
        variances: The variance of the mean of n of them, measured, for each n.
        exact: The variance of one sample over n: in closed form where there is one, else measured.
    """

    singles: Floats
    variances: Floats
    exact: Floats

    @property
    def mean(self) -> float:
        """The mean of the single samples."""
        return float(self.singles.mean())

    @property
    def deviation(self) -> float:
        """The standard deviation of one sample."""
        return float(np.sqrt(self.exact[0]))

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return float(np.sqrt(self.exact[0] / len(self.singles)))


def of_parabola(
    case: Parabola, samples: int, sizes: Sequence[int], seed: int = 0
) -> dict[str, Estimates]:
    """The gradient of a parabola by reparametrisation, by its score, and with a baseline.

    Args:
        case: The parabola and q, whose moments are known.
        samples: Single-sample gradients of each estimator.
        sizes: Numbers n of samples in an average.
        seed: Of the noise, which the estimators share.
    """
    known = {
        "reparametrised": case.reparametrised_variance,
        "score function": case.score_variance,
        "score, baseline": case.baseline_variance,
    }
    drawn = case.draw(samples, np.random.default_rng(seed))
    return {
        name: Estimates(singles, scatter(singles, tuple(sizes)), variance / np.asarray(sizes))
        for (name, variance), singles in zip(known.items(), drawn, strict=True)
    }


def of_model(
    model: Vae, x: ArrayLike, samples: int, sizes: Sequence[int], seed: int = 0
) -> tuple[int, dict[str, Estimates]]:
    """The gradient of a trained model's ELBO of one input (D,) with respect to a mean of q(z|x).

    In nats for each unit of the latent; the arguments are those of :func:`of_parabola`.

    Returns:
        The latent whose mean it is, the one that tells most about this input; and the estimates,
        whose ``exact`` is the variance of one sample over n: for averages it can be nothing else.
    """
    row = torch.as_tensor(np.array(x, dtype=np.float32))
    latent = int(rate(model, row[None])[0].argmax())
    drawn = gradients(model, row, samples, torch.Generator().manual_seed(seed))
    columns = {
        "reparametrised": drawn.reparametrised,
        "score function": drawn.score,
        "score, baseline": drawn.score_baseline,
    }
    found = {}
    for name, column in columns.items():
        singles = floats(column[:, latent])
        exact = singles.var(ddof=1) / np.asarray(sizes)
        found[name] = Estimates(singles, scatter(singles, tuple(sizes)), exact)
    return latent, found
