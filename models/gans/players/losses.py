"""What the two players minimise, and its slope in the discriminator's outputs, by hand.

A loss is a function of the raw outputs v of the discriminator: r at real points, f at samples.
All but the relativistic one are sums of three terms, J_D = E a(r) + E b(f) and J_G = E c(f):

* the notes' three: J_D is the cross-entropy with its ½, and J_G = -J_D (minimax),
  -½ E log D(G(z)) (non-saturating) or -½ E exp(σ⁻¹(D(G(z)))) (maximum likelihood);
* least squares (Mao et al. 2017, arXiv:1611.04076) and Wasserstein (Arjovsky et al. 2017,
  arXiv:1701.07875), where v itself is compared;
* f-GAN (Nowozin et al. 2016, arXiv:1606.00709, tables 1-2): J_D = -E g(r) + E f*(g(f)) and
  J_G = -E f*(g(f)), with the output activation g and the conjugate f* of each divergence.

Relativistic pairing (Jolicoeur-Martineau 2018, arXiv:1807.00734; with R1 + R2 in Huang et al. 2024,
arXiv:2501.05441) compares pairs: J_D = E softplus(f - r) and J_G = E softplus(r - f).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

import torch
from torch import Tensor
from torch.nn.functional import softplus

Loss = Literal[
    "minimax",
    "non_saturating",
    "maximum_likelihood",
    "least_squares",
    "wasserstein",
    "relativistic",
    "kl",
    "reverse_kl",
    "pearson",
    "hellinger",
    "jensen_shannon",
    "gan",
]

LN2 = math.log(2)


class Objective(Protocol):
    """A pair of losses. Outputs come as (..., n); each loss is the mean over the last axis."""

    @property
    def paired(self) -> bool:
        """Whether the generator's loss looks at real points too."""

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_D (...)."""

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_G (...)."""

    def discriminator_slopes(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """n ∂J_D/∂r and n ∂J_D/∂f, each (..., n)."""

    def generator_slope(self, real: Tensor, fake: Tensor) -> Tensor:
        """n ∂J_G/∂f (..., n)."""


Function = Callable[[Tensor], Tensor]


@dataclass(frozen=True)
class Term:
    """An elementwise function and its derivative."""

    value: Function
    slope: Function


@dataclass(frozen=True)
class Separate:
    """J_D = E a(r) + E b(f), J_G = E c(f)."""

    a: Term
    b: Term
    c: Term
    paired: bool = False

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_D (...)."""
        return self.a.value(real).mean(-1) + self.b.value(fake).mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_G (...)."""
        return self.c.value(fake).mean(-1)

    def discriminator_slopes(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """n ∂J_D/∂r and n ∂J_D/∂f, each (..., n)."""
        return self.a.slope(real), self.b.slope(fake)

    def generator_slope(self, real: Tensor, fake: Tensor) -> Tensor:
        """n ∂J_G/∂f (..., n)."""
        return self.c.slope(fake)


class Relativistic:
    """J_D = E softplus(f - r), J_G = E softplus(r - f) over pairs."""

    paired = True

    def discriminator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_D (...)."""
        return softplus(fake - real).mean(-1)

    def generator(self, real: Tensor, fake: Tensor) -> Tensor:
        """J_G (...)."""
        return softplus(real - fake).mean(-1)

    def discriminator_slopes(self, real: Tensor, fake: Tensor) -> tuple[Tensor, Tensor]:
        """n ∂J_D/∂r and n ∂J_D/∂f, each (..., n)."""
        slope = torch.sigmoid(fake - real)
        return -slope, slope

    def generator_slope(self, real: Tensor, fake: Tensor) -> Tensor:
        """n ∂J_G/∂f (..., n)."""
        return torch.sigmoid(real - fake).neg_()


def _negative(term: Term) -> Term:
    return Term(lambda v: -term.value(v), lambda v: -term.slope(v))


def _half(term: Term) -> Term:
    return Term(lambda v: term.value(v) / 2, lambda v: term.slope(v) / 2)


_real = Term(lambda v: softplus(-v), lambda v: torch.sigmoid(v).sub_(1))  # -log σ(v)
_fake = Term(softplus, torch.sigmoid)  # -log(1 - σ(v))
_value = Term(lambda v: v, torch.ones_like)
_exp = Term(torch.exp, torch.exp)
_exp_minus = Term(lambda v: torch.exp(-v), lambda v: -torch.exp(-v))


def _bound(a: Term, b: Term) -> Separate:
    """An f-GAN: both players play for the same bound, E g(r) - E f*(g(f))."""
    return Separate(a, b, _negative(b))


OBJECTIVES: dict[Loss, Objective] = {
    "minimax": Separate(_half(_real), _half(_fake), _negative(_half(_fake))),
    "non_saturating": Separate(_half(_real), _half(_fake), _half(_real)),
    "maximum_likelihood": Separate(_half(_real), _half(_fake), _negative(_half(_exp))),
    "least_squares": Separate(
        Term(lambda v: (v - 1) ** 2 / 2, lambda v: v - 1),
        Term(lambda v: v**2 / 2, lambda v: v),
        Term(lambda v: (v - 1) ** 2 / 2, lambda v: v - 1),
    ),
    "wasserstein": Separate(_negative(_value), _value, _negative(_value)),
    "relativistic": Relativistic(),
    "kl": _bound(
        _negative(_value),
        Term(lambda v: torch.exp(v - 1), lambda v: torch.exp(v - 1)),
    ),
    "reverse_kl": _bound(_exp_minus, Term(lambda v: v - 1, torch.ones_like)),
    "pearson": _bound(_negative(_value), Term(lambda v: v**2 / 4 + v, lambda v: v / 2 + 1)),
    "hellinger": _bound(
        Term(lambda v: torch.exp(-v) - 1, _exp_minus.slope),
        Term(lambda v: torch.exp(v) - 1, torch.exp),
    ),
    "jensen_shannon": _bound(
        Term(lambda v: softplus(-v) - LN2, _real.slope),
        Term(lambda v: softplus(v) - LN2, torch.sigmoid),
    ),
    "gan": _bound(_real, _fake),
}

# log p_data / p_model at the optimal discriminator, as a function of its output v; for the
# relativistic loss up to a constant. A Wasserstein critic knows no ratio.
_LOG_RATIOS: dict[Loss, Function] = {
    "least_squares": lambda v: torch.special.logit(v, eps=1e-6),
    "kl": lambda v: v - 1,
    "pearson": lambda v: torch.log((1 + v / 2).clamp_min(1e-6)),
    "hellinger": lambda v: 2 * v,
}


def log_ratio(loss: Loss, v: Tensor) -> Tensor:
    """The discriminator's estimate of log p_data / p_model from its raw outputs, same shape.

    At the optimum v is f'(p_data / p_model) behind the activation; for the cross-entropy losses v
    is the logarithm itself. For ``relativistic`` a constant is missing; for ``wasserstein``
    there is no ratio and v is returned.
    """
    return _LOG_RATIOS[loss](v) if loss in _LOG_RATIOS else v
