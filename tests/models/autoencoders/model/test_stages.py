"""The decoder as plain stages: evaluated without torch, it says the same."""

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from models.autoencoders import Vae, VaeSetup, build
from models.autoencoders.codes import plain
from models.autoencoders.model import stages
from models.autoencoders.model.stages import Stage


def evaluated(network: list[Stage], place: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the stages say for one place (2,), by loops over their definition."""
    x = np.asarray(place, dtype=np.float64)
    for weight, bias, activation in network:
        y = weight @ x if weight.ndim == 2 else transposed(weight, x)
        y = (y.reshape(len(bias), -1) + bias[:, None]).ravel()
        if activation:
            y = {"silu": y, "sigmoid": 1}[activation] / (1 + np.exp(-y))
        x = y
    return x


def transposed(kernel: NDArray[np.float32], x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Stride 2, padding 1: pixel (i, j) is spread over (2i - 1 + a, 2j - 1 + b)."""
    inputs, outputs = kernel.shape[:2]
    side = int((x.size / inputs) ** 0.5)
    image = x.reshape(inputs, side, side)
    padded = np.zeros((outputs, 2 * side + 2, 2 * side + 2))
    for a in range(4):
        for b in range(4):
            spread = np.einsum("chw,co->ohw", image, kernel[:, :, a, b])
            padded[:, a : a + 2 * side : 2, b : b + 2 * side : 2] += spread
    return padded[:, 1:-1, 1:-1].ravel()


def trained(**knobs: object) -> Vae:
    """A model whose weights are all at random, so that none can be left out unseen."""
    model = build(VaeSetup.model_validate(knobs))
    generator = torch.Generator().manual_seed(1)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn(parameter.shape, generator=generator))
    return model


@pytest.mark.parametrize("network", ["mlp", "conv", "linear"])
@pytest.mark.parametrize("likelihood", ["gaussian", "bernoulli"])
def test_the_stages_decode_as_the_model_does(network, likelihood):
    model = trained(data="digits", network=network, likelihood=likelihood, latents=5)
    place, axes = np.array([1.3, -0.7]), np.array([3, 1])
    expected = plain.decoded(model, plain.codes(model, place[None], axes))[0]
    np.testing.assert_allclose(evaluated(stages(model, axes), place), expected, atol=2e-5)


def test_of_a_single_latent_the_second_coordinate_counts_nothing():
    network = stages(trained(data="moons", latents=1), np.array([0, 0]))
    here, above = (evaluated(network, np.array([0.4, y])) for y in (0.0, 5.0))
    np.testing.assert_array_equal(here, above)
    expected = plain.decoded(trained(data="moons", latents=1), [[0.4]])[0]
    np.testing.assert_allclose(here, expected, atol=1e-5)
