"""Which latents of a linear autoencoder switch off: a trained one against the closed form.

A latent survives where the data's variance λ exceeds β σ² (Lucas et al. 2019, arXiv:1911.02469,
"Don't Blame the ELBO!"). Any rotation of the codes decodes to the same law, so survivors are
counted where rotations do not matter: in the eigenvalues of W Wᵀ, λ - β σ² at the optimum.
"""

from dataclasses import dataclass
from typing import Any

import torch
from pydantic.fields import FieldInfo

from models.autoencoders import bounds
from models.autoencoders.linear.pca import ProbabilisticPCA
from models.autoencoders.model import Data, Floats, Linear, Vae, VaeSetup, source
from models.errors import ModelError

FAINT = 0.01  # of β σ²: a decoder direction with less variance than that is switched off


def _starting(name: str, default: object) -> Any:
    """The knob of :class:`VaeSetup` with another default, the same one on every machine."""
    field = VaeSetup.model_fields[name]
    hints = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return FieldInfo.merge_field_infos(
        field, default=default, json_schema_extra={**hints, "local": False}
    )


class CollapseSetup(VaeSetup):
    """The same knobs, met with latents to spare and a decoder whose noise stays where it is.

    And with the small digits: here a training stands beside its closed form, to four digits.
    """

    data: Data = _starting("data", "digits")
    latents: int = _starting("latents", 16)
    learned: bool = _starting("learned", False)


def spectrum(setup: VaeSetup) -> Floats:
    """The eigenvalues (D,) of the covariance of the training inputs, largest first."""
    return ProbabilisticPCA(source(setup).train, 1).spectrum


@dataclass(frozen=True, eq=False)
class Survival:
    """A trained linear VAE beside the best one with the same β and σ².

    Attributes:
        spectrum: (D,) eigenvalues λ of the data, largest first.
        threshold: β σ².
        decoder: (q,) eigenvalues of W Wᵀ plus β σ², largest first: λ where training succeeded.
        predicted: How many of the q latents survive, min(q, #{λ > β σ²}).
        active: How many directions the trained decoder uses.
        objective: -(distortion + β rate) of the trained model, nats for each training input.
        best: The largest that any linear VAE with q latents reaches, in closed form.
    """

    spectrum: Floats
    threshold: float
    decoder: Floats
    predicted: int
    active: int
    objective: float
    best: float


def threshold_of(beta: float, sigma: float) -> float:
    """The variance β σ² that a direction of the data must exceed to survive."""
    return beta * sigma**2


@torch.no_grad()
def survival(setup: VaeSetup, model: Vae) -> Survival:
    """Compare a trained linear VAE with its closed form.

    Raises:
        ModelError: The model is not linear with a Gaussian likelihood, or has as many latents as
            the data has dimensions.
    """
    if not isinstance(model.decoder, Linear) or model.likelihood != "gaussian":
        raise ModelError("The closed form needs linear networks and a Gaussian likelihood.")
    x = source(setup).train
    exact = ProbabilisticPCA(x, model.latents)
    variance = float(model.variance)
    threshold = setup.beta * variance
    weight = model.decoder.weight.double()  # (D, L)
    squares = torch.linalg.eigvalsh(weight.T @ weight).flip(0).clamp_min(0).numpy()
    rate, distortion = exact.rate_distortion(setup.beta, variance)
    return Survival(
        spectrum=exact.spectrum,
        threshold=threshold,
        decoder=squares + threshold,
        predicted=min(model.latents, exact.surviving_units(setup.beta, variance)),
        active=int((squares > FAINT * threshold).sum()),
        objective=-float(linear_distortion(model, x) + setup.beta * mean_rate(model, x)),
        best=-(distortion + setup.beta * rate),
    )


def mean_rate(model: Vae, x: torch.Tensor) -> float:
    """The mean KL(q(z|x) ‖ p(z)) over inputs (n, D), in nats."""
    return float(bounds.rate(model, x).double().sum(dim=-1).mean())


def linear_distortion(model: Vae, x: torch.Tensor) -> float:
    """-E ln p(x|z) of a linear Gaussian decoder, in nats, with the expectation over z exact.

    E ‖x - W z - b‖² = ‖x - W mean - b‖² + Σ_i var_i ‖w_i‖².

    Raises:
        ModelError: The decoder is not linear.
    """
    if not isinstance(model.decoder, Linear):
        raise ModelError("Only a linear decoder has its expectation in closed form.")
    mean, var = model.encode(x)
    at_mean = -model.log_likelihood(x, mean).double()  # (n,)
    shaken = var.double() @ model.decoder.weight.double().square().sum(dim=0)  # (n,)
    return float((at_mean + 0.5 * shaken / float(model.variance)).mean())
