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
from models.autoencoders.linear.axes import principal_axes
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
    return principal_axes(source(setup).train).spectrum


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
    cost = bounds.distortion(model, x) + setup.beta * bounds.rate(model, x).sum(dim=-1)  # (n,)
    rate, distortion = exact.rate_distortion(setup.beta, variance)
    return Survival(
        spectrum=exact.spectrum,
        threshold=threshold,
        decoder=squares + threshold,
        predicted=min(model.latents, exact.surviving_units(setup.beta, variance)),
        active=int((squares > FAINT * threshold).sum()),
        objective=-float(cost.double().mean()),
        best=-(distortion + setup.beta * rate),
    )
